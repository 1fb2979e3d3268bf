"""A day as it is really typed, played through the command line at its times."""

import json
from pathlib import Path

from conftest import Run
from needs import needs

DAY = Path(__file__).parent.parent / "data" / "a-long-day.tsv"

MOMENTS = [
    ("07:00", "slow breakfast, he told me about the snail", 20, ["leo"], []),
    ("07:36", "brushed teeth together & sang the tooth song", 5, ["leo", "mia"], []),
    ("07:50", "walk to daycare, counted buses (7!)", 15, ["mia"], ["outside"]),
    ("10:02", "coffee with sam - no phones", 10, [], ["us"]),
    ("12:10", "lunch outside, sun on my face", 25, [], ["self"]),
    ("13:50", "called grandma about sunday; she laughed so hard", 12, [], []),
    (
        "15:50",
        'heard him cry "I want mama" during the meeting. ran up after. cuddle',
        5,
        ["leo"],
        [],
    ),
    ("16:55", "dance party", 10, ["mia", "leo"], ["play"]),
    ("17:15", "she did the splits in the kitchen :)", None, ["mia"], []),
    ("17:45", "dinner no screens!", 35, ["mia", "leo", "sam"], ["phone-free"]),
    ("18:10", "C# song on the piano (email me the score: a@b.c)", 15, ["mia"], []),
    ("18:20", "بناء برج من المكعبات", 20, ["leo"], []),
    ("18:29", "お風呂", 30, ["mia"], []),
    ("19:05", "[x] bath [ ] hair — [bold]nobody cried[/bold]", None, ["leo"], []),
    ("19:09", "👩‍👧‍👦 group hug on the stairs", 1, [], []),
    ("19:30", 'bedtime story, "one more page" x3', 34, ["leo"], ["phone-free"]),
    ("19:45", "film on the sofa", 90, ["sam"], []),
    ("00:15", "nightmare. held him till he slept", 25, ["leo"], []),
]

BOUNDARIES = [
    ("all-in", "work", "08:30", "16:28", 1),
    ("logged-off", "home", "16:30", "23:30", 0),
    ("bedtime", "home", "19:30", "20:04", 1),
]

GRATITUDE = [
    "five minutes of quiet before anyone woke up",
    "sun",
    "the way he said good night to the dog",
    "Sam took the morning, so I could prepare #3 without hurry",
    "that I closed the laptop at half past four and nothing broke",
    "that he calls for me",
]


def typed_lines() -> list[tuple[str, str, str]]:
    """Time, command and words of every line of the day."""
    lines = []
    for line in DAY.read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        when, command, *words = line.split("\t")
        when = when if " " in when else f"2026-06-10 {when}"
        lines.append((when, command, words[0] if words else ""))
    return lines


@needs("faketime")
def test_a_long_day_is_told_truly(run: Run) -> None:
    for when, command, words in typed_lines():
        done = run(command, *([words] if words else []), at=f"{when}:00")
        assert done.returncode == 0, (when, command, words, done.stderr)
        assert not done.stderr

    day = json.loads(run("today", "--day", "2026-06-10", "--json").stdout)
    told = [
        (m["at"][11:16], m["text"], m["minutes"], m["people"], m["tags"]) for m in day["moments"]
    ]
    assert told == MOMENTS
    ran = [
        (b["preset"], b["side"], b["at"][11:16], b["ended_at"][11:16], len(b["returns"]))
        for b in day["boundaries"]
    ]
    assert ran == BOUNDARIES
    assert [g["text"] for g in day["gratitude"]] == GRATITUDE

    paper = run("today", "--day", "2026-06-10").stdout
    for length in ("7 h 58 min · 1 return", "7 h", "34 min · 1 return"):
        assert length in paper
    assert run("today", "--day", "2026-06-11").stdout.endswith(
        "An open page. `presence log` keeps a moment.\n"
    )
    status = json.loads(run("status", "--json", at="2026-06-11 01:00:00").stdout)
    assert status == {"day": "2026-06-10", "moments": 18, "gratitude": 6, "boundaries": []}
