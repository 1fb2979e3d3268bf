"""The page of a day: free markdown, kept while it is written."""

from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from presence_tui.domain.errors import PresenceError
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.draw import Piece
from presence_tui.ui.editing import edited
from presence_tui.ui.look import look_of
from presence_tui.ui.phrases import long_day
from presence_tui.ui.screens.writing import WritingScreen
from presence_tui.ui.themes import Ink
from presence_tui.ui.widgets.sheet import KeyHint

DRAFT_S = 0.6


class PageScreen(WritingScreen[None]):
    """Escape keeps the page and leaves; ctrl+e opens it in $EDITOR."""

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
        self._pause: Any = None
        self._key = f"page-{self.day_of.isoformat()}"

    def on_mount(self) -> None:
        """The page as it was left."""
        try:
            page = self.presence.pages.of(self.day_of)
            draft = self.presence.drafts.of(self._key)
        except PresenceError as error:
            say(self.app, str(error), serious=True)
            page, draft = None, ""
        self.editor.load_text(draft or (page.text if page else ""))

    def title_pieces(self, ink: Ink) -> list[Piece]:
        """`A page   Sunday 22 November`."""
        return [("A page   ", ink.muted), (long_day(self.day_of), ink.strong)]

    def hints(self) -> list[KeyHint]:
        """What the keys do here."""
        return [KeyHint("esc", "keep and leave", "leave"), KeyHint("ctrl+e", "$EDITOR", "editor")]

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

    def step_aside(self) -> None:
        """Leaves for another place, with the page kept."""
        self.action_leave()

    def on_unmount(self) -> None:
        """The terminal was closed: what was being typed is kept."""
        if self._pause is not None:
            self.keep_draft()

    def action_editor(self) -> None:
        """Opens the page in $EDITOR; what it leaves is the page."""
        text = edited(look_of(self), self.editor.text, ".md")
        if text is None:
            return
        self.editor.load_text(text)
        self.action_keep()

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
