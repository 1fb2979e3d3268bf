"""The page of a day: free markdown, kept while it is written."""

import asyncio
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from presence_tui.domain.errors import PresenceError
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.draft import Draft, Drafted
from presence_tui.ui.draw import Piece
from presence_tui.ui.editing import edited
from presence_tui.ui.look import look_of
from presence_tui.ui.phrases import long_day, short_day
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.screens.writing import WritingScreen
from presence_tui.ui.themes import Ink
from presence_tui.ui.widgets.sheet import KeyHint


class PageScreen(WritingScreen[None]):
    """Escape keeps the page and leaves; ctrl+e opens it in $EDITOR."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Keep and leave", priority=True),
        Binding("ctrl+s", "keep", "Keep"),
        Binding("ctrl+e", "editor", "Open in $EDITOR", priority=True),
        Binding("f1", "help", "Help", id="help"),
    ]

    def __init__(self, presence: Presence, day: date | None = None) -> None:
        super().__init__()
        self.presence = presence
        self.day_of = day or presence.today()
        self.filled = ""
        """The page as the journal held it when it was shown; only what differs is written."""
        self._key = f"page-{self.day_of.isoformat()}"
        self.drafting = Draft(self, presence.drafts, self.drafted)
        self._read = asyncio.Event()
        self._refused: str | None = None
        """The page as it could not be kept; a draft by now."""

    def on_mount(self) -> None:
        """The frame at once, the page when it is read."""
        self.call_later(self._load)

    async def _load(self) -> None:
        """The page as it was left."""
        presence, day, key = self.presence, self.day_of, self._key
        try:
            page = await asyncio.to_thread(lambda: presence.pages.of(day))
            draft = await asyncio.to_thread(lambda: presence.drafts.of(key))
            self.filled = page.text if page else ""
            if draft:
                self.filled = await asyncio.to_thread(lambda: presence.drafts.since(key))
        except PresenceError as error:
            say(self.app, error, serious=True)
            draft = ""
        self.editor.load_text(draft or self.filled)
        self.editor.move_cursor(self.editor.document.end)
        self._read.set()

    async def ready(self) -> None:
        """Keys typed ahead wait until the page is there."""
        await self._read.wait()

    def title_pieces(self, ink: Ink) -> list[Piece]:
        """`A page   Sunday 22 November`."""
        day = long_day(self.day_of) if self.size.width >= MIDDLE else short_day(self.day_of)
        return [("A page   ", ink.muted), (day, ink.strong)]

    def hints(self) -> list[KeyHint]:
        """What the keys do here."""
        return [KeyHint("esc", "keep and leave", "leave"), KeyHint("ctrl+e", "$EDITOR", "editor")]

    # ── keeping ──────────────────────────────────────────────────────────────

    @property
    def changed(self) -> bool:
        """Whether the page says anything else than when it was shown."""
        return self.editor.text.rstrip() != self.filled.rstrip()

    @on(TextArea.Changed)
    def typed(self) -> None:
        """Keeps what is typed as a draft shortly after."""
        if self._read.is_set():
            self.drafting.soon()

    def drafted(self) -> Drafted | None:
        """The page as it stands, where it is another than the journal's."""
        if not self._read.is_set():
            return None
        return self._key, self.editor.text if self.changed else "", self.filled

    def keep_draft(self) -> None:
        """Keeps the page as a draft: a closed terminal loses nothing."""
        self.drafting.keep()

    async def action_keep(self) -> bool:
        """Writes what is new into the journal, beside what others wrote; whether it could be."""
        presence, day, words, since = self.presence, self.day_of, self.editor.text, self.filled
        if self.changed:
            try:
                page = await asyncio.to_thread(lambda: presence.pages.write(words, day, since))
            except PresenceError as error:
                say(self.app, error, serious=True)
                self._refused = words
                self.drafting.keep()
                return False
            self.filled = page.text if page else ""
            if self.filled.rstrip() != words.rstrip():
                self.editor.load_text(self.filled)
                self.editor.move_cursor(self.editor.document.end)
        self.drafting.drop(self._key)
        return True

    async def action_leave(self) -> None:
        """Keeps the page and leaves; what cannot be kept stays here, and leaves as a draft then."""
        if self._refused == self.editor.text or await self.action_keep():
            self.dismiss(None)

    async def step_aside(self) -> None:
        """Leaves for another place, with the page kept, or as a draft where it cannot be."""
        await self.action_keep()
        await super().step_aside()

    def on_unmount(self) -> None:
        """The terminal was closed: what was being typed is kept."""
        if self.drafting.waits:
            self.keep_draft()

    async def action_editor(self) -> None:
        """Opens the page in $EDITOR; what it leaves is the page."""
        text = edited(look_of(self), self.editor.text, ".md")
        if text is None:
            return
        self.editor.load_text(text)
        await self.action_keep()

    def action_help(self) -> None:
        """Opens the help."""
        from presence_tui.ui.screens.evening_help import EveningHelp

        about = (
            "A free page for the day, in markdown. It is private: nothing shows it unless you ask "
            "for it by name."
        )
        self.app.push_screen(
            EveningHelp(
                about,
                [
                    KeyHint("esc", "keep and leave", "leave"),
                    KeyHint("ctrl+e", "open it in $EDITOR", "editor"),
                ],
                careful=True,
            )
        )
