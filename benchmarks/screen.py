"""The dashboard in a terminal: to its first screen, from a key to its paint, and to its end."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.figures import Line, against, interleaved, percentile
from benchmarks.homes import BARE, PRESENCE, ROOT, TODAYS_LAST, environment
from benchmarks.terminal import Terminal

FIRST_SCREEN = ("Moments", "Gratitude", "help")
BARE_SCREEN = ("bare floor",)


def dashboard(home: Path) -> Terminal:
    """The dashboard on a home."""
    return Terminal(PRESENCE, environment(home), ROOT)


def bare() -> Terminal:
    """The floor."""
    return Terminal(BARE, environment(), ROOT)


def start_and_end(decade: Path, rounds: int) -> list[Line]:
    """From exec to a finished first screen with ten years of entries, and from `q` to the end."""
    ends: dict[str, list[float]] = {"presence": [], "bare": []}

    def one(name: str) -> float:
        words = (*FIRST_SCREEN, TODAYS_LAST) if name == "presence" else BARE_SCREEN
        with dashboard(decade) if name == "presence" else bare() as terminal:
            painted = terminal.settle(words) - terminal.started_at
            ends[name].append(1000 * terminal.leave_s(b"q"))
        return 1000 * painted

    mine, floor = interleaved(rounds, [lambda: one("presence"), lambda: one("bare")])
    return [
        against("exec to a finished first screen, ten years", mine, floor, "ms", 1.2),
        against("from `q` to the end of the process", ends["presence"], ends["bare"], "ms", 1.0),
    ]


def cursor_keys(few: Path, many: Path, count: int) -> list[Line]:
    """A cursor key to its paint, with 10 and with 1,000 rows, against one Static update."""
    with ExitStack() as stack:
        sides = [stack.enter_context(t) for t in (dashboard(few), dashboard(many), bare())]
        for side, words in zip(sides, (FIRST_SCREEN, FIRST_SCREEN, BARE_SCREEN), strict=True):
            side.settle(words)
        keys = [b"\x1b[A", b"\x1b[B"]
        presses = dict.fromkeys(sides, 0)

        def press(side: Terminal) -> float:
            presses[side] += 1
            key = b"x" if side is sides[2] else keys[presses[side] % 2]
            return 1000 * side.answer_s(key)

        ten, thousand, floor = interleaved(count, [partial(press, side) for side in sides])
    return [
        against("a cursor key to its paint, 10 rows", ten, floor, "ms", 1.3),
        against("a cursor key to its paint, 1,000 rows", thousand, floor, "ms", 1.3),
    ]


def kept_moments(decade: Path, count: int) -> list[Line]:
    """From enter to a moment that is painted, and on the disk by then."""
    taken = []
    with dashboard(decade) as terminal:
        terminal.settle(FIRST_SCREEN)
        for number in range(count):
            words = f"tea on the step {number:03d}"
            terminal.answer_s(b"m")
            terminal.answer_s(words.encode(), (words,))
            taken.append(1000 * terminal.answer_s(b"\r", (words,)))
            _check_kept(decade, words)
    return [
        Line("enter to a painted, durable moment, median", median(taken), "ms"),
        Line("the same, 95th percentile", percentile(taken, 95), "ms", aim=40),
    ]


def _check_kept(home: Path, words: str) -> None:
    needle = words.encode()
    if not any(needle in file.read_bytes() for file in home.glob("journal/*/*.json")):
        raise AssertionError(f"{words!r} was painted before it was on the disk")
