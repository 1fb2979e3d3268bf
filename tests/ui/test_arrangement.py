"""How the rows of a screen are shared: boxes at every size, and what a taller one shows."""

from itertools import combinations, product

import pytest
from screen import opened

from presence_tui.domain.clock import FixedClock
from presence_tui.services.presence import Presence
from presence_tui.ui.arrangement import alone, arrange
from presence_tui.ui.plan import Box, Plan, Wish

WIDTHS = (1, 5, 20, 24, 29, 30, 40, 59, 60, 80, 99, 100, 101, 120, 250)
WISHES = [
    Wish(
        moments=moments,
        gratitude=thanks,
        runs=runs,
        digits=27 if runs else 0,
        others=others,
        ended=ended,
        paragraphs=min(2, moments - 1),
        reasons=thanks // 3,
        intention=ended > 0,
    )
    for moments, thanks, (runs, others, ended) in product(
        (1, 5, 40), (1, 3, 20), ((False, 0, 0), (True, 0, 2), (True, 3, 0))
    )
]


def boxes(made: Plan) -> list[Box]:
    """Those of parts that have a place."""
    return [box for box in made[:9] if box.height and box.width]


def apart(one: Box, other: Box) -> bool:
    """Whether two parts share no cell."""
    return (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


def seen(made: Plan, wish: Wish) -> int:
    """How many moments are on the screen."""
    rows = made.moments.height - made.head - (wish.paragraphs if made.roomy else 0)
    return max(0, min(wish.moments, rows))


@pytest.mark.parametrize("shown", [arrange, alone])
def test_no_part_lies_over_another_or_beyond_the_screen(shown: object) -> None:
    typing = [wish._replace(typing=True, entry=6, note=2) for wish in WISHES]
    for width, height, wish in product(WIDTHS, range(1, 61), (*WISHES, *typing)):
        made = shown(width, height, wish)  # type: ignore[operator]
        for box in boxes(made):
            assert box.x >= 0 and box.y >= 0, (width, height, wish, made)
            assert box.x + box.width <= width, (width, height, wish, made)
            assert box.y + box.height <= height, (width, height, wish, made)
        for one, other in combinations(boxes(made), 2):
            assert apart(one, other), (width, height, wish, one, other)


def test_a_taller_screen_never_shows_fewer_moments() -> None:
    typing = [wish._replace(typing=True) for wish in WISHES]
    for width, wish in product(WIDTHS, (*WISHES, *typing)):
        before = 0
        for height in range(1, 61):
            now = seen(arrange(width, height, wish), wish)
            assert now >= before, (width, height, wish)
            before = now


def test_three_moments_from_ten_rows_and_thanks_from_sixteen() -> None:
    for width, height, wish in product(WIDTHS, range(10, 61), WISHES):
        made = arrange(width, height, wish)
        assert seen(made, wish) >= min(3, wish.moments), (width, height, wish)
        if height >= 16:
            assert made.gratitude.height > made.head, (width, height, wish)


def test_rows_go_in_the_order_of_the_look() -> None:
    # Paragraphs, tomorrow, the row for what will be said, hours, large digits, gratitude below 16.
    wish = Wish(moments=5, gratitude=3, digits=24, paragraphs=2, reasons=1, intention=True)
    made = {height: arrange(80, height, wish) for height in range(10, 50)}
    first = {
        "roomy": min(h for h, m in made.items() if m.roomy),
        "tomorrow": min(h for h, m in made.items() if m.intention.height),
        "note": min(h for h, m in made.items() if m.note.height == 2),
        "hours": min(
            h for h, m in made.items() if all(made[t].line.height == 2 for t in range(h, 50))
        ),
        "digits": min(h for h, m in made.items() if m.stage in ("big", "spaced")),
        "thanks": min(h for h, m in made.items() if m.gratitude.height),
    }
    assert list(first) == sorted(first, key=lambda name: -first[name])
    assert (first["thanks"], first["note"]) == (16, 23)


def test_nothing_moves_when_one_begins_to_type() -> None:
    for width, height, wish in product((80, 120), (24, 30, 36, 40), WISHES):
        rest, typing = (arrange(width, height, wish._replace(typing=t)) for t in (False, True))
        if rest.note.height == 2:
            assert rest == typing, (width, height, wish)


def test_words_stand_near_their_people_however_wide_the_screen() -> None:
    assert arrange(250, 40, WISHES[0]).moments.inner == 100


@pytest.mark.parametrize("width", [59, 80, 120])
async def test_the_screen_shows_what_the_plan_says(
    presence: Presence, clock: FixedClock, width: int
) -> None:
    for hour in range(7, 19):
        clock.set(clock.now().replace(hour=hour, minute=30))
        presence.moments.log(f"moment of {hour}")
        presence.gratitude.give(f"thanks of {hour}")
    presence.boundaries.start("all-in")
    clock.advance(60)
    presence.boundaries.start("logged-off", until="20:00")
    before = 0
    async with opened(presence, (width, 10)) as seen:
        for height in range(10, 41):
            await seen.pilot.resize_terminal(width, height)
            await seen.settle()
            text = seen.text()
            now = sum(f"moment of {hour}" in text for hour in range(7, 19))
            assert now >= max(3, before), (height, text)
            assert "moment of 18" in text
            assert "Logged off, be present" in text
            assert "▌" in text
            if height >= 16:
                assert "thanks of 18" in text, text
            before = now
        assert before == 12
