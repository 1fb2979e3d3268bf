"""`review`, `rhythm` and `letter` as processes, and a letter in a real browser."""

import json
import subprocess
from pathlib import Path

import pytest
from conftest import Run, paris
from needs import needs

from presence_tui import __main__
from presence_tui.domain.clock import FixedClock
from presence_tui.domain.letter import html, markdown
from presence_tui.services.letters import Letters
from presence_tui.services.presence import Presence

DAY = ("--day", "2026-11-22")


@pytest.fixture
def lived(presence: Presence, clock: FixedClock) -> Presence:
    """A day with everything, also what is private."""
    presence.boundaries.start("logged-off", at="14:00")
    presence.boundaries.stop()
    presence.moments.log("dance <b>party</b> & *stars* @mia 10m", at="17:05")
    presence.gratitude.give("rain on the skylight", because="it was loud")
    presence.pages.write("a private page")
    card = presence.checkins.card()._replace(feeling="guilt", thought="a private thought")
    presence.checkins.save(card)
    presence.reviews.note(presence.today(), "the call")
    clock.set(paris(2025, 11, 22, 9, 0))
    presence.moments.log("first snow")
    clock.set(paris(2026, 11, 22, 17, 42))
    return presence


def test_a_review_without_a_terminal_is_text(lived: Presence, run: Run) -> None:
    text = run("review", *DAY).stdout
    for part in ("Sunday 22 November 2026", "rain on the skylight", "the call", "2025: first snow"):
        assert part in text
    assert "private" not in text
    assert json.loads(run("review", *DAY, "--json").stdout)["note"] == "the call"
    assert "22 November 2026" in run("review", "--week", *DAY).stdout
    assert "emergency number" in run("review", "--help").stdout


def test_a_rhythm_as_text_and_json(lived: Presence, run: Run) -> None:
    assert "There was time for home on Sunday." in run("rhythm", *DAY).stdout
    found = json.loads(run("rhythm", *DAY, "--month", "--json").stdout)
    assert (found["from"], found["to"], len(found["days"])) == ("2026-11-01", "2026-11-30", 30)
    assert found["days"][21] == {
        "day": "2026-11-22",
        "work_min": 0,
        "home_min": 222,
        "self_min": 0,
        "moments": 1,
    }
    assert found["people"] == {"mia": 1}
    assert "November" in run("rhythm", *DAY, "--year").stdout


@pytest.mark.parametrize("what", ["nothing", "care", "card", "page", "week", "looked at"])
@pytest.mark.parametrize("command", ["today", "review"])
def test_a_page_is_called_open_only_where_nothing_stands(
    presence: Presence, run: Run, command: str, what: str
) -> None:
    day = presence.today()
    if what == "care":
        presence.checkins.mark("prayer")
        presence.checkins.mark("swim")
    elif what == "card":
        presence.checkins.save(presence.checkins.new_card(day)._replace(feeling="guilt"))
    elif what == "page":
        presence.pages.write("mine alone")
    elif what == "week":
        presence.reviews.see(day, "love", "lunch in the dark")
    elif what == "looked at":
        presence.reviews.go_to(day, "weigh")
    paper = run(command, *DAY).stdout
    assert (" page." in paper) == (what in ("nothing", "looked at"))
    assert ("Care\n  prayer or silence\n  swim\n" in paper) == (what == "care")
    for private in ("guilt", "mine", "lunch"):
        assert private not in paper


def test_the_diary_holds_reviews_by_name_only(lived: Presence, run: Run) -> None:
    lived.reviews.see(lived.today(), "time", "stories on the floor")
    shown = run("export", "--format", "markdown")
    assert "stories" not in shown.stdout
    assert "the call" not in shown.stdout
    assert "3 private entries are left out" in shown.stderr
    whole = run("export", "--format", "markdown", "--private").stdout
    assert "> the call\n\n- Making time: stories on the floor\n" in whole


