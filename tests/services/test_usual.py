"""Usual moments and completions: what one's own journal offers."""

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import paris

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import NotFoundError, StateError, WordsError
from presence_tui.domain.settings import Settings
from presence_tui.domain.settings_table import read_settings
from presence_tui.domain.usual_lines import UsualLine
from presence_tui.services.presence import Presence, open_presence
from presence_tui.store.paths import find_paths

TODAY = date(2026, 11, 22)


def log(presence: Presence, words: str, *days_ago: int) -> None:
    for ago in days_ago:
        presence.moments.log(words, day=TODAY - timedelta(days=ago))


def usual(presence: Presence) -> list[str]:
    return [u.words for u in presence.usual.moments()]


def test_what_is_done_again_is_learned_with_its_minutes(presence: Presence) -> None:
    log(presence, "15m Dance party @mia #play", 1, 9)
    log(presence, "10m dance party @Mia #play", 3)
    log(presence, "story @leo", 2, 4)
    log(presence, "once only", 1)
    log(presence, "twice on one day", 1, 1)
    assert usual(presence) == ["15m Dance party @mia #play", "story @leo"]
    kept = presence.usual.log(2)
    assert (kept.text, kept.people, kept.stamp.day) == ("story", ("leo",), TODAY)
    with pytest.raises(NotFoundError):
        presence.usual.log(3)


def test_what_was_long_ago_counts_less(presence: Presence) -> None:
    log(presence, "winter walk", 100, 101, 102)
    log(presence, "story", 1, 2)
    assert usual(presence) == ["story", "winter walk"]


def test_ones_own_come_first_and_nothing_is_there_twice(
    presence: Presence, home: object, clock: FixedClock
) -> None:
    log(presence, "story @leo", 2, 4)
    log(presence, "swim", 2, 4)
    own = Presence(
        find_paths(), Settings(usual=(UsualLine("20m Story @leo"), UsualLine("lake"))), clock
    )
    assert usual(own) == ["20m Story @leo", "lake", "swim"]
    with pytest.raises(StateError):
        own.usual.rest(own.usual.moments()[0])


def test_one_can_be_left_out_for_good(presence: Presence, clock: FixedClock) -> None:
    log(presence, "swim", 2, 4)
    log(presence, "story @leo", 2, 4)
    presence.usual.rest(presence.usual.moments()[0])
    assert len(usual(presence)) == 1
    again = Presence(find_paths(), Settings(), clock)
    assert len(usual(again)) == 1
    presence.changes.undo()
    assert len(usual(presence)) == 2


def test_people_and_entries_at_rest_are_never_offered(presence: Presence) -> None:
    log(presence, "swim @sam", 2, 4)
    log(presence, "story @leo", 2, 4)
    moment = presence.history.day(TODAY - timedelta(days=2)).moments
    presence.people.rest("sam")
    for entry in moment:
        if entry.text == "story":
            presence.memories.rest(entry.stamp.id)
    assert usual(presence) == []
    presence.completions.load()
    assert presence.completions.of("@s") == ()


def test_settings_say_what_is_wrong() -> None:
    table = {"usual": ["10m swim", "900h nap", 7, {"start": "dance"}, {"stop": "dance"}, "lake"]}
    settings, problems = read_settings(table, "config.toml")
    assert settings.usual == (UsualLine("10m swim"), UsualLine("dance", True), UsualLine("lake"))
    assert [problem.partition(" is ")[0] for problem in problems] == [
        f"config.toml: usual, number {number}," for number in (2, 3, 5)
    ]
    assert "900h" in problems[0]
    assert "cannot be a length" in problems[0]
    settings, problems = read_settings({"usual": [f"swim {n}" for n in range(12)]}, "config.toml")
    assert len(settings.usual) == 9
    settings, problems = read_settings({"usual": "swim"}, "config.toml")
    assert settings.usual == ()
    assert "usual is" in problems[0]


# ── started, changed, ordered ─────────────────────────────────────────────────


def test_what_is_usually_timed_is_started(presence: Presence, clock: FixedClock) -> None:
    for day in (19, 20, 21):
        clock.set(paris(2026, 11, day, 18, 0))
        presence.running_moments.start("dance 10m @mia")
        clock.advance(12 * 60)
        presence.boundaries.stop()
        presence.moments.log("story @leo")
    clock.set(paris(2026, 11, 22, 18, 0))
    assert [(u.text, u.starts) for u in presence.usual.moments()] == [
        ("dance", True),
        ("story", False),
    ]
    started = presence.usual.start(1)
    assert (started.kind, started.planned_s, started.people) == ("moment", 12 * 60, ("mia",))
    assert presence.usual.running(1) == started
    assert presence.usual.running(2) is None


