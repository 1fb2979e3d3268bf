"""The ten-minute deck: one idea at a time; enter starts it as a timed moment."""

import itertools
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from presence_tui.domain.idea import AGES, ENERGIES, WHO, Idea, Wanted
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.draw import Piece, folded
from presence_tui.ui.phrases import minutes_long
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.screens.evening import EveningScreen
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line, Spot

MINUTES = (5, 10, 20)
CARD_ROWS = 8
"""Rows that the words of a card may take."""
PLACES = ("in", "out")
WORDS = {
    "in": "indoors",
    "out": "outdoors",
    "any": "anywhere",
    "child": "a child",
    "partner": "a partner",
    "all": "everyone",
    "self": "by yourself",
    "low": "little energy",
    "some": "some energy",
    "high": "much energy",
}
FILTERS: tuple[tuple[str, str, str, tuple[int | str, ...]], ...] = (
    ("m", "minutes", "minutes", MINUTES),
    ("e", "energy", "energy", ENERGIES),
    ("o", "place", "where", PLACES),
    ("w", "who", "with", WHO),
    ("a", "age", "age", AGES),
)
"""Key, field of `Wanted`, its word, and what it goes through after `any`."""


class Drawn(NamedTuple):
    """What was chosen."""

    idea: Idea
    in_words: bool = False
    """Whether it is to be said in one's own words first, such as with whom."""