def test_a_letter_keeps_words_as_words_and_private_ones_out(lived: Presence) -> None:
    letters = Letters(lived)
    letter = letters.gather("week", lived.today())
    text = markdown(letter)
    assert r"dance \<b\>party\</b\> & \*stars\*" in text
    assert "because it was loud" in text
    page = html(letter)
    assert "dance &lt;b&gt;party&lt;/b&gt; &amp; *stars*" in page
    assert "<b>" not in page
    assert "http" not in page
    for written in (text, page):
        assert "private" not in written
    named = markdown(letters.gather("week", lived.today(), ("cards", "pages")))
    assert "a private page" in named
    assert "a private thought" in named


def test_a_letter_as_a_file(lived: Presence, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "november.html"
    done = run("letter", *DAY, "--month", "--format", "html", "-o", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert file.stat().st_mode & 0o777 == 0o600
    wrong = run("letter", "--with", "secrets")
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("A letter has no part 'secrets'; there are picture, kept,")


@needs("chromium")
def test_a_letter_in_a_browser(lived: Presence, tmp_path: Path) -> None:
    file, printed = tmp_path / "letter.html", tmp_path / "letter.pdf"
    file.write_text(html(Letters(lived).gather("month", lived.today())), "utf-8")
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu"]
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    seen = subprocess.run(
        [*browser, profile, "--dump-dom", file.as_uri()],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "November 2026</h1>" in seen.stdout
    assert "<circle" in seen.stdout
    subprocess.run(
        [*browser, profile, f"--print-to-pdf={printed}", file.as_uri()],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert printed.read_bytes().startswith(b"%PDF")


def test_a_day_to_come_is_no_review(home: Path, run: Run) -> None:
    for words in (("--day", "2096-11-29"), ("--week", "--day", "2096-11-29")):
        done = run("review", *words)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(
            "2096-11-29 is still to come;"
            if len(words) == 2
            else "The week of 2096-11-29 is still to come;"
        )


@pytest.mark.parametrize(
    ("words", "day", "weekly"),
    [
        (["--week", "--day=2026-11-20"], "2026-11-20", True),
        (["--day", "2026-11-20"], "2026-11-20", False),
        (["--week"], None, True),
        ([], None, False),
    ],
)
def test_a_review_opens_however_its_day_is_said(
    monkeypatch: pytest.MonkeyPatch, words: list[str], day: str | None, weekly: bool
) -> None:
    opened: list[tuple[str | None, bool]] = []

    def run_review(day: str | None, weekly: bool) -> int:
        opened.append((day, weekly))
        return 0

    monkeypatch.setattr("presence_tui.ui.review_app.run_review", run_review)
    assert __main__._review(words) == 0
    assert opened == [(day, weekly)]
    assert __main__._review(["--json"]) is None


def test_a_week_on_paper_holds_what_was_kept_and_seen(lived: Presence, run: Run) -> None:
    moment = lived.history.day(lived.today()).moments[0]
    lived.reviews.keep(lived.today(), moment.stamp.id)
    lived.reviews.see(lived.today(), "time", "made room")
    text = run("review", "--week", *DAY).stdout
    assert "Kept\n  Sunday 22, 17:05: dance <b>party</b> & *stars* (10 min, with mia)" in text
    assert "Making time: made room" in text


def test_what_is_chosen_is_told_by_its_day(lived: Presence, run: Run) -> None:
    lived.intentions.choose("pancakes")
    assert "Monday 23 November: pancakes" in run("review", *DAY, at="2026-11-22 20:00").stdout
    today = run("today", *DAY, at="2026-11-22 20:00").stdout
    assert "Monday 23 November: pancakes" in today
    assert "the call" not in today


def test_the_signs_of_a_rhythm_are_told(lived: Presence, run: Run) -> None:
    week = run("rhythm", *DAY).stdout
    assert "= work   # home   * a moment" in week
    assert "8h  4h" in week or "8h" in week.splitlines()[0]
    assert "+ about even" in run("rhythm", *DAY, "--year").stdout


def test_the_hook_of_a_closed_day_hears_nothing_of_the_week(
    lived: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, object]] = []
    monkeypatch.setattr(lived.hooks, "fire", lambda name, row: told.append(row))
    lived.reviews.see(lived.today(), "love", "boots by the heater")
    lived.reviews.close(lived.today())
    assert "boots" not in json.dumps(told)
    assert "the call" not in json.dumps(told)
