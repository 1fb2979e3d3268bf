"""True time: what a boundary shows under every clock, as a table of days people really live.

Each step happens on a device, in a zone, at a wall time; the seconds are reckoned by hand.
"""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from presence_tui.domain.boundary import Boundary, elapsed_s, remaining_s, state
from presence_tui.domain.clock import FixedClock
from presence_tui.domain.errors import WordsError
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.paths import Paths

H, M = 3600, 60
PARIS, SANTIAGO, BEIRUT = "Europe/Paris", "America/Santiago", "Asia/Beirut"
AUCKLAND, HONOLULU, NEW_YORK = "Pacific/Auckland", "Pacific/Honolulu", "America/New_York"


class Step(NamedTuple):
    """Something done, or only looked at."""

    do: str
    wall: str
    """`2026-03-28 22:00`; a `*` at its end means the second of a doubled time."""
    zone: str = PARIS
    words: str = ""
    """Further words of the step: a length, an end, a time."""
    device: str = "laptop"


class Case(NamedTuple):
    """What is done, and what is true in the end."""

    name: str
    steps: tuple[Step, ...]
    seconds: int
    shown: str = "ended"
    left: int | None = None
    day: str | None = None


def night(name: str, zone: str, begin: str, end: str, seconds: int, day: str | None = None) -> Case:
    """From a start to an end in one zone."""
    return Case(name, (Step("start", begin, zone), Step("stop", end, zone)), seconds, day=day)


def starts(wall: str, zone: str = PARIS, words: str = "", device: str = "laptop") -> Step:
    return Step("start", wall, zone, words, device)


def then(do: str, wall: str, zone: str = PARIS, words: str = "", device: str = "laptop") -> Step:
    return Step(do, wall, zone, words, device)