class DeckScreen(EveningScreen[Drawn]):
    """Space deals the next; a filter's key goes through what it may be; gives the idea chosen.

    The filters are there again the next time, and the cards lie in another order.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin_idea", "Start it"),
        Binding("at", "begin_idea(True)", "Start it with someone"),
        Binding("space,right,down,j,l", "turn(1)", "Next idea"),
        Binding("left,up,k,h", "turn(-1)", "Idea before"),
        *(Binding(key, f"narrow('{field}')", word) for key, field, word, _ in FILTERS),
        Binding("full_stop", "widen", "All ideas"),
        Binding("z", "not_this", "Not this one", id="rest"),
        Binding("Z,upper_z", "wake", "Those at rest again"),
        Binding("q", "leave", "Back", id="leave"),
    ]

    def __init__(self, presence: Presence) -> None:
        super().__init__(presence)
        self.wanted = presence.deck.wanted()
        self.dealt: tuple[Idea, ...] | None = None
        self.at = 0
        self.some_rest = False
        """Whether cards rest, which can be woken."""
        self._seed = int(presence.clock.now().timestamp())

    async def begin(self) -> None:
        """Deals."""
        self.redraw()
        await self._deal()
        for problem in self.presence.deck.problems:
            say(self.app, problem, serious=True)

    async def _deal(self) -> None:
        wanted = self.wanted
        dealt = await self.desk(lambda: self.presence.deck.deal(wanted, self._seed))
        resting = await self.desk(self.presence.deck.at_rest)
        if dealt is not None and wanted == self.wanted:
            self.dealt, self.at, self.some_rest = dealt, 0, bool(resting)
            self.redraw()

    @property
    def idea(self) -> Idea | None:
        """The one that lies open."""
        return self.dealt[self.at] if self.dealt else None

    # ── keys ─────────────────────────────────────────────────────────────────

    def action_turn(self, by: int) -> None:
        """Another idea; after the last comes the first."""
        if self.dealt:
            self.at = (self.at + by) % len(self.dealt)
            self.redraw()

    async def action_narrow(self, field: str) -> None:
        """The next thing a filter may be, then any again."""
        allowed = next(values for _, name, _, values in FILTERS if name == field)
        now = getattr(self.wanted, field)
        following = allowed[0] if now is None else dict(itertools.pairwise(allowed)).get(now)
        await self._want(Wanted(**{**self.wanted._asdict(), field: following}))

    async def action_widen(self) -> None:
        """All ideas again."""
        await self._want(Wanted())

    async def _want(self, wanted: Wanted) -> None:
        self.wanted = wanted
        await self._deal()
        await self.desk(lambda: self.presence.deck.remember(wanted))

    async def action_not_this(self) -> None:
        """Puts the idea to rest: it is not dealt again."""
        if self.idea is not None:
            words, at = self.idea.text, self.at
            if await self.written(lambda: self.presence.memories.rest_words(words)):
                await self._deal()
                self.at = min(at, max(0, len(self.dealt or ()) - 1))
                self.redraw()
                say(self.app, "It rests, and is not dealt again. Z wakes what rests.")

    async def action_wake(self) -> None:
        """Deals those again that rest."""
        if self.some_rest and await self.written(self.presence.deck.wake):
            await self._deal()

    def action_begin_idea(self, in_words: bool = False) -> None:
        """Gives the idea back, to be started, or to be said in one's own words first."""
        if self.idea is not None:
            self.dismiss(Drawn(self.idea, in_words))

    async def answered(self, words: str) -> None:
        """Nothing is typed here."""

    # ── drawing ──────────────────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """`presence   Ten minutes`."""
        name: list[Piece] = [("Ten minutes", self.ink.strong)]
        if self.size.width < MIDDLE:
            return name
        return [("presence   ", self.ink.muted), *name]

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        found = [
            KeyHint("enter", "start", "begin_idea"),
            KeyHint("space", "next", "turn(1)"),
            KeyHint("{rest}", "not this one", "not_this"),
            KeyHint("esc", "back", "leave"),
            KeyHint("@", "with someone", "begin_idea(True)"),
        ]
        wake = [KeyHint("Z", "wake what rests", "wake")] if self.some_rest else []
        return [*found[:4], *wake, *found[4:]]

    def body(self) -> list[Line]:
        """The idea, in the upper middle of the page, and the filters at its foot."""
        ink, inner = self.ink, self.inner
        filters = self._filters()
        card: list[Line] = []
        idea = self.idea
        if idea is not None:
            words = folded(idea.text, max(8, min(inner, 64)), CARD_ROWS)
            card = [Line(((line, ink.text),)) for line in words]
            about = [
                minutes_long(idea.minutes),
                WORDS[idea.energy],
                WORDS[idea.place],
                WORDS[idea.who],
            ]
            told = folded(" · ".join(about), max(8, inner))
            card += [BLANK, *(Line(((line, ink.muted),)) for line in told)]
        elif self.dealt is not None:
            card = [
                Line(
                    (
                        ("No idea fits all of that. ", ink.muted),
                        (".", ink.strong),
                        (" takes all.", ink.muted),
                    )
                )
            ]
        above = max(0, (self.sheet.room - len(card) - len(filters) - 1) // 3)
        gap = max(1, self.sheet.room - above - len(card) - len(filters))
        return [*[BLANK] * above, *card, *[BLANK] * gap, *filters]

    def _filters(self) -> list[Line]:
        """`m minutes 10   e energy any   …`, on as many rows as it takes."""
        ink, inner = self.ink, self.inner
        lines: list[Line] = []
        pieces: list[Piece] = []
        spots: list[Spot] = []
        x = 0
        for key, field, word, _ in FILTERS:
            value = getattr(self.wanted, field)
            said = "any" if value is None else WORDS.get(str(value), str(value))
            width = len(key) + len(word) + len(said) + 2
            if x and x + width > inner:
                lines.append(Line(tuple(pieces), tuple(spots)))
                pieces, spots, x = [], [], 0
            style = ink.muted if value is None else ink.text
            pieces += [
                (key, ink.strong),
                (f" {word} ", ink.muted),
                (said, style),
                ("   ", ink.text),
            ]
            spots.append(Spot(x, x + width, f"narrow('{field}')"))
            x += width + 3
        return [*lines, Line(tuple(pieces), tuple(spots))]

    def help_text(self) -> str:
        """What this is."""
        return (
            "Ideas for a few minutes with someone, or alone. What was done lately comes less "
            "often. enter starts one as a timed moment, which is logged when you end it; @ opens "
            "its words first, to say with whom. m, e, o, w and a say what there is time, strength "
            "and company for, and are remembered. Your own ideas live in ideas.toml, beside the "
            "settings."
        )
