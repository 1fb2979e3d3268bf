"""The review of a week: its picture, the moments to keep, and what a child could see."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from presence_tui.domain.moment import Moment
from presence_tui.domain.review import SEEN
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence
from presence_tui.services.reviews import week_of
from presence_tui.services.rhythms import Seen
from presence_tui.services.spans import between
from presence_tui.ui.draw import Piece, cut, folded
from presence_tui.ui.screens.evening import TYPING, EveningScreen
from presence_tui.ui.widgets.rhythm_week import week_lines
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line

STEPS = ("week", "keep", *(name for name, _, _ in SEEN))
SHORT = {"staying": "hard things", "time": "time", "care": "self", "love": "love"}


class WeekReviewScreen(EveningScreen[None]):
    """One line each, all optional."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *TYPING,
        Binding("enter", "go_on", "Go on"),
        Binding("right,tab", "step(1)", "Next step"),
        Binding("left,shift+tab", "step(-1)", "Step before"),
        Binding("down,j", "move(1)", "Next moment"),
        Binding("up,k", "move(-1)", "Moment before"),
        Binding("space", "keep", "Keep this moment"),
    ]

    def __init__(self, presence: Presence, day: date | None = None) -> None:
        super().__init__(presence)
        self.day_of = day or presence.today()
        self.at = STEPS[0]
        self.seen: Seen | None = None
        self.moments: tuple[Moment, ...] = ()
        self.kept: tuple[str, ...] = ()
        self.cursor = 0

    async def begin(self) -> None:
        """The week as it was lived."""
        first, last = week_of(self.day_of)
        self.seen = await self.desk(lambda: self.presence.rhythms.see("week", self.day_of))
        found = await self.desk(lambda: between(self.presence, "moments", first, last))
        self.moments = found or ()
        review = await self.desk(lambda: self.presence.reviews.of_week(self.day_of))
        self.kept = review.kept if review else ()
        await self.enter(self.at)

    async def enter(self, step: str) -> None:
        """Shows a step and asks what it asks."""
        self.hush()
        self.at = step
        if step in SHORT:
            review = await self.desk(lambda: self.presence.reviews.of_week(self.day_of))
            monday = week_of(self.day_of)[0].isoformat()
            self.ask(f"week-{step}-{monday}", review.seen(step) if review else "")
        self.redraw()

    async def answered(self, words: str) -> None:
        """Enter keeps and goes on."""
        await self.step(1)

    async def step(self, by: int) -> None:
        """On or back; a line that was typed is kept."""
        if self.asking:
            name, words = self.at, self.words.text
            kept = await self.desk(lambda: (self.presence.reviews.see(self.day_of, name, words),))
            if kept is None:
                return
            self.drop_draft()
        index = STEPS.index(self.at) + by
        if index >= len(STEPS):
            self.dismiss(None)
        elif index >= 0:
            await self.enter(STEPS[index])

    async def action_go_on(self) -> None:
        """The next step."""
        await self.step(1)

    async def action_go(self, step: str) -> None:
        """To a step that was clicked."""
        await self.step(STEPS.index(step) - STEPS.index(self.at))

    def action_move(self, by: int) -> None:
        """The cursor, over the week's moments."""
        if self.at == "keep" and self.moments:
            self.cursor = max(0, min(len(self.moments) - 1, self.cursor + by))
            self.redraw()

    async def action_keep(self) -> None:
        """Keeps the cursor's moment, or lets it go."""
        if self.at == "keep" and self.moments:
            ident = self.moments[self.cursor].stamp.id
            had = self.kept
            self.kept = tuple(i for i in had if i != ident) if ident in had else (*had, ident)
            await self.desk(lambda: self.presence.reviews.keep(self.day_of, self.kept))
            self.redraw()

    async def action_pick(self, index: str) -> None:
        """The moment that was clicked."""
        if self.at == "keep":
            self.cursor = int(index)
            await self.action_keep()

    # ── drawing ──────────────────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """The week."""
        first, last = week_of(self.day_of)
        return [
            ("This week   ", self.ink.muted),
            (f"{first.day}–{last.day} {last:%B}", self.ink.strong),
        ]

    def tabs(self) -> Sequence[tuple[str, str, bool]]:
        """The steps."""
        return [(f"go('{step}')", SHORT.get(step, step), step == self.at) for step in STEPS]

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        last = self.at == STEPS[-1]
        does = "field_enter" if self.asking else "go_on"
        found = [KeyHint("enter", "done" if last else "on", does)]
        if self.at == "keep" and self.moments:
            found.append(KeyHint("space", "keep it", "keep"))
        found.append(KeyHint("shift+tab", "back", "step(-1)"))
        return [*found, KeyHint("esc", "leave, nothing lost", "leave")]

    def body(self) -> list[Line]:
        """The step."""
        ink = self.ink
        if self.at == "week":
            if self.seen is None:
                return []
            day = min(self.day_of, self.presence.today())
            picture, _, _ = week_lines(ink, self.seen.rhythm, day, self.inner, self.roomy)
            plain = [line._replace(raised=False, does="") for line in picture]
            said = [
                Line(((line, ink.text),))
                for sentence in self.seen.sentences
                for line in folded(sentence, self.inner)
            ]
            return [*plain, BLANK, *said]
        if self.at == "keep":
            asked = "Which of these would you like to keep?" if self.moments else "An open page."
            return [*self._said(asked), *(self._moment(n) for n in range(len(self.moments)))]
        asked = next(question for name, _, question in SEEN if name == self.at)
        child = "What a child could see in you this week."
        return [*self._said(child), BLANK, *self._said(asked), *self.field_lines()]

    def _said(self, text: str) -> list[Line]:
        return [Line(((line, self.ink.muted),)) for line in folded(text, self.inner)]

    def _moment(self, index: int) -> Line:
        ink, moment = self.ink, self.moments[index]
        mark = ("● ", ink.accent) if moment.stamp.id in self.kept else ("○ ", ink.muted)
        day = f"{moment.stamp.day:%a}  "
        text = (cut(one_line(moment.text), self.inner - 7), ink.text)
        pieces = (mark, (day, ink.muted), text)
        return Line(pieces, does=f"pick('{index}')", raised=index == self.cursor)

    def help_text(self) -> str:
        """What a week's review is."""
        return (
            "Five minutes with the week: its picture, the moments to keep, and what a child could "
            "see in you. One line each, and every one can be left out."
        )
