"""Care check-ins: plain marks of today, and the doors to a guilt card and the day's page."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.events import Key

from presence_tui.domain.checkin import Care
from presence_tui.domain.kindness import NO_THERAPY
from presence_tui.domain.text import fold
from presence_tui.services.presence import Presence
from presence_tui.services.week import Offer
from presence_tui.ui.alerts import say
from presence_tui.ui.dialogs.hard_week import answered, hard_week_question, rests_until
from presence_tui.ui.draw import Piece, cut
from presence_tui.ui.plan import WIDE
from presence_tui.ui.screens.evening import EveningScreen
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line, title_line

FOOTER = 68
"""Columns from which the footer has room for the key of a hard week; below, the page says it."""


class CareScreen(EveningScreen[None]):
    """One key a mark; pressed again, the mark is gone."""

    careful = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next row"),
        Binding("up", "move(-1)", "Row before"),
        Binding("enter,space", "choose", "Mark"),
        Binding("g", "card", "Guilt card"),
        Binding("w", "page", "The day's page"),
        Binding("s", "hard", "Hard week"),
        Binding("e", "own", "Your own"),
    ]

    def __init__(self, presence: Presence, day: date | None = None) -> None:
        super().__init__(presence)
        self.day_of = day or presence.today()
        self.cares: tuple[Care, ...] = presence.checkins.cares()
        self.marked: frozenset[str] = frozenset()
        self.offers: tuple[Offer, ...] = ()
        self.hard_until: date | None = None
        self.heavy_line = ""
        self.cursor = 0

    async def begin(self) -> None:
        """The marks of the day."""
        await self.reload()

    async def on_screen_resume(self) -> None:
        """Back from a card or a page."""
        await self.reload()

    async def reload(self) -> None:
        """Takes the day's marks anew."""
        checkins, week, day = self.presence.checkins, self.presence.week, self.day_of
        self.cares = checkins.cares()
        marks = await self.desk(lambda: checkins.marks(day))
        self.marked = frozenset(fold(name) for name in marks or ())
        self.offers = await self.desk(lambda: week.offers(day)) or ()
        # Prompts rest from today on, whichever day is looked at.
        self.hard_until = await self.desk(week.hard_until)
        self.heavy_line = await self.desk(lambda: checkins.heavy_line(day)) or ""
        self.redraw()

    # ── keys ─────────────────────────────────────────────────────────────────

    async def on_key(self, event: Key) -> None:
        """Each care has its key."""
        for n, care in enumerate(self.cares):
            if event.character == care.key:
                event.stop()
                await self.action_mark(n)

    async def action_mark(self, index: int) -> None:
        """Sets a mark or takes it away."""
        self.cursor = index
        name = self.cares[index].name
        await self.desk(lambda: self.presence.checkins.mark(name, self.day_of))
        await self.reload()

    async def action_tick(self, index: int) -> None:
        """Ticks a line of the week plan, or leaves it alone after all."""
        self.cursor = len(self.cares) + index
        text = self.offers[index].line.text
        await self.desk(lambda: self.presence.week.tick(text, self.day_of))
        await self.reload()

    async def action_choose(self) -> None:
        """Does what the cursor's row does."""
        if self.cursor < len(self.cares):
            await self.action_mark(self.cursor)
        elif self.cursor - len(self.cares) < len(self.offers):
            await self.action_tick(self.cursor - len(self.cares))

    def action_move(self, by: int) -> None:
        """The cursor."""
        last = len(self.cares) + len(self.offers) - 1
        self.cursor = max(0, min(last, self.cursor + by))
        self.redraw()

    @work(group="ask")
    async def action_hard(self) -> None:
        """Lets prompts rest for some days from today, or come back."""
        reply = await self.app.push_screen_wait(hard_week_question(self.hard_until))
        if reply is not None:
            said = await self.desk(lambda: answered(self.presence.week, reply))
            if said is not None:
                say(self.app, said)
        await self.reload()

    def action_card(self) -> None:
        """A guilt card."""
        from presence_tui.ui.screens.guilt import GuiltScreen

        self.app.push_screen(GuiltScreen(self.presence, self.day_of))

    def action_page(self) -> None:
        """The day's page."""
        from presence_tui.ui.screens.page import PageScreen

        self.app.push_screen(PageScreen(self.presence, self.day_of))

    def action_own(self) -> None:
        """One's own marks and week lines."""
        from presence_tui.ui.screens.customs import CustomsScreen

        self.app.push_screen(CustomsScreen(self.presence))

    # ── drawing ──────────────────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """The date."""
        return self.day_title(self.day_of)

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        wide = self.size.width >= WIDE
        found = [
            KeyHint("enter", "mark", "choose"),
            KeyHint("g", "guilt card" if wide else "guilt", "card"),
            KeyHint("w", "page", "page"),
            KeyHint("s", self._hard if wide else "hard week", "hard"),
            KeyHint("e", "your own", "own"),
        ]
        return [*found, KeyHint("esc", "back", "leave")]

    @property
    def _hard(self) -> str:
        return "let prompts rest" if self.hard_until is None else "let prompts come back"

    def body(self) -> list[Line]:
        """The marks, the week's lines, and what is quiet."""
        ink, gap = self.ink, [BLANK] if self.roomy else []
        lines = [title_line(ink, "Care", self.inner), *gap]
        for n, care in enumerate(self.cares):
            lines.append(
                self._row(n, care.key, fold(care.name) in self.marked, care.words, f"mark({n})")
            )
        if self.offers:
            lines += [BLANK, title_line(ink, "From your week", self.inner), *gap]
            for n, offer in enumerate(self.offers):
                row = len(self.cares) + n
                lines.append(self._row(row, " ", offer.ticked, offer.line.text, f"tick({n})"))
        if self.hard_until is not None:
            lines += [BLANK, *self.said(rests_until(self.hard_until))]
        if self.size.width < FOOTER:
            lines += [
                BLANK,
                self.key_line("w", "the day’s page", "page"),
                self.key_line("e", "your own marks and week", "own"),
                self.key_line("s", self._hard, "hard"),
            ]
        if self.heavy_line:
            lines += [BLANK, *self.said(self.heavy_line)]
        return lines

    def _row(self, index: int, key: str, marked: bool, text: str, does: str) -> Line:
        ink = self.ink
        mark = ("●  ", ink.accent) if marked else ("○  ", ink.muted)
        words = ink.text if marked else ink.muted
        pieces = ((f"{key}  ", ink.strong), mark, (cut(text, self.inner - 6), words))
        return Line(pieces, does=does, raised=index == self.cursor)

    def help_text(self) -> str:
        """What care marks are."""
        return (
            "Plain marks of today: what was good for you, one key each. Nothing is counted. "
            "g opens a guilt card, w the day’s page, e your own marks and week lines; s lets every "
            f"prompt rest for some days, or come back. {NO_THERAPY}"
        )

    async def answered(self, words: str) -> None:
        """Nothing is typed here."""
