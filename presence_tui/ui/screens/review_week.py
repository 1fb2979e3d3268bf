"""The review of a week: its picture, the moments to keep, and what a child could see."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from presence_tui.domain.moment import Moment
from presence_tui.domain.review import SEEN, WEEK_STEPS
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence
from presence_tui.services.reviews import week_of
from presence_tui.services.rhythms import Seen
from presence_tui.ui.draw import Piece, cut
from presence_tui.ui.page_keys import ROW_KEYS
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.screens.asking import TYPING
from presence_tui.ui.screens.offering import OfferingScreen
from presence_tui.ui.widgets.rhythm_week import week_picture
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line

SHORT = {"staying": "hard things", "time": "time", "care": "self", "love": "love"}


class WeekReviewScreen(OfferingScreen[None]):
    """One line each, all optional."""

    careful = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *TYPING,
        Binding("enter", "go_on", "Go on"),
        Binding("right,tab", "step(1)", "Next step"),
        Binding("left,shift+tab", "step(-1)", "Step before"),
        *ROW_KEYS,
        Binding("space", "keep", "Hold on to this moment"),
        Binding("z", "not_this", "Not this one", id="rest"),
        Binding("u", "bring_back", "Bring it back", id="undo"),
    ]

    def __init__(self, presence: Presence, day: date | None = None) -> None:
        super().__init__(presence)
        self.day_of = day or presence.today()
        self.at = WEEK_STEPS[0]
        self.seen: Seen | None = None
        self.moments: tuple[Moment, ...] = ()
        self.held: tuple[str, ...] = ()
        """Ids of the moments to hold on to."""
        self.cursor = 0

    async def begin(self) -> None:
        """The week as it was lived; it goes on where it was left."""
        self.seen = await self.desk(lambda: self.presence.rhythms.see("week", self.day_of))
        left = await self.desk(lambda: self.presence.reviews.week_step(self.day_of))
        await self._read_moments()
        await self.enter(left if left in WEEK_STEPS else self.at, keep=False)

    async def _read_moments(self) -> None:
        """The moments that may be offered, and which of them are held on to."""
        (first, last), presence = week_of(self.day_of), self.presence
        found = await self.desk(lambda: presence.memories.awake("moments", first, last))
        self.moments = tuple(found or ())
        self.cursor = max(0, min(self.cursor, len(self.moments) - 1))
        review = await self.desk(lambda: presence.reviews.of_week(self.day_of))
        self.held = review.kept if review else ()

    async def enter(self, step: str, keep: bool = True) -> None:
        """Shows a step and asks what it asks."""
        self.hush()
        self.at = step
        if keep:
            await self.desk(lambda: self.presence.reviews.go_to_week(self.day_of, step))
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
        await self._go(WEEK_STEPS.index(self.at) + by)

    async def _go(self, index: int) -> None:
        if not await self._keep():
            return
        if index >= len(WEEK_STEPS):
            # Done: the next time it begins at the beginning.
            await self.desk(lambda: self.presence.reviews.go_to_week(self.day_of, WEEK_STEPS[0]))
            self.dismiss(None)
        elif index >= 0:
            await self.enter(WEEK_STEPS[index])

    async def _keep(self) -> bool:
        """Keeps the line in the field, if it is new; whether that could be done."""
        if not self.asking:
            return True
        name, words, since = self.at, self.words.text, self.filled
        reviews, day = self.presence.reviews, self.day_of
        if self.changed and not await self.written(lambda: reviews.see(day, name, words, since)):
            return False
        self.drop_draft()
        return True

    async def action_go_on(self) -> None:
        """The next step."""
        await self.step(1)

    async def action_go(self, step: str) -> None:
        """To a step that was clicked."""
        await self._go(WEEK_STEPS.index(step))

    def action_move(self, by: int) -> None:
        """The cursor, over the week's moments; elsewhere the page scrolls."""
        if self.at == "keep" and self.moments:
            self.cursor = max(0, min(len(self.moments) - 1, self.cursor + by))
            self.redraw()
        else:
            self.sheet.scroll_lines(by)

    async def action_keep(self) -> None:
        """Holds on to the cursor's moment, or lets it go."""
        if self.at == "keep" and self.moments:
            ident, reviews = self.moments[self.cursor].stamp.id, self.presence.reviews
            held = ident not in self.held
            if await self.written(lambda: reviews.keep(self.day_of, ident, held)):
                await self._read_moments()
                self.redraw()

    async def action_pick(self, index: str) -> None:
        """The moment that was clicked."""
        if self.at == "keep":
            self.cursor = int(index)
            await self.action_keep()

    def offered(self) -> str | None:
        """The moment under the cursor."""
        return self.moments[self.cursor].stamp.id if self.at == "keep" and self.moments else None

    async def offer_again(self) -> None:
        """The other moments."""
        await self._read_moments()
        self.redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed, letters are letters."""
        if self.asking and action in ("not_this", "bring_back", "move", "keep"):
            return False
        return super().check_action(action, parameters)

    # ── drawing ──────────────────────────────────────────────────────────────

    @property
    def this_week(self) -> bool:
        """Whether it is the week that is lived now."""
        first, last = week_of(self.day_of)
        return first <= self.presence.today() <= last

    def title_pieces(self) -> list[Piece]:
        """The week."""
        first, last = week_of(self.day_of)
        begin = str(first.day) if first.month == last.month else f"{first.day} {first:%B} "
        dash = "–" if first.month == last.month else "– "
        year = "" if last.year == self.presence.today().year else f" {last.year}"
        name = "This week   " if self.this_week else "A week   "
        return [
            (name, self.ink.muted),
            (f"{begin}{dash}{last.day} {last:%B}{year}", self.ink.strong),
        ]

    def tabs(self) -> Sequence[tuple[str, str, bool]]:
        """The steps."""
        return [(f"go('{step}')", SHORT.get(step, step), step == self.at) for step in WEEK_STEPS]

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        last = self.at == WEEK_STEPS[-1]
        does = "field_enter" if self.asking else "go_on"
        found = [KeyHint("enter", "done" if last else "go on", does)]
        if self.at == "keep" and self.moments:
            found.append(KeyHint("space", "hold on to it", "keep"))
            found.append(KeyHint("{rest}", "not this one", "not_this"))
            if self.rested:
                found.append(KeyHint("{undo}", "bring back", "bring_back"))
        elif not self.asking:
            found.append(KeyHint("← →", "steps", "step(1)"))
        if self.at != WEEK_STEPS[0]:
            found.append(KeyHint("shift+tab", "back", "step(-1)"))
        return self.stepping(found[0], found[1:])

    def body(self) -> list[Line]:
        """The step."""
        ink = self.ink
        if self.at == "week":
            if self.seen is None:
                return []
            day = min(self.day_of, self.presence.today())
            picture = week_picture(ink, self.seen.rhythm, day, self.inner, self.roomy)
            plain = [line._replace(raised=False, does="") for line in picture.lines]
            said = [line for s in self.seen.sentences for line in self.said(s, muted=False)]
            return [*plain, BLANK, *said] if said else plain
        if self.at == "keep":
            asked = "Which of these would you like to hold on to?"
            if not self.moments:
                asked = "No moments to choose from."
            rows = [self._moment(n) for n in range(len(self.moments))]
            if rows and self.size.width < MIDDLE:
                rows.insert(0, self.key_line("space", "holds on to it", "keep"))
            return [*self.said(asked), *rows]
        asked = next(question for name, _, question in SEEN if name == self.at)
        child = f"What a child could see in you {'this' if self.this_week else 'that'} week."
        return [*self.said(child), BLANK, *self.question(asked)]

    def _moment(self, index: int) -> Line:
        ink, moment = self.ink, self.moments[index]
        mark = ("● ", ink.accent) if moment.stamp.id in self.held else ("○ ", ink.muted)
        day = f"{moment.stamp.day:%a}  "
        text = (cut(one_line(moment.text), self.inner - 7), ink.text)
        pieces = (mark, (day, ink.muted), text)
        return Line(pieces, does=f"pick('{index}')", raised=index == self.cursor)

    def help_text(self) -> str:
        """What a week's review is."""
        return (
            "Five minutes with the week: its picture, the moments to hold on to, and what a child "
            "could see in you. One line each, and every one can be left out."
        )