CASES = (
    # Plain days, midnights, months, years.
    night("half an hour", PARIS, "2026-11-22 10:00", "2026-11-22 10:30", 30 * M),
    night("midnight", PARIS, "2026-11-22 23:30", "2026-11-23 00:30", H, "2026-11-22"),
    night("before the day ends", PARIS, "2026-11-23 02:59", "2026-11-23 03:01", 120, "2026-11-22"),
    night("as the day begins", PARIS, "2026-11-23 03:00", "2026-11-23 03:01", 60, "2026-11-23"),
    night("month's end", PARIS, "2026-11-30 21:00", "2026-12-01 08:00", 11 * H, "2026-11-30"),
    night("year's end", PARIS, "2026-12-31 23:00", "2027-01-01 01:00", 2 * H, "2026-12-31"),
    night("leap day", PARIS, "2028-02-28 22:00", "2028-03-01 06:00", 32 * H, "2028-02-28"),
    night("three days", PARIS, "2026-11-20 08:00", "2026-11-23 08:00", 72 * H),
    # Paris, both nights.
    night("Paris in spring", PARIS, "2026-03-28 22:00", "2026-03-29 06:00", 7 * H),
    night("Paris in autumn", PARIS, "2026-10-24 22:00", "2026-10-25 06:00", 9 * H),
    night("over the gap", PARIS, "2026-03-29 01:59", "2026-03-29 03:01", 2 * M),
    night("the same wall time twice", PARIS, "2026-10-25 02:30", "2026-10-25 02:30*", H),
    night("backwards on the wall", PARIS, "2026-10-25 02:50", "2026-10-25 02:10*", 20 * M),
    night("in the second hour", PARIS, "2026-10-25 02:10*", "2026-10-25 02:50*", 40 * M),
    # Zones whose clocks change at midnight, by half hours, at odd hours, or lost a day.
    night("Santiago in spring", SANTIAGO, "2026-09-05 23:00", "2026-09-06 02:00", 2 * H),
    night("Santiago in autumn", SANTIAGO, "2026-04-04 22:00", "2026-04-05 01:00", 4 * H),
    night("Santiago, doubled", SANTIAGO, "2026-04-04 23:30", "2026-04-04 23:30*", H, "2026-04-04"),
    night("Beirut in spring", BEIRUT, "2026-03-28 23:00", "2026-03-29 02:00", 2 * H),
    night("Beirut in autumn", BEIRUT, "2026-10-24 22:00", "2026-10-25 01:00", 4 * H),
    night("Havana", "America/Havana", "2026-03-07 23:00", "2026-03-08 02:00", 2 * H),
    night("Lord Howe, spring", "Australia/Lord_Howe", "2026-10-04 01:00", "2026-10-04 03:00", 5400),
    night("Lord Howe, autumn", "Australia/Lord_Howe", "2026-04-05 01:00", "2026-04-05 03:00", 9000),
    night("Chatham", "Pacific/Chatham", "2026-09-27 02:00", "2026-09-27 04:00", H),
    night("Kathmandu", "Asia/Kathmandu", "2026-11-22 20:00", "2026-11-22 21:00", H),
    night("the day Apia left out", "Pacific/Apia", "2011-12-29 22:00", "2011-12-31 06:00", 8 * H),
    # Travel.
    Case(
        "Auckland to Honolulu, the day before",
        (starts("2026-11-22 20:00", AUCKLAND), then("stop", "2026-11-21 23:00", HONOLULU)),
        2 * H,
        day="2026-11-22",
    ),
    Case(
        "Honolulu to Auckland",
        (starts("2026-11-21 20:00", HONOLULU), then("stop", "2026-11-23 01:00", AUCKLAND)),
        6 * H,
        day="2026-11-21",
    ),
    Case(
        "Auckland to Honolulu over the month's end, the month before",
        (starts("2026-12-01 10:00", AUCKLAND), then("look", "2026-11-30 12:00", HONOLULU)),
        H,
        "running",
        day="2026-12-01",
    ),
    Case(
        "Kiritimati to Honolulu at the year's end, ended there",
        (
            starts("2027-01-01 09:00", "Pacific/Kiritimati"),
            then("pause", "2026-12-31 10:00", HONOLULU),
            then("resume", "2026-12-31 11:00", HONOLULU),
            then("stop", "2026-12-31 12:00", HONOLULU),
        ),
        2 * H,
        day="2027-01-01",
    ),
    Case(
        "Paris to New York",
        (starts("2026-11-22 20:00"), then("stop", "2026-11-22 17:00", NEW_YORK)),
        3 * H,
    ),
    Case(
        "a pause in another zone",
        (
            starts("2026-11-22 10:00"),
            then("pause", "2026-11-22 11:00"),
            then("resume", "2026-11-22 07:00", NEW_YORK),
            then("stop", "2026-11-22 08:00", NEW_YORK),
        ),
        2 * H,
    ),
    Case(
        "an end in Paris, seen from London",
        (
            starts("2026-11-22 18:00", words="until 20:00"),
            then("look", "2026-11-22 18:30", "Europe/London"),
        ),
        90 * M,
        "running",
        30 * M,
    ),
    # Planned ends.
    Case(
        "a length is over",
        (starts("2026-11-22 10:00", words="for 30m"), then("look", "2026-11-22 10:34")),
        34 * M,
        "over",
        -4 * M,
    ),
    Case(
        "reached on the second",
        (starts("2026-11-22 10:00", words="for 30m"), then("look", "2026-11-22 10:30")),
        30 * M,
        "over",
        0,
    ),
    Case(
        "until midnight",
        (starts("2026-11-22 23:00", words="until 0:00"), then("look", "2026-11-22 23:00")),
        0,
        "running",
        H,
    ),
    Case(
        "until the minute it is now means tomorrow",
        (starts("2026-11-22 23:00", words="until 23:00"), then("look", "2026-11-22 23:00")),
        0,
        "running",
        24 * H,
    ),
    Case(
        "until ten, over the night of spring",
        (starts("2026-03-28 22:00", words="until 22:00"), then("look", "2026-03-28 22:00")),
        0,
        "running",
        23 * H,
    ),
    Case(
        "twenty-four hours, over the night of spring",
        (starts("2026-03-28 22:00", words="for 24h"), then("look", "2026-03-29 22:00")),
        23 * H,
        "running",
        H,
    ),
    Case(
        "until the first of a doubled time",
        (starts("2026-10-24 22:00", words="until 02:30"), then("look", "2026-10-24 22:00")),
        0,
        "running",
        4 * H + 30 * M,
    ),
    Case(
        "until the second of a doubled time",
        (starts("2026-10-25 02:40", words="until 02:30"), then("look", "2026-10-25 02:40")),
        0,
        "running",
        50 * M,
    ),
    Case(
        "until a time that this night skips",
        (starts("2026-03-28 22:00", words="until 02:30"), then("look", "2026-03-28 22:00")),
        0,
        "running",
        4 * H + 30 * M,
    ),
    Case(
        "until half past midnight, which Santiago skips",
        (
            starts("2026-09-05 23:00", SANTIAGO, "until 00:30"),
            then("look", "2026-09-05 23:00", SANTIAGO),
        ),
        0,
        "running",
        90 * M,
    ),
    Case(
        "until midnight, which Beirut skips",
        (
            starts("2026-03-28 23:30", BEIRUT, "until 0:00"),
            then("look", "2026-03-29 01:00", BEIRUT),
        ),
        30 * M,
        "over",
        0,
    ),
    Case(
        "until a skipped time, said inside the hour before it",
        (starts("2026-03-29 01:59", words="until 02:00"), then("look", "2026-03-29 03:00")),
        M,
        "over",
        0,
    ),
    Case(
        "extended when it was over",
        (
            starts("2026-11-22 10:00", words="for 30m"),
            then("extend", "2026-11-22 10:40", words="15m"),
            then("look", "2026-11-22 10:45"),
        ),
        45 * M,
        "running",
        10 * M,
    ),
    # Starts and ends that are said afterwards.
    Case(
        "began at half past four",
        (starts("2026-11-22 17:42", words="at 16:30"), then("look", "2026-11-22 17:42")),
        72 * M,
        "running",
    ),
    Case(
        "began last evening, said after midnight",
        (starts("2026-11-23 00:30", words="at 23:00"), then("look", "2026-11-23 00:30")),
        90 * M,
        "running",
        day="2026-11-22",
    ),
    Case(
        "began late last night, said in the morning",
        (starts("2026-11-23 08:30", words="at 23:30"), then("look", "2026-11-23 08:30")),
        9 * H,
        "running",
        day="2026-11-22",
    ),
    Case(
        "began yesterday, said with its day",
        (starts("2026-11-23 08:30", words="at yesterday 17:00"), then("look", "2026-11-23 08:30")),
        15 * H + 30 * M,
        "running",
        day="2026-11-22",
    ),
    Case(
        "ended on Friday evening, said on Monday",
        (starts("2026-11-20 09:00"), then("stop", "2026-11-23 08:00", words="fri 17:30")),
        8 * H + 30 * M,
    ),
    Case(
        "ended at eleven last night, said in the morning",
        (starts("2026-11-22 21:00"), then("stop", "2026-11-23 08:00", words="23:00")),
        2 * H,
    ),
    Case(
        "ended in the second doubled hour, said in the morning",
        (starts("2026-10-25 01:30"), then("stop", "2026-10-25 08:00", words="02:30")),
        2 * H,
    ),
    # Clocks that are set.
    Case(
        "set forward by mistake and back again",
        (
            starts("2026-11-22 10:00"),
            then("look", "2026-11-23 10:00"),
            then("look", "2026-11-22 10:40"),
        ),
        40 * M,
        "running",
    ),
    Case(
        "set back by a day",
        (starts("2026-11-22 10:00", words="for 30m"), then("look", "2026-11-21 10:00")),
        0,
        "running",
        30 * M,
    ),
    Case(
        "set back by a day, then ended",
        (starts("2026-11-22 10:00"), then("stop", "2026-11-21 10:00")),
        0,
    ),
    Case(
        "set back by a day, into the month before",
        (starts("2026-12-01 10:00", words="for 30m"), then("look", "2026-11-30 10:00")),
        0,
        "running",
        30 * M,
    ),
    Case(
        "set back by two days, over the end of February, then ended",
        (starts("2028-03-01 02:00"), then("stop", "2028-02-28 02:00")),
        0,
    ),
    Case(
        "set back during a pause",
        (
            starts("2026-11-22 10:00"),
            then("pause", "2026-11-22 10:30"),
            then("resume", "2026-11-22 09:00"),
            then("look", "2026-11-22 11:00"),
        ),
        H,
        "running",
    ),
    Case(
        "a return before its start",
        (
            starts("2026-11-22 10:00"),
            then("return", "2026-11-22 09:00"),
            then("stop", "2026-11-22 10:30"),
        ),
        30 * M,
    ),
    # Pauses.
    Case(
        "two pauses",
        (
            starts("2026-11-22 10:00"),
            then("pause", "2026-11-22 10:10"),
            then("resume", "2026-11-22 10:20"),
            then("pause", "2026-11-22 10:30"),
            then("resume", "2026-11-22 10:50"),
            then("stop", "2026-11-22 11:00"),
        ),
        30 * M,
    ),
    Case(
        "a pause over midnight",
        (
            starts("2026-11-30 23:00"),
            then("pause", "2026-11-30 23:30"),
            then("resume", "2026-12-01 00:30"),
            then("stop", "2026-12-01 01:00"),
        ),
        H,
        day="2026-11-30",
    ),
    Case(
        "a pause over the night of autumn",
        (
            starts("2026-10-24 22:00"),
            then("pause", "2026-10-25 01:00"),
            then("resume", "2026-10-25 04:00"),
            then("stop", "2026-10-25 06:00"),
        ),
        5 * H,
    ),
    Case(
        "a pause over the night of spring",
        (
            starts("2026-03-28 22:00"),
            then("pause", "2026-03-29 01:00"),
            then("resume", "2026-03-29 04:00"),
            then("stop", "2026-03-29 06:00"),
        ),
        5 * H,
    ),
    Case(
        "a pause never ended",
        (
            starts("2026-11-22 10:00", words="for 30m"),
            then("pause", "2026-11-22 10:10"),
            then("look", "2026-11-25 10:10"),
        ),
        10 * M,
        "paused",
        20 * M,
    ),
    Case(
        "ended while paused",
        (
            starts("2026-11-22 10:00"),
            then("pause", "2026-11-22 10:10"),
            then("stop", "2026-11-25 10:10"),
        ),
        10 * M,
    ),
    # A closed lid is only time that passes; each step opens the program anew.
    Case(
        "the lid closed for the night",
        (starts("2026-11-22 20:00", words="for 30m"), then("look", "2026-11-23 07:30")),
        11 * H + 30 * M,
        "over",
        -11 * H,
    ),
    # Two devices.
    Case(
        "started here, ended there",
        (starts("2026-11-22 10:00"), then("stop", "2026-11-22 11:00", device="phone")),
        H,
    ),
    Case(
        "paused here, gone on there, in another zone",
        (
            starts("2026-11-22 10:00"),
            then("pause", "2026-11-22 10:30"),
            then("resume", "2026-11-22 05:00", NEW_YORK, device="phone"),
            then("stop", "2026-11-22 11:30"),
        ),
        H,
    ),
    Case(
        "ended on a device whose clock is behind",
        (starts("2026-11-22 10:00"), then("stop", "2026-11-22 09:50", device="phone")),
        0,
    ),
    Case(
        "extended there, over the month's end",
        (
            starts("2026-11-30 23:50", words="for 10m"),
            then("extend", "2026-11-30 23:55", words="20m", device="phone"),
            then("look", "2026-12-01 00:10"),
        ),
        20 * M,
        "running",
        10 * M,
    ),
)


