"""One's own marks of care and lines of the week: added, changed, taken out."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from presence_tui.domain.text import one_line
from presence_tui.domain.week_plan import PlanLine
from presence_tui.services.presence import Presence
from presence_tui.ui.draw import Piece, cut
from presence_tui.ui.page_keys import ROW_KEYS
from presence_tui.ui.screens.asking import TYPING
from presence_tui.ui.screens.evening import EveningScreen
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line, title_line

MARK, LINE = "mark", "line"
ASKED = {
    MARK: "What shall the mark say? A word or two.",
    LINE: "A day and a few words, such as “Sunday: cook ahead”.",
}


class Own(NamedTuple):
    """A row: one of one's own, or the place where another is added."""

    kind: str
    words: str = ""
    """Empty where another is added."""
    line: PlanLine | None = None


class CustomsScreen(EveningScreen[None]):
    """Enter changes a row or adds one; what is typed lies in the settings before it is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *TYPING,
        Binding("enter", "change", "Change"),
        Binding("e", "change", "Change", id="edit"),
        *ROW_KEYS,
        Binding("d,delete", "remove", "Take out", id="delete"),
        Binding("u", "bring_back", "Bring back", id="undo"),
        Binding("q", "leave", "Back", id="leave"),
    ]

    def __init__(self, presence: Presence) -> None:
        super().__init__(presence)
        self.cursor = 0
        self.removed: list[Own] = []
        """What was taken out while this is open, the last one at the end."""

    def rows(self) -> tuple[Own, ...]:
        """Marks, then the week from Monday on, each with a place for another."""
        settings = self.presence.settings
        week = sorted(settings.week, key=lambda line: line.weekday)
        return (
            *(Own(MARK, name) for name in settings.care),
            Own(MARK),
            *(Own(LINE, line.said, line) for line in week),
            Own(LINE),
        )

    @property
    def at(self) -> Own:
        """The cursor's row."""
        rows = self.rows()
        self.cursor = max(0, min(len(rows) - 1, self.cursor))
        return rows[self.cursor]

    # ── keys ─────────────────────────────────────────────────────────────────

    def action_move(self, by: int) -> None:
        """The cursor."""
        self.cursor = max(0, min(len(self.rows()) - 1, self.cursor + by))
        self.redraw()

    def action_pick(self, index: int) -> None:
        """The row that was clicked; a click on the cursor's row changes it."""
        if self.asking:
            return
        if index == self.cursor:
            self.action_change()
        else:
            self.cursor = index
            self.redraw()

    def action_change(self) -> None:
        """Asks for the row's words."""
        if not self.asking:
            self.ask(f"own-{self.at.kind}", self.at.words)

    async def answered(self, words: str) -> None:
        """Enter: kept in the settings. Without words nothing happens."""
        own = self.at
        if one_line(words) and not await self.written(lambda: self._put(own, words)):
            return
        self.hush()
        self.redraw()

    def _put(self, own: Own, words: str) -> None:
        customs = self.presence.customs
        if own.kind == MARK:
            customs.put_mark(words, own.words or None)
        else:
            customs.put_line(words, own.line)

    async def action_remove(self) -> None:
        """Takes the cursor's row out of the settings."""
        own, customs = self.at, self.presence.customs
        if self.asking or not own.words:
            return
        line = own.line
        gone = (
            (lambda: customs.remove_mark(own.words))
            if line is None
            else (lambda: customs.remove_line(line))
        )
        if await self.written(gone):
            self.removed.append(own)
        self.redraw()

    async def action_bring_back(self) -> None:
        """Puts what was taken out last back in."""
        if self.asking or not self.removed:
            return
        own = self.removed[-1]
        if await self.written(lambda: self._put(Own(own.kind), own.words)):
            self.removed.pop()
        self.redraw()

    def drafted(self) -> None:
        """A name half typed is worth little, and another row may be next."""

    async def action_leave(self) -> None:
        """Out of a row being typed, back to the list; out of the list, back."""
        if self.asking:
            self.hush()
            self.redraw()
        else:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed, single keys are letters."""
        if self.asking and action in ("move", "change", "remove", "bring_back"):
            return False
        return super().check_action(action, parameters)

    # ── drawing ──────────────────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """What this is."""
        return [("Your own marks and week", self.ink.strong)]

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        if self.asking:
            return [KeyHint("enter", "keep", "field_enter"), KeyHint("esc", "leave it", "leave")]
        esc = KeyHint("esc", "back", "leave")
        found = [KeyHint("enter", "change" if self.at.words else "add", "change"), esc]
        if self.at.words:
            found.append(KeyHint("{delete}", "take out", "remove"))
        if self.removed:
            found.append(KeyHint("{undo}", "bring back", "bring_back"))
        return found

    def body(self) -> list[Line]:
        """Marks and week lines, and what is being typed."""
        ink, gap = self.ink, [BLANK] if self.roomy else []
        lines: list[Line] = []
        before = ""
        for n, own in enumerate(self.rows()):
            if own.kind != before:
                title = "Marks of care" if own.kind == MARK else "Your week"
                lines += [*([BLANK] if before else []), title_line(ink, title, self.inner), *gap]
                before = own.kind
            lines += self.field_lines() if self.asking and n == self.cursor else [self._row(n, own)]
        if self.asking:
            lines += [BLANK, *self.said(ASKED[self.at.kind])]
        return lines

    def _row(self, index: int, own: Own) -> Line:
        ink = self.ink
        another = "another mark" if own.kind == MARK else "another line"
        text = (cut(own.words, self.inner), ink.text) if own.words else (another, ink.muted)
        raised = index == self.cursor and not self.asking
        return Line((text,), does=f"pick({index})", raised=raised)

    def help_text(self) -> str:
        """What this is for."""
        return (
            "Marks of care of your own, up to nine, and lines of your week: each is shown on its "
            "day as an offer, to tick or to leave alone. They are kept in config.toml."
        )
