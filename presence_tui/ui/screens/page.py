"""The page of a day: free markdown, kept while it is written."""

from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.screen import Screen
from textual.widgets import TextArea

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import clean
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.editing import edited
from presence_tui.ui.phrases import long_day
from presence_tui.ui.themes import ink_of
from presence_tui.ui.widgets.sheet import KeyHint, Sheet, foot_line, head_line, margin_of

DRAFT_S = 0.6


class PageEditor(TextArea):
    """Where the page is written."""

    def on_paste(self, event: Paste) -> None:
        """Control characters do not come in; the text area's own handler inserts the rest."""
        event.text = clean(event.text)


class PageScreen(Screen[None]):
    """Escape keeps the page and leaves; ctrl+e opens it in $EDITOR."""

    CSS = """
    PageScreen { layers: base field; background: $background; overflow: hidden; }
    PageScreen PageEditor, PageScreen PageEditor:focus {
        position: absolute; layer: field; border: none; padding: 0; background: $background;
        color: $foreground; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Keep and leave", priority=True),
        Binding("ctrl+s", "keep", "Keep"),
        Binding("ctrl+e", "editor", "Open in $EDITOR", priority=True),
        Binding("f1", "help", "Help"),
    ]

    def __init__(self, presence: Presence, day: date | None = None) -> None:
        super().__init__()
        self.presence = presence
        self.day_of = day or presence.today()
        self.sheet = Sheet()
        self.editor = PageEditor(
            "", soft_wrap=True, show_line_numbers=False, compact=True, highlight_cursor_line=False
        )
        self.editor.cursor_blink = False
        self._pause: Any = None
        self._key = f"page-{self.day_of.isoformat()}"

    def compose(self) -> ComposeResult:
        """The frame and the page."""
        yield self.sheet
        yield self.editor

    def on_mount(self) -> None:
        """The page as it was left."""
        try:
            page = self.presence.pages.of(self.day_of)
            draft = self.presence.drafts.of(self._key)
        except PresenceError as error:
            say(self.app, str(error), serious=True)
            page, draft = None, ""
        self.editor.load_text(draft or (page.text if page else ""))
        self.editor.move_cursor(self.editor.document.end)
        self.editor.focus()
        self.call_after_refresh(self.redraw)

    def on_resize(self) -> None:
        """Another size."""
        self.redraw()

    def redraw(self) -> None:
        """The frame, and the page inside it."""
        width = max(0, self.size.width - 2 * margin_of(self.size.width))
        ink = ink_of(self.app.current_theme)
        title = [("A page   ", ink.muted), (long_day(self.day_of), ink.strong)]
        hints = [KeyHint("esc", "keep and leave", "leave"), KeyHint("ctrl+e", "$EDITOR", "editor")]
        self.sheet.show(ink, head_line(ink, width, title, ()), (), foot_line(ink, width, hints))
        self.editor.styles.offset = (margin_of(self.size.width), self.sheet.head)
        self.editor.styles.width = max(4, width)
        self.editor.styles.height = self.sheet.room

    # ── keeping ──────────────────────────────────────────────────────────────

    @on(TextArea.Changed)
    def typed(self) -> None:
        """Keeps what is typed as a draft shortly after."""
        if self._pause is None:
            self._pause = self.set_timer(DRAFT_S, self.keep_draft)

    def keep_draft(self) -> None:
        """Keeps the page as a draft: a closed terminal loses nothing."""
        self._pause = None
        try:
            self.presence.drafts.keep(self._key, self.editor.text)
        except PresenceError as error:
            say(self.app, str(error), serious=True)

    def action_keep(self) -> bool:
        """Writes the page into the journal; whether it could be."""
        try:
            self.presence.pages.write(self.editor.text, self.day_of)
            self.presence.drafts.drop(self._key)
        except PresenceError as error:
            self.keep_draft()
            say(self.app, str(error), serious=True)
            return False
        return True

    def action_leave(self) -> None:
        """Keeps the page and leaves."""
        if self.action_keep() and self._pause is not None:
            self._pause.stop()
            self._pause = None
        self.dismiss(None)

    def on_unmount(self) -> None:
        """The terminal was closed: what was being typed is kept."""
        if self._pause is not None:
            self.keep_draft()

    def action_editor(self) -> None:
        """Opens the page in $EDITOR; what it leaves is the page."""
        text = edited(self.app, self.editor.text, f"{self.day_of.isoformat()}.md")
        if text is None:
            return
        self.editor.load_text(text)
        self.action_keep()

    @on(Sheet.Chosen)
    async def clicked(self, event: Sheet.Chosen) -> None:
        """A click does what its key does."""
        event.stop()
        await self.run_action(event.does)

    def action_help(self) -> None:
        """Opens the help."""
        from presence_tui.ui.screens.evening_help import EveningHelp

        about = (
            "A free page for the day, in markdown. It is private: "
            "no panel, letter or hook shows it."
        )
        self.app.push_screen(
            EveningHelp(
                about,
                [
                    KeyHint("esc", "keep and leave", "leave"),
                    KeyHint("ctrl+e", "open it in $EDITOR", "editor"),
                ],
            )
        )