def test_ones_own_are_added_changed_moved_and_taken_out(presence: Presence, home: Path) -> None:
    log(presence, "swim", 1, 2, 3)
    log(presence, "story @leo", 2, 4)
    mine = presence.usual
    mine.put("10m dance @mia", starts=True)
    assert usual(presence) == ["10m dance @mia", "swim", "story @leo"]
    assert mine.move(mine.moments()[2], -1) == 1
    assert usual(presence) == ["10m dance @mia", "story @leo", "swim"]
    assert [u.own for u in mine.moments()] == [True, True, False]
    mine.put("long story @leo", instead_of=mine.moments()[1])
    assert usual(presence) == ["10m dance @mia", "long story @leo", "swim", "story @leo"]
    mine.put("swim 1h", instead_of=mine.moments()[2])
    mine.take_out(mine.moments()[3])
    mine.take_out(mine.moments()[0])
    assert usual(presence) == ["long story @leo", "swim 1h"]
    mine.take_out(mine.moments()[1])
    # It was learned too, and does not come back by itself.
    assert usual(presence) == ["long story @leo"]
    settings = open_presence().settings
    assert settings.usual == (UsualLine("long story @leo"),)
    mine.take_out(mine.moments()[0])
    assert "usual" not in (home / "config.toml").read_text()


def test_what_cannot_be_a_usual_moment_changes_nothing(presence: Presence, home: Path) -> None:
    with pytest.raises(WordsError):
        presence.usual.put("900h")
    assert not (home / "config.toml").exists()
    for number in range(9):
        presence.usual.put(f"walk {number}")
    with pytest.raises(WordsError, match="take one out first"):
        presence.usual.put("one more")
    gone = presence.usual.moments()[0]
    presence.usual.take_out(gone)
    with pytest.raises(NotFoundError):
        presence.usual.move(gone, 1)


def test_comments_and_lines_that_cannot_be_read_stay(presence: Presence, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(
        '# mine\nusual = [\n  "story @leo", # night\n  7,\n  "lake",\n] # end\ntheme = "paper"\n'
    )
    again = open_presence()
    again.usual.put("dance", starts=True)
    again.usual.move(again.usual.moments()[2], -1)
    again.usual.take_out(again.usual.moments()[2])
    assert (home / "config.toml").read_text() == (
        '# mine\nusual = [\n  "story @leo", # night\n  7,\n  {start = "dance"},\n] # end\n'
        'theme = "paper"\n'
    )


# ── completions ───────────────────────────────────────────────────────────────


def offered(presence: Presence, line: str, kind: str = "moment") -> list[str]:
    presence.completions.load()
    found = presence.completions.of(line, kind)
    return [line[: c.start] + c.words for c in found]


def test_people_tags_and_texts_by_their_beginning(presence: Presence) -> None:
    log(presence, "Slow breakfast @Ána #Kitchen", 1)
    log(presence, "slow walk @anton #outside", 2, 3)
    presence.gratitude.give("slow rain @amir")
    assert offered(presence, "lego @an") == ["lego @anton", "lego @Ána"]
    assert offered(presence, "lego #ki") == ["lego #Kitchen"]
    assert offered(presence, "slow ") == []
    assert offered(presence, "10m slo") == ["10m slow walk", "10m Slow breakfast"]
    assert offered(presence, "slow b") == ["Slow breakfast"]
    assert offered(presence, "slo", "gratitude") == ["slow rain"]
    assert offered(presence, "s") == []
    assert offered(presence, "") == []


def test_another_spelling_is_offered_as_the_person(presence: Presence) -> None:
    log(presence, "swing @mia", 1)
    log(presence, "slide @mimi", 1)
    presence.people.merge("mimi", "mia")
    assert offered(presence, "@mi") == ["@mia"]


def test_a_completion_is_quick(presence: Presence) -> None:
    now = presence.clock.now()
    with presence.journal.writing(now) as journal:
        rows = []
        for n in range(4000):
            stamp = presence.new_stamp(TODAY, now)
            rows.append(
                (
                    "moments",
                    {
                        "id": stamp.id,
                        "day": str(TODAY),
                        "at": stamp.at.isoformat(),
                        "text": f"story {n}",
                        "people": [f"mia{n}"],
                    },
                )
            )
        journal.put_all(rows)
    presence.completions.load()
    best = 1.0
    for _ in range(5):
        began = time.thread_time()
        assert presence.completions.of("10m sto")
        assert presence.completions.of("@mi")
        best = min(best, time.thread_time() - began)
    # Its own work, whatever else the machine does meanwhile.
    assert best < 0.02


TEXTS = ("buy \\10m rope", "train \\at 7:40", "\\@home alone", "min walk", "a \\\\ b", "C# \\#5")


@pytest.mark.parametrize("before", ["", "@mia ", "5 ", "at ", "5m \\", "20m walk and "])
def test_what_is_taken_is_kept_as_it_was_offered(presence: Presence, before: str) -> None:
    kept = {presence.moments.log(f"{words} #x").text for words in TEXTS}
    thanks = {presence.gratitude.give(f"{words} #x").text for words in TEXTS}
    presence.completions.load()
    for text in kept:
        for offer in presence.completions.of(before + text[:2]):
            line = (before + text[:2])[: offer.start] + offer.words
            assert presence.moments.preview(line).text.endswith(text), line
    for text in thanks:
        for offer in presence.completions.of(before + text[:2], "gratitude"):
            line = (before + text[:2])[: offer.start] + offer.words
            assert presence.gratitude.preview(line).text.endswith(text), line
    assert presence.completions.of("bu")[0].words == "buy \\10m rope"
    assert presence.completions.of("bu", "intention")[0].words == "buy 10m rope"
    assert presence.completions.of("5 mi") == ()
    assert presence.completions.of("bu", "tag") == ()