def at(step: Step) -> datetime:
    """The instant of a step."""
    fold = 1 if step.wall.endswith("*") else 0
    wall = datetime.fromisoformat(step.wall.rstrip("*"))
    return wall.replace(tzinfo=ZoneInfo(step.zone), fold=fold)


def opened(folder: Path, step: Step) -> Presence:
    """The program as it is opened for one step: on its device, under its clock."""
    mine = folder / step.device
    paths = Paths(mine, folder / "journal", mine / "backups", mine / "state")
    return Presence(paths, Settings(), FixedClock(at(step)))


def do(presence: Presence, step: Step) -> None:
    """Does one step."""
    boundaries = presence.boundaries
    if step.do == "start":
        how, _, words = step.words.partition(" ")
        name = {"for": "length", "until": "until", "at": "at"}.get(how)
        boundaries.start("stillness", **({name: words} if name else {}))
    elif step.do == "stop":
        boundaries.stop(at=step.words or None)
    elif step.do == "extend":
        boundaries.extend(length=step.words)
    elif step.do == "return":
        boundaries.come_back()
    elif step.do in ("pause", "resume"):
        getattr(boundaries, step.do)()


def kept(presence: Presence) -> Boundary:
    """The one boundary of the journal, read from the disk."""
    rows = presence.exchange.export()[0]["boundaries"]
    assert len(rows) == 1
    return Boundary.from_row(rows[0])


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_time_is_true(case: Case, tmp_path: Path) -> None:
    for step in case.steps:
        presence = opened(tmp_path, step)
        do(presence, step)
        now = presence.clock.now()
        assert elapsed_s(kept(presence), now) >= 0
    boundary = kept(presence)
    assert elapsed_s(boundary, now) == case.seconds
    assert state(boundary, now) == case.shown
    if case.shown != "ended":
        assert remaining_s(boundary, now) == case.left
    if case.day is not None:
        assert str(boundary.stamp.day) == case.day
    assert len(presence.boundaries.running()) == (0 if case.shown == "ended" else 1)


@pytest.mark.parametrize("length", ["0m", "900h", "25h", "soon", "-5m"])
def test_a_length_that_cannot_be_is_a_sentence(tmp_path: Path, length: str) -> None:
    presence = opened(tmp_path, starts("2026-11-22 10:00"))
    with pytest.raises(WordsError, match=r".{20}"):
        presence.boundaries.start("stillness", length=length)
    assert presence.boundaries.running() == ()


def test_an_end_before_its_start_is_a_sentence(tmp_path: Path) -> None:
    opened(tmp_path, starts("2026-11-22 10:00")).boundaries.start("stillness")
    presence = opened(tmp_path, starts("2026-11-22 11:00"))
    with pytest.raises(WordsError, match=r"09:00 does not lie between its start, 10:00, and now"):
        presence.boundaries.stop(at="9:00")
    assert len(presence.boundaries.running()) == 1
