"""Find: results as one types, each with its day; enter goes there."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from presence_tui.domain.errors import PresenceError
from presence_tui.services.finding import Found
from presence_tui.services.presence import Presence
from presence_tui.services.searching import Hit
from presence_tui.ui.alerts import say
from presence_tui.ui.draw import Piece, cut, fill, folded, right, width_of
from presence_tui.ui.phrases import found_day, names
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.screens.entry_form import EntryForm
from presence_tui.ui.screens.evening import EveningScreen
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line

_DAY, _TIME, _TAIL = 11, 5, 12
_LOOK_S = 0.1
"""Seconds between two looks at how far the reading is."""
_UNDER = Style(underline=True)
PAGE = 200
"""Hits that are taken at once."""
HINT = "words, @person, #tag, kind:gratitude, side:home, after:2025-06, before:2025"


class FindScreen(EveningScreen[Hit | None]):
    """The words are never kept; escape leaves, enter gives the hit under the cursor back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "empty_help", "Help", priority=True),
        Binding("enter", "open", "Open it on its day", priority=True),
        Binding("ctrl+e", "form", "Edit every field", priority=True),
        Binding("down,tab", "move(1)", "Next", priority=True),
        Binding("up,shift+tab", "move(-1)", "Before", priority=True),
        Binding("pagedown", "move(10)", "Further down", priority=True),
        Binding("pageup", "move(-10)", "Further up", priority=True),
    ]

    def __init__(self, presence: Presence) -> None:
        super().__init__(presence)
        self.found = Found(0, (), ())
        self.at = 0
        """Which hit the cursor is on."""
        self._top = 0
        self._reading = True
        self._progress = (0, 0)
        self._searched: str | None = None
        self._limit = PAGE
        """How many hits are asked for; more, when the cursor comes to their end."""
        self._had = 0
        """How many the hits that are here were asked for with."""
        self._busy = False
        self._opening = False
        """Whether enter was pressed before the hits were there."""

    # ── reading and searching ────────────────────────────────────────────────

    def on_mount(self) -> None:
        """Words can be typed at once, whatever is still to be read."""
        self.asking = "find"
        self.words.display = True
        self.set_focus(self.words)

    async def begin(self) -> None:
        """Begins to read."""
        self.redraw()
        self.read_all()

    def drafted(self) -> None:
        """What is looked for is nobody's to keep."""

    @work(group="read")
    async def read_all(self) -> None:
        """Reads what was written since the last time, at first everything."""
        timer = self.set_interval(_LOOK_S, self.redraw)
        try:
            await asyncio.to_thread(self.presence.finding.load, self._heard)
        except PresenceError as error:
            say(self.app, error, serious=True)
        finally:
            timer.stop()
        self._reading = False
        self._had = 0
        self.search()

    def _heard(self, done: int, of: int) -> None:
        # From another thread: a pair is replaced whole, and drawn by the timer.
        self._progress = (done, of)

    def search(self) -> None:
        """Looks for the words as they stand; while one search goes on the next one waits."""
        if not self._busy:
            self._busy = True
            self.run_worker(self._search(), group="search")

    async def _search(self) -> None:
        finding = self.presence.finding
        try:
            while (self._searched, self._had) != (asked := (self.words.text, self._limit)):
                found = await asyncio.to_thread(finding.search, *asked)
                if asked[0] != self._searched:
                    self.at = self._top = 0
                (self._searched, self._had), self.found = asked, found
        finally:
            self._busy = False
        self.redraw()
        if self._opening and (self.found.hits or not self._reading):
            self._opening = False
            self.action_open()

    @on(TextArea.Changed)
    def typed(self, event: TextArea.Changed) -> None:
        """Searches anew."""
        event.stop()
        self._opening = False
        self._limit = PAGE
        self.search()

    # ── keys ─────────────────────────────────────────────────────────────────

    def action_move(self, by: int) -> None:
        """Moves the cursor; at the end of what is here, older ones come."""
        last = len(self.found.hits) - 1
        self.at = max(0, min(self.at + by, last))
        if self.at == last and self.found.total > len(self.found.hits):
            self._limit = len(self.found.hits) + PAGE
            self.search()
        self.redraw()

    def action_open(self) -> None:
        """Gives the hit under the cursor back."""
        waits = self._searched != self.words.text or not self._had
        if waits or (self._reading and not self.found.hits):
            self._opening = True
        elif self.found.hits:
            self.dismiss(self.found.hits[self.at])

    async def action_form(self) -> None:
        """Opens the hit under the cursor field by field, and looks again afterwards."""
        if not self.found.hits:
            return
        hit = self.found.hits[self.at]
        form = await self.desk(lambda: self.presence.forms.of(hit.handle))
        if form is not None:
            await self.app.push_screen(EntryForm(self.presence, form), self._changed)

    def _changed(self, kept: str | None) -> None:
        if kept is not None:
            self.read_all()

    def action_pick(self, number: int) -> None:
        """A click puts the cursor on a hit; a second one opens it."""
        if number == self.at:
            self.action_open()
        else:
            self.action_move(number - self.at)

    async def answered(self, words: str) -> None:
        """Enter opens a hit instead."""

    # ── drawing ──────────────────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """`presence   Find`."""
        name: list[Piece] = [("Find", self.ink.strong)]
        if self.size.width < MIDDLE:
            return name
        return [("presence   ", self.ink.muted), *name]

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        return [
            KeyHint("↑ ↓", "choose", "move(1)"),
            KeyHint("enter", "open", "open"),
            KeyHint("ctrl+e", "edit", "form"),
            KeyHint("esc", "back", "leave"),
        ]

    def body(self) -> list[Line]:
        """The field, what is being done, and the hits that fit."""
        roomy = self.size.height >= 14
        lines = [Line((("› ", self.ink.accent),), field=True)]
        notes = folded(self._note(), max(1, self.inner - 2), 3 if roomy else 1)
        lines += [Line((("  ", self.ink.text), (note, self.ink.muted))) for note in notes]
        if roomy:
            lines.append(BLANK)
        rows = max(1, self.sheet.room - len(lines))
        self._top = max(0, min(self._top, len(self.found.hits) - rows, self.at))
        self._top = max(self._top, self.at - rows + 1)
        for number, hit in enumerate(self.found.hits[self._top : self._top + rows], self._top):
            raised = number == self.at
            lines.append(Line(tuple(self._row(hit)), does=f"pick({number})", raised=raised))
        return lines

    def _note(self) -> str:
        """How far the reading is, what could not be meant, or what is found."""
        if self._reading:
            done, of = self._progress
            return f"reading, {done} of {of} months" if of else "reading"
        if self.found.problems:
            return self.found.problems[0]
        if not self.words.text.strip():
            return HINT
        if not self.found.total:
            return "nothing with these words"
        return "one entry" if self.found.total == 1 else f"{self.found.total:,} entries"

    def _row(self, hit: Hit) -> list[Piece]:
        """`Sun 22 Nov   17:05  … the slow breakfast …   @mia`."""
        ink, inner = self.ink, self.inner
        day = found_day(hit.day, self.presence.today())
        pieces: list[Piece] = [(fill(day, min(_DAY, inner)), ink.muted), ("  ", ink.text)]
        if inner >= MIDDLE - 4:
            time = f"{hit.at:%H:%M}" if hit.timed else ""
            pieces += [(fill(time, _TIME), ink.muted), ("  ", ink.text)]
        wide = inner >= MIDDLE + 10
        room = max(0, inner - width_of(pieces) - (_TAIL + 2 if wide else 0))
        pieces += self._excerpt(hit, room)
        if wide:
            kind = names(hit.people[:1]) if hit.kind == "moment" else hit.kind
            pieces += [("  ", ink.text), (right(kind, _TAIL), ink.muted)]
        return pieces

    def _excerpt(self, hit: Hit, room: int) -> list[Piece]:
        """The words around what was looked for, which is underlined; exactly `room` cells."""
        shown = cut(hit.excerpt, room)
        found: list[Piece] = []
        done = 0
        for start, end in hit.marks:
            first, last = max(start, done), min(end, len(shown))
            if first < last:
                found += [
                    (shown[done:first], self.ink.text),
                    (shown[first:last], self.ink.text + _UNDER),
                ]
                done = last
        found.append((shown[done:], self.ink.text))
        found.append((" " * max(0, room - width_of(found)), self.ink.text))
        return found

    def help_text(self) -> str:
        """What can be looked for."""
        return (
            "Everything ever written, whatever its case and accents. Words and “phrases” stand "
            "anywhere; @person and #tag among the names; kind:, side:, after: and before: narrow "
            "it. Guilt cards and pages are found only as kind:guilt and kind:page. Enter opens an "
            "entry on its day, ctrl+e opens its fields."
        )
