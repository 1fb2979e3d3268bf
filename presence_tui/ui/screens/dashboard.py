"""The dashboard: the only one that knows all its parts and speaks for them."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.screen import Screen

from presence_tui.domain.boundary import state
from presence_tui.domain.day import Day
from presence_tui.domain.errors import PresenceError
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.commands import bindings, command
from presence_tui.ui.layout import Panels
from presence_tui.ui.light import Pool, Run, pool_rows
from presence_tui.ui.plan import MIDDLE, ROOMY, WIDE, Plan, Wish, plan
from presence_tui.ui.screens.preview import gratitude_preview, moment_preview
from presence_tui.ui.themes import Ink, ink_of
from presence_tui.ui.widgets.day_line import DayLine
from presence_tui.ui.widgets.drawn import Drawn
from presence_tui.ui.widgets.entry import Entry
from presence_tui.ui.widgets.footer import Footer
from presence_tui.ui.widgets.gratitude import GratitudeRows
from presence_tui.ui.widgets.header import Header
from presence_tui.ui.widgets.lamp import Lamp
from presence_tui.ui.widgets.moments import MomentRows
from presence_tui.ui.widgets.rows import Rows
from presence_tui.ui.widgets.words import Words

T = TypeVar("T")

TICK_S = 1.0

_WHILE_TYPING = frozenset(("help", "command_palette"))


class Dashboard(Screen[None]):
    """Today's moments, what runs now, and gratitude."""

    BINDINGS: list[Any] = [*bindings("screen"), Binding("escape", "calm", show=False)]

    def __init__(self, presence: Presence, day: Day) -> None:
        super().__init__()
        self.presence = presence
        self.day = day
        self.now: datetime = presence.clock.now()
        self.light: dict[int, list[Run]] = {}
        self.ink: Ink = None  # type: ignore[assignment] # set before anything is drawn
        self._prints: object = None
        self._minute = ""
        self._desk = asyncio.Lock()
        self.header, self.line = Header(id="header"), DayLine(id="line")
        self.lamp, self.moments, self.gratitude = Lamp(), MomentRows(), GratitudeRows()
        self.entry, self.footer = Entry(), Footer()

    def compose(self) -> ComposeResult:
        """The parts, in the order that tab goes through them."""
        self.ink = ink_of(self.app.current_theme)
        with Panels(id="panels"):
            yield from self._parts()

    def _parts(self) -> tuple[Drawn, ...]:
        return (
            self.header,
            self.line,
            self.moments,
            self.lamp,
            self.gratitude,
            self.entry,
            self.footer,
        )

    def on_mount(self) -> None:
        """Watches the clock and the files."""
        self._prints = self.presence.history.prints(self.day.day)
        self.moments.focus()
        self.set_interval(TICK_S, self.tick)
        for problem in (*self.presence.problems, *self.day.problems):
            say(self.app, problem, serious=True)

    # ── room ─────────────────────────────────────────────────────────────────

    @property
    def roomy(self) -> bool:
        """Whether lists and lamp may breathe."""
        return self.size.height >= ROOMY and self.size.width >= WIDE

    @property
    def row_in_focus(self) -> bool:
        """Whether a list with a row has the focus."""
        return isinstance(self.focused, Rows) and self.focused.cursor is not None

    def make_plan(self, size: Size) -> Plan:
        """Where every part lies, and the light with it."""
        roomy = size.height >= ROOMY and size.width >= WIDE
        wish = Wish(
            lamp=self.lamp.wanted_rows(size.height, roomy),
            moments=self.moments.wanted_rows(),
            gratitude=self.gratitude.wanted_rows(),
            entry=self.entry.rows,
            typing=self.entry.typing,
        )
        made = plan(size.width, size.height, wish)
        self._light_up(made, size)
        return made

    def _light_up(self, made: Plan, size: Size) -> None:
        main = self.lamp.main
        theme = self.app.current_theme
        plain = self.app.console.color_system != "truecolor" or theme.ansi or self.app.no_color
        if main is None or main.paused or plain or not made.lamp.height:
            self.light = {}
            return
        wide, narrow = size.width >= WIDE, size.width < MIDDLE
        radius_x, radius_y = (1.0, 9.5) if wide else (0.95, 5.6) if narrow else (0.8, 6.5)
        if size.height < 16:
            radius_x, radius_y = 0.9, 3.0
        lamp = made.lamp
        inner = lamp.width - lamp.left - lamp.right
        pool = Pool(
            x=lamp.x + lamp.left + inner / 3,
            y=lamp.y + (3.5 if size.height >= 16 else 1) + (0.5 if wide else 0),
            radius_x=max(1.0, radius_x * inner),
            radius_y=radius_y,
            top=1,
            bottom=made.entry.y if made.entry.height else made.footer.y,
        )
        self.light = pool_rows(pool, size.width, self.ink.background, self.ink.lamps[main.side])

    def lay_out(self) -> None:
        """Lays everything out anew and draws it."""
        self.query_one("#panels").refresh(layout=True)
        self.entry.refresh(layout=True)
        for part in self._parts():
            part.refresh()

    def on_resize(self) -> None:
        """Another size, another plan."""
        self.lay_out()

    def on_descendant_focus(self) -> None:
        """The footer says what the panel in focus can do."""
        self.footer.refresh()
        self.lamp.refresh()

    def focus_panel(self) -> None:
        """Back to the list."""
        self.set_focus(self.moments)

    # ── the clock ────────────────────────────────────────────────────────────

    def tick(self) -> None:
        """Looks at the clock and the files; draws only what differs."""
        self.now = self.presence.clock.now()
        if self.presence.today() != self.day.day:
            self.reload()
            return
        prints = self.presence.history.prints(self.day.day)
        if prints != self._prints:
            self._prints = prints
            self.reload()
        minute = f"{self.now:%Y-%m-%d %H:%M %z}"
        if minute != self._minute:
            self._minute = minute
            self.header.refresh()
            self.line.refresh()
        self.lamp.tick()

    async def _at_desk(self, do: Callable[[], T]) -> T:
        """Runs store work off the event loop, one thing at a time."""
        async with self._desk:
            return await asyncio.to_thread(do)

    @work(exclusive=True, group="reload")
    async def reload(self) -> None:
        """Takes a fresh snapshot of today."""
        await self._refresh()

    async def _refresh(self, at: str | None = None) -> None:
        try:
            day = await self._at_desk(self.presence.history.today)
        except PresenceError as error:
            say(self.app, str(error), serious=True)
            return
        fresh = [p for p in day.problems if p not in self.day.problems]
        self.day, self.now = day, self.presence.clock.now()
        self._prints = self.presence.history.prints(day.day)
        for rows in (self.moments, self.gratitude):
            if at:
                rows.go_to(at)
        self.lamp.tick()
        self.lay_out()
        for problem in fresh:
            say(self.app, problem, serious=True)

    # ── typing ───────────────────────────────────────────────────────────────

    def on_entry_changed(self) -> None:
        """Says under the words what would be kept, or what to mend."""
        words, kind = self.entry.text, self.entry.kind
        self.arrange_if_grown()
        if not words.strip() or kind is None:
            self.entry.say("")
            return
        if self.entry.refused and self.entry.refused[0] == words:
            self.entry.say(self.entry.refused[1], wrong=True)
            return
        try:
            self.entry.say(self._preview(kind, words))
        except PresenceError as error:
            self.entry.say(str(error), wrong=True)

    def arrange_if_grown(self) -> None:
        """A pasted paragraph needs more rows."""
        box = self.entry.box
        if box.height - 1 != self.entry.rows:
            self.lay_out()

    def _preview(self, kind: str, words: str) -> str:
        presence, editing = self.presence, self.entry.editing
        if kind == "moment":
            return moment_preview(presence.moments.preview(words))
        if kind == "gratitude":
            return gratitude_preview(presence.gratitude.preview(words))
        if editing in {g.stamp.id for g in self.day.gratitude}:
            return gratitude_preview(presence.gratitude.preview(words))
        return moment_preview(presence.moments.preview(words), timed=False)

    def take(self) -> None:
        """Takes the words; an error that can be mended keeps them in the line."""
        entry = self.entry
        words, kind, editing = entry.text, entry.kind, entry.editing
        if kind is None:
            return
        try:
            self._preview(kind, words)
        except PresenceError as error:
            entry.say(str(error), wrong=True)
            return
        on_gratitude = kind == "gratitude" or editing in {g.stamp.id for g in self.day.gratitude}
        entry.leave(keep=False)
        self.set_focus(self.gratitude if on_gratitude and self.gratitude.box.height else self.moments)
        self.keep(kind, words, editing)

    @work(exclusive=False, group="keep")
    async def keep(self, kind: str, words: str, editing: str | None) -> None:
        """Writes words; those that cannot be written go back into the line."""
        presence = self.presence

        def write() -> Any:
            if editing is not None:
                return presence.past.edit(editing, words)
            if kind == "moment":
                return presence.moments.log(words)
            return presence.gratitude.give(words)

        try:
            record = await self._at_desk(write)
        except PresenceError as error:
            await self.entry.give_back(kind, words, editing, str(error))
            say(self.app, str(error), serious=True)
            return
        await self._refresh(at=record.stamp.id)
        if record.stamp.day != self.day.day:
            say(self.app, f"Kept on {record.stamp.day}.")

    # ── commands ─────────────────────────────────────────────────────────────

    @work(exclusive=False, group="change")
    async def change(self, do: Callable[[], object]) -> None:
        """Does something to the journal and shows what came of it."""
        try:
            await self._at_desk(do)
        except PresenceError as error:
            say(self.app, str(error), serious=True)
        await self._refresh()

    async def perform(self, ident: str) -> None:
        """Does a command by its id, as its key would."""
        item = command(ident)
        if item.place == "list":
            if self.focused is not None:
                await self.app.run_action(item.action, self.focused)
            return
        await self.app.run_action(item.action, self)

    async def action_moment(self) -> None:
        """Begins a moment."""
        await self.entry.begin("moment")

    async def action_gratitude(self) -> None:
        """Begins a gratitude."""
        await self.entry.begin("gratitude")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one types, tab and the like belong to the words."""
        return action in _WHILE_TYPING or not isinstance(self.focused, Words)

    def action_next_panel(self) -> None:
        """Goes to the next panel."""
        self.focus_next()

    def action_previous_panel(self) -> None:
        """Goes to the panel before."""
        self.focus_previous()

    def action_calm(self) -> None:
        """Escape outside of typing does nothing harmful."""
        self.clear_notifications()

    async def action_boundary(self) -> None:
        """Opens the chooser of boundaries."""
        from presence_tui.ui.dialogs.boundaries import BoundaryDialog, Choice

        def chosen(choice: Choice | None) -> None:
            if choice is None:
                return
            boundaries = self.presence.boundaries
            do = {
                "start": boundaries.start,
                "stop": boundaries.stop,
                "pause": boundaries.pause,
                "resume": boundaries.resume,
                "return": boundaries.come_back,
            }[choice.what]
            self.change(lambda: do(choice.name))

        dialog = BoundaryDialog(self.presence.settings.presets, self.day.running)
        await self.app.push_screen(dialog, chosen)

    def action_bedtime(self) -> None:
        """Starts a bedtime, or ends the one that runs."""
        boundaries = self.presence.boundaries
        if any(b.preset == "bedtime" for b in self.day.running):
            self.change(lambda: boundaries.stop("bedtime"))
        else:
            self.change(lambda: boundaries.start("bedtime"))

    def action_come_back(self) -> None:
        """Counts a return on what began last."""
        if self.lamp.main is None:
            say(self.app, "Nothing runs; b says what this time is for.")
            return
        self.change(self.presence.boundaries.come_back)

    def action_pause(self) -> None:
        """Pauses what began last, or goes on with it."""
        main = self.lamp.main
        if main is None:
            say(self.app, "Nothing runs; b says what this time is for.")
            return
        boundaries = self.presence.boundaries
        paused = state(main, self.now) == "paused"
        self.change(boundaries.resume if paused else boundaries.pause)

    async def action_help(self) -> None:
        """Opens the help."""
        from presence_tui.ui.screens.help import Help

        await self.app.push_screen(Help())

    async def action_leave(self) -> None:
        """Leaves; boundaries go on. What could not be kept is shown instead."""
        await self.finish()
        if self.entry.refused is None:
            self.app.exit()

    async def finish(self) -> None:
        """Waits until all that was to be kept is on the disk, or was refused."""
        writing = [w for w in self.workers if w.group in ("keep", "change") and not w.is_finished]
        if writing:
            await self.workers.wait_for_complete(writing)

    async def on_lamp_chosen(self) -> None:
        """The lamp was clicked."""
        await self.action_boundary()

    async def on_rows_edit(self, event: Rows.Edit) -> None:
        """Shows a row's words for editing."""
        from presence_tui.services.past import as_words

        every = {r.stamp.id: r for r in (*self.day.moments, *self.day.gratitude)}
        record = every.get(event.ident)
        if record is not None:
            await self.entry.begin("edit", as_words(record), event.ident)

    def on_rows_delete(self, event: Rows.Delete) -> None:
        """Deletes a row."""
        self.change(lambda: self.presence.past.delete(event.ident))
