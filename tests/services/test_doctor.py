"""The doctor: names what is not sound, changes nothing until told, and then mends it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.settings import Settings
from presence_tui.services.health import WRONG
from presence_tui.services.presence import Presence


@pytest.fixture
def kept(presence: Presence) -> Presence:
    """A home with two entries."""
    presence.moments.log("lake")
    presence.gratitude.give("rain")
    return presence


def wrong(presence: Presence) -> list[str]:
    return [f.says for f in presence.doctor.examine() if f.state == WRONG]


def month_file(presence: Presence) -> Path:
    assert presence.journal.device
    return presence.journal.months.file(presence.journal.device, "2026-11")


def test_a_sound_home_is_sound(kept: Presence) -> None:
    assert wrong(kept) == []


def test_an_empty_home_is_sound_and_nothing_is_made(presence: Presence, home: Path) -> None:
    assert wrong(presence) == []
    assert not home.exists()


def empty(presence: Presence) -> None:
    month_file(presence).write_bytes(b"")


def lose(presence: Presence) -> None:
    month_file(presence).unlink()


def open_up(presence: Presence) -> None:
    month_file(presence).chmod(0o644)


def open_folder(presence: Presence) -> None:
    presence.paths.state.chmod(0o755)


def leave_temporary(presence: Presence) -> None:
    month_file(presence).with_name(".2026-11.json.99999999.tmp").touch(0o600)


def damage_backup(presence: Presence) -> None:
    file = next(presence.paths.backups.glob("*/2026-11.previous.json"))
    file.unlink()
    file.touch(0o600)


def damage_devices(presence: Presence) -> None:
    (presence.paths.state / "devices.json").write_bytes(b"{")


@pytest.mark.parametrize(
    "hurt",
    [empty, lose, open_up, open_folder, leave_temporary, damage_backup, damage_devices],
    ids=lambda h: h.__name__,
)
def test_what_is_wrong_is_named_and_mended_only_when_told(
    kept: Presence, hurt: Callable[[Presence], None]
) -> None:
    hurt(kept)
    again = Presence(kept.paths, Settings(), kept.clock)
    (finding,) = [f for f in again.doctor.examine() if f.state == WRONG]
    assert finding.advice.startswith("Mending ")
    assert len(wrong(again)) == 1
    assert [f for f in again.doctor.repair(again.doctor.examine()) if f.state == WRONG] == []
    assert len(again.history.today().moments) == 1


def test_an_invalid_record_is_named_by_file_and_key(kept: Presence) -> None:
    file = month_file(kept)
    tables = json.loads(file.read_bytes())
    tables["moments"]["X"] = 5
    tables["moments"]["Y"] = {"id": "Z"}
    good = next(iter(tables["gratitude"].values()))
    tables["gratitude"]["W"] = {**good, "id": "W", "text": 7}
    tables["gratitude"]["V"] = {**good, "id": "V", "day": "2026-01-01"}
    tables["gratitude"]["U"] = {**good, "id": "U", "rev": "soon"}
    file.write_text(json.dumps(tables))
    found = wrong(kept)
    assert len(found) == 5
    # What reads as a record is shown, whatever its number.
    assert any(
        "the entry U of gratitude is kept and shown, though its revision" in f for f in found
    )
    assert any("the entry V of gratitude is kept and not shown: its day" in f for f in found)
    for key, why in (
        ("X", "it is no object"),
        ("Y", "its id is 'Z'"),
        ("W", "text should be text, not 7"),
        ("V", "its day is '2026-01-01'"),
        ("U", "its revision is 'soon'"),
    ):
        assert any(f"{file}: the entry {key} of" in f and why in f for f in found), key
    assert len(kept.history.today().moments) == 1


def test_another_devices_unreadable_file_is_a_note(kept: Presence) -> None:
    other = kept.paths.journal / "sofa-222222"
    other.mkdir()
    (other / "2026-11.json").write_text("{")
    found = kept.doctor.examine()
    assert any("left alone" in f.says for f in found)
    assert wrong(kept) == []


def test_a_newer_file_is_a_note(kept: Presence) -> None:
    file = month_file(kept)
    file.write_bytes(file.read_bytes().replace(b'"version": 1', b'"version": 2'))
    assert any("newer version" in f.says for f in kept.doctor.examine())
    assert wrong(kept) == []


def test_a_clock_in_the_past_is_named(kept: Presence, clock: FixedClock) -> None:
    clock.set(paris(2026, 11, 21, 9, 0))
    (said,) = wrong(kept)
    assert said.startswith("The clock says 2026-11-21 09:00, but an entry here was written at")


def test_a_boundary_never_ended_is_a_note(kept: Presence, clock: FixedClock) -> None:
    kept.boundaries.start("logged-off")
    clock.set(paris(2027, 3, 1, 9, 0))
    assert any("has no end yet" in f.says for f in kept.doctor.examine())


def test_settings_and_themes_are_looked_at(kept: Presence) -> None:
    (kept.paths.config / "themes").mkdir()
    (kept.paths.config / "themes" / "dusk.toml").write_text("primary = ")
    again = Presence(kept.paths, Settings(), kept.clock, ("config.toml: day_ends is 'x'.",))
    assert [s.split()[0] for s in wrong(again)] == [
        "config.toml:",
        str(kept.paths.config / "themes" / "dusk.toml"),
    ]


def test_torn_lines_and_damaged_bytes_are_notes(kept: Presence) -> None:
    with (kept.paths.state / "changes.jsonl").open("ab") as log:
        log.write(b"\n{torn")
    month_file(kept).write_bytes(b"{")
    kept.history.today()
    says = " ".join(f.says for f in kept.doctor.examine())
    assert "1 lines of the change log are torn" in says
    assert "holds damaged bytes" in says
    assert wrong(kept) == []


def test_digits_of_other_scripts_are_no_number(kept: Presence) -> None:
    file = month_file(kept)
    rev = next(iter(json.loads(file.read_bytes())["moments"].values()))["rev"]
    file.write_text(file.read_text().replace(rev, "¹" * 13 + rev[13:]))
    assert any("its revision is" in said for said in wrong(kept))


def test_torn_lines_are_counted_wherever_the_log_is(kept: Presence) -> None:
    state = kept.paths.state
    (state / "changes.jsonl").rename(state / "changes.1.jsonl")
    with (state / "changes.1.jsonl").open("ab") as log:
        log.write(b"\n{torn\n{and torn")
    assert any("2 lines of the change log are torn" in f.says for f in kept.doctor.examine())


def test_a_damaged_state_that_is_open_is_mended_in_one_go(kept: Presence) -> None:
    kept.moments.log("more")
    state = next(kept.paths.backups.glob("*/2026-11.previous.json"))
    state.unlink()
    state.write_bytes(b"{")
    state.chmod(0o644)
    assert len(wrong(kept)) == 2
    assert [f.says for f in kept.doctor.repair(kept.doctor.examine()) if f.state == WRONG] == []


def test_what_was_interrupted_is_named_and_ended(kept: Presence) -> None:
    note = {"purges": [[["2026-11", "moments", "X"]]], "moves": []}
    kept.paths.unfinished_file.write_text(json.dumps(note))
    kept.paths.unfinished_file.chmod(0o600)
    again = Presence(kept.paths, Settings(), kept.clock)
    assert wrong(again) == ["A purge, or a move to another month, was interrupted."]
    again.doctor.repair(again.doctor.examine())
    assert not kept.paths.unfinished_file.exists()
