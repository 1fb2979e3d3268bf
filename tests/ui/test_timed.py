"""Timed moments and the deck."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from screen import on_disk, opened

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.idea import Wanted
from presence_tui.services.presence import Presence
from presence_tui.ui.screens.deck import DeckScreen


async def test_a_timed_moment_runs_and_logs_itself_when_ended(
    presence: Presence, home: Path, clock: FixedClock
) -> None:
    async with opened(presence) as seen:
        await seen.press("T")
        await seen.type("dance party 10m @mia")
        assert "dance party · @mia · runs for 10 min" in seen.text()
        await seen.press("enter")
        assert "dance party" in seen.text()
        assert on_disk(home, "moments") == []
        clock.advance(7 * 60)
        await seen.tick()
        await seen.press("b", "enter")
        assert "Nothing runs" in seen.text()
        row = next(r for r in seen.rows() if "dance party" in r)
        assert "7m" in row
    (kept,) = on_disk(home, "moments")
    assert (kept["minutes"], kept["people"]) == (7, ["mia"])


async def test_one_that_is_let_go_is_not_logged(presence: Presence, home: Path) -> None:
    async with opened(presence) as seen:
        await seen.write("T", "dance party 10m")
        await seen.press("ctrl+p")
        await seen.type("timed moment go")
        await seen.press("enter")
        assert "Nothing runs" in seen.text()
        assert on_disk(home, "boundaries") == []
        await seen.press("u")
        assert "Nothing runs" not in seen.text()
    assert on_disk(home, "moments") == []


async def test_the_deck_deals_one_idea_after_the_other(presence: Presence, home: Path) -> None:
    ideas = presence.deck.deal(seed=int(presence.clock.now().timestamp()))
    async with opened(presence, (120, 36)) as seen:
        await seen.press("space")
        screen = seen.app.screen
        assert isinstance(screen, DeckScreen)
        assert ideas[0].text[:30] in seen.text()
        await seen.press("right", "space", "left")
        assert ideas[1].text[:30] in seen.text()
        await seen.press("enter")
        assert ideas[1].text[:20] in seen.text()
    (row,) = on_disk(home, "boundaries")
    assert (row["kind"], row["name"]) == ("moment", ideas[1].text)
    assert row["planned_s"] == ideas[1].minutes * 60


async def test_filters_narrow_the_deck(presence: Presence) -> None:
    async with opened(presence, (120, 36)) as seen:
        await seen.press("space", "m", "o", "w")
        screen = seen.app.screen
        assert isinstance(screen, DeckScreen)
        wanted = screen.wanted
        assert (wanted.minutes, wanted.place, wanted.who) == (5, "in", "child")
        assert screen.dealt
        assert all(wanted.fits(idea) for idea in screen.dealt)
        assert "minutes 5" in seen.text()
        assert "where indoors" in seen.text()
        await seen.press("m", "m", "m", "m", "full_stop")
        assert screen.wanted == type(wanted)()
        await seen.press("escape")
        assert "Sunday 22 November" in seen.text()


async def test_filters_are_there_again_and_the_cards_lie_another_way(
    presence: Presence, clock: FixedClock
) -> None:
    async with opened(presence, (120, 36)) as seen:
        await seen.press("space", "m", "w", "w")
        first = seen.app.screen
        assert isinstance(first, DeckScreen)
        await seen.press("escape")
        clock.advance(60)
        await seen.press("space")
        second = seen.app.screen
        assert isinstance(second, DeckScreen)
        assert (second.wanted.minutes, second.wanted.who) == (5, "partner")
        await seen.press("full_stop", "escape")
    again = Presence(presence.paths, presence.settings, clock)
    async with opened(again, (120, 36)) as seen:
        await seen.press("space")
        third = seen.app.screen
        assert isinstance(third, DeckScreen)
        assert third.wanted == Wanted()
        assert third.dealt
        assert second.dealt
        assert third.dealt[0] != again.deck.deal()[0] or third.dealt[1] != again.deck.deal()[1]


async def test_an_idea_is_started_with_someone(presence: Presence, home: Path) -> None:
    async with opened(presence, (120, 36)) as seen:
        await seen.press("space", "@", *"mia", "enter")
    (row,) = on_disk(home, "boundaries")
    assert row["people"] == ["mia"]
    assert row["name"] in {idea.text for idea in presence.deck.ideas()}


async def test_no_word_of_an_idea_is_lost_in_wide_characters(
    presence: Presence, home: Path
) -> None:
    words = "今日はお風呂でゆっくり数を数えてから、絵本を一冊だけ、いつもより小さな声で読んでみる"
    home.mkdir(exist_ok=True)
    (home / "ideas.toml").write_text(f'only = true\n[[ideas]]\ntext = "{words}"\n')
    for size in ((80, 24), (40, 20)):
        async with opened(presence, size) as seen:
            await seen.press("space")
            shown = "".join(row.strip() for row in seen.rows())
            assert words in shown


async def test_space_on_what_runs_is_a_return(presence: Presence, home: Path) -> None:
    presence.boundaries.start("logged-off")
    async with opened(presence) as seen:
        await seen.press("tab", "space")
        assert "one return" in seen.text()
    assert len(on_disk(home, "boundaries")[0]["returns"]) == 1


@pytest.mark.parametrize("size", [(1, 1), (9, 3), (30, 10), (250, 70)])
async def test_every_size(presence: Presence, size: tuple[int, int]) -> None:
    presence.moments.log("[/b] お風呂 @mia @お母さん")
    async with opened(presence, size) as seen:
        for keys in (("space",), ("space", "m"), ("escape", "P"), ("enter",), ("m",)):
            await seen.press(*keys)
            assert all(cell_len(row) == size[0] for row in seen.rows()), keys


async def test_an_idea_is_put_to_rest_and_woken(presence: Presence) -> None:
    async with opened(presence, (100, 30)) as seen:
        await seen.press("space")
        screen = seen.app.screen
        assert isinstance(screen, DeckScreen)
        first, second = (screen.dealt or ())[:2]
        await seen.press("z")
        assert screen.idea == second
        assert "Z wake what rests" in seen.text()
        assert first not in presence.deck.deal()
        await seen.press("Z")
        assert first in (screen.dealt or ())
        assert "wake what rests" not in seen.text()
