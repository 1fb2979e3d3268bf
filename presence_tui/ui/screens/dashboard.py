"""The dashboard: the only one that knows all its parts and speaks for them."""

from collections.abc import Callable, Coroutine
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen

from presence_tui.domain.day import Day
from presence_tui.domain.errors import PresenceError
from presence_tui.domain.record import Record
from presence_tui.services.presence import Presence
from presence_tui.ui.absence import Absence
from presence_tui.ui.alerts import say, say_all
from presence_tui.ui.arrangement import alone, arrange
from presence_tui.ui.at_rest import AtRest
from presence_tui.ui.commands import bindings, perform
from presence_tui.ui.desk import Desk
from presence_tui.ui.drafting import Drafting
from presence_tui.ui.host import Host
from presence_tui.ui.keeper import Keeper
from presence_tui.ui.keymap import with_keys
from presence_tui.ui.layout import Panels
from presence_tui.ui.light import Light, pool_of
from presence_tui.ui.look import look_of
from presence_tui.ui.plan import EMPTY, Plan, Wish
from presence_tui.ui.pulse import BEAT_S, Pulse
from presence_tui.ui.themes import Ink, ink_of
from presence_tui.ui.widgets.day_line import DayLine
from presence_tui.ui.widgets.drawn import Drawn
from presence_tui.ui.widgets.entry import Entry
from presence_tui.ui.widgets.footer import Footer
from presence_tui.ui.widgets.gratitude import GratitudeRows
from presence_tui.ui.widgets.header import Header
from presence_tui.ui.widgets.intention import IntentionLine
from presence_tui.ui.widgets.lamp import Lamp
from presence_tui.ui.widgets.moments import MomentRows
from presence_tui.ui.widgets.note import Note
from presence_tui.ui.widgets.walked import Walked

if TYPE_CHECKING:
    from presence_tui.services.watch import Notice
    from presence_tui.ui.asking import Standing
    from presence_tui.ui.prompts import Prompts


class Dashboard(Screen[None]):
    """A day's moments, what runs now, and gratitude."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("screen")]

    def __init__(self, presence: Presence, day: Day) -> None:
        super().__init__()
        self.presence = presence
        self.day = day
        self.looked_at: date | None = None
        """The day on the screen, when it is not the one that is lived now."""
        self.now: datetime = presence.clock.now()
        self.desk = Desk()
        self.keeper = Keeper(self)
        self.pulse = Pulse(self)
        self.alone = False
        """Whether only what runs is shown."""
        self.tagged: tuple[str, ...] = ()
        """Ids of the rows that the tags being typed are for."""
        self.put_off: list[Callable[[], Coroutine[Any, Any, None]]] = []
        """What is asked as soon as the veil is up, and no one types or looks on."""
        self.drafting = Drafting(self)
        self.at_rest = AtRest(self)
        self.absence = Absence(presence)
        self.standing: Standing | None = None
        """The question that came up by itself and stands."""
        self._plan = EMPTY
        self._drawn_at: Size | None = None
        """The size of the screen when all of it was last drawn."""
        self._light = Light()
        self._ink: Ink | None = None
        self.header, self.line = Header(), DayLine(id="line")
        self.lamp, self.moments, self.gratitude = Lamp(), MomentRows(), GratitudeRows()
        self.intention, self.entry, self.note = IntentionLine(), Entry(), Note()
        self.footer = Footer()

    @cached_property
    def prompts(self) -> "Prompts":
        """What comes up by itself; loaded after the first paint."""
        from presence_tui.ui.prompts import Prompts

        return Prompts(self)

    @cached_property
    def host(self) -> Host:
        """The terminal around it."""
        return Host(self.app)

    def compose(self) -> ComposeResult:
        """The parts, in the order that tab goes through them."""
        with Panels(id="panels"):
            yield from self._parts()

    def _parts(self) -> tuple[Drawn, ...]:
        return (
            self.header,
            self.line,
            self.moments,
            self.lamp,
            self.gratitude,
            self.intention,
            self.entry,
            self.note,
            self.footer,
        )

    def on_mount(self) -> None:
        """Watches the clock and the files."""
        self.pulse.begin()
        self.set_focus(self.moments)
        self.set_title()
        self.set_interval(BEAT_S, self.tick)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())
        self._lie_down()
        look_of(self).say_problems()
        say_all(self.app, self.day.problems, "doctor")

    def _lie_down(self) -> None:
        """Opened in the middle of a bedtime it is dark from the first."""
        if self.presence.bedtimes.running(self.day.running) is None:
            return
        from presence_tui.ui.actions.boundaries import darken

        boundary = self.presence.bedtimes.still(self.day.running)
        if boundary is not None:
            self.call_next(darken, self, boundary)

    def _compositor_refresh(self) -> None:
        """Draws only where it is seen, and only what differs.

        Textual hands what differs on a screen below to the one on top, again with each message: one
        that covers it would draw all of itself with every minute of the clock, and a dialog all of
        the dashboard with every second of work.
        """
        top = self.app.screen
        if top is self:
            super()._compositor_refresh()
            return
        regions = set(self._compositor._dirty_regions)
        self._compositor._dirty_regions.clear()
        self._dirty_widgets.clear()
        if regions and top.is_modal and self in self.app._background_screens:
            top.refresh(*regions)

    # ── room ─────────────────────────────────────────────────────────────────

    @property
    def ink(self) -> Ink:
        """The styles of the theme in use."""
        if self._ink is None:
            self._ink = ink_of(self.app.current_theme)
        return self._ink

    @property
    def made(self) -> Plan:
        """Where every part lies now."""
        return self._plan

    @property
    def laid_out(self) -> bool:
        """Whether the parts have their places yet."""
        return self._drawn_at is not None

    @property
    def veiled(self) -> bool:
        """Whether all words are hidden: someone is looking."""
        return look_of(self).veiled

    @property
    def asleep(self) -> bool:
        """Whether a bedtime lies over it: nothing may change its light, and nothing is heard."""
        return look_of(self).dark

    @property
    def row_in_focus(self) -> bool:
        """Whether a row has the focus, or a boundary."""
        return isinstance(self.focused, Walked) and self.focused.current() is not None

    def make_plan(self, size: Size) -> Plan:
        """Where every part lies, and the light with it."""
        self._plan = self._planned(size)
        self._light_up(self._plan, size)
        if self._drawn_at is None:
            self._drawn_at = size
        return self._plan

    def _planned(self, size: Size) -> Plan:
        day, entry = self.day, self.entry
        wish = Wish(
            moments=max(1, len(day.moments)),
            gratitude=max(1, len(day.gratitude)),
            runs=bool(day.running),
            digits=self.lamp.digits_width,
            others=self.lamp.wanted_others,
            ended=self.lamp.wanted_ended,
            paragraphs=self.moments.paragraphs,
            reasons=self.gratitude.reasons,
            entry=entry.rows,
            note=self.note.wanted_rows(size.width),
            typing=entry.typing,
            intention=self.intention.wanted,
        )
        shown = alone if self.alone and not entry.typing else arrange
        return shown(size.width, size.height, wish)

    def set_title(self) -> None:
        """The window says what runs, unless the veil is down."""
        self.host.title(self.presence.watch.title(() if self.veiled else self.day.running))

    @property
    def light(self) -> Light:
        """The light of the room, row by row."""
        return self._light

    def _light_up(self, made: Plan, size: Size) -> bool:
        """Puts the light where the lamp is. Returns whether it differs."""
        main, theme = self.lamp.main, self.app.current_theme
        plain = self.app.console.color_system != "truecolor" or theme.ansi or self.app.no_color
        side = None if main is None or main.paused or plain else main.side
        return self._light.shine(pool_of(made, size.width), side, self.ink)

    def lay_out(self, *parts: Drawn) -> None:
        """Draws `parts`, or all; lays everything out anew only where the plan differs."""
        made = self._planned(self.size)
        if made != self._plan or self._light_up(made, self.size):
            self._plan = made
            for part in self._parts():
                part.box = getattr(made, part.id or "")
            self.query_one("#panels").refresh(layout=True)
            self.entry.refresh(layout=True)
            self._keep_focus_in_sight()
            parts = ()
        for part in parts or self._parts():
            part.refresh()

    def _keep_focus_in_sight(self) -> None:
        """A part that has lost its place loses the focus: no key acts on what is not shown."""
        focused = self.focused
        if isinstance(focused, Drawn) and not focused.focusable:
            self.focus_panel()

    def _repaint(self) -> None:
        """Another theme, another ink."""
        self._ink = None
        self.lay_out()

    def on_resize(self) -> None:
        """Another size, another plan; several are told at the start, and all of them the same."""
        if self.size != self._drawn_at:
            self._drawn_at = self.size
            self.lay_out()

    def on_descendant_focus(self) -> None:
        """The footer says what the panel in focus can do."""
        self.footer.refresh()
        self.note.look()
        self.lamp.refresh()

    def focus_panel(self, *first: Drawn) -> None:
        """To the first of these that is on the screen, else back to the list, or to the lamp."""
        places = (*first, self.moments, self.lamp)
        self.set_focus(next((part for part in places if part.focusable), None))

    def focus_row(self, ident: str | None) -> None:
        """Back to the record that was edited, else as `focus_panel`."""
        rows = self.list_of(ident) if ident is not None else None
        if rows is not None and ident is not None:
            rows.go_to(ident)
        self.focus_panel(*((rows,) if rows is not None else ()))

    # ── the clock ────────────────────────────────────────────────────────────

    def tick(self) -> None:
        """Looks at the clock and the files; draws only what differs."""
        self.pulse.beat()

    @work(exclusive=True, group="reload")
    async def reload(self, at: str | None = None) -> None:
        """Takes a fresh snapshot of the day; with `at` the cursor goes to that record."""
        await self.look_again(at)

    async def look_again(self, at: str | None = None) -> None:
        """Takes a fresh snapshot of the day; with `at` the cursor goes to that record."""
        await self.pulse.look_again(at)

    @work(exclusive=True, group="due")
    async def heed_what_is_due(self) -> None:
        """Says once that an end is reached."""
        await self.pulse.heed_what_is_due()

    def heed(self, notice: "Notice", shown: bool = False) -> None:
        """Takes a notice wherever it is to be heard; what is `shown` anyway is not said."""
        self.pulse.heed(notice, shown)

    def list_of(self, ident: str) -> Walked | None:
        """The list that a record of this day is in; boundaries are with the lamp."""
        lists: tuple[tuple[Walked, tuple[Record, ...]], ...] = (
            (self.moments, self.day.moments),
            (self.gratitude, self.day.gratitude),
            (self.lamp, tuple(self.lamp.walk())),
        )
        for rows, records in lists:
            if ident in {record.stamp.id for record in records}:
                return rows
        return None

    def go_to(self, ident: str) -> None:
        """Puts the cursor on a record, in whichever list it is."""
        rows = self.list_of(ident)
        if rows is not None:
            rows.go_to(ident)
            if isinstance(self.focused, Walked) and rows.focusable:
                self.set_focus(rows)

    @property
    def free(self) -> bool:
        """Whether a question may come up: no one types or looks on, and nothing lies over it."""
        return self.app.screen is self and not self.entry.typing and not self.veiled

    def look_at(self, day: date | None, at: str | None = None) -> None:
        """Shows another day, none is the one that is lived now; `at` is a record to go to."""
        self.looked_at = None if day == self.presence.today() else day
        self.reload(at)

    # ── doing ────────────────────────────────────────────────────────────────

    @work(exclusive=False, group="change")
    async def change(self, do: Callable[[], object], done: str = "") -> None:
        """Does something to the journal and shows what came of it; `done` is said then."""
        try:
            await self.desk.do(do)
        except PresenceError as error:
            say(self.app, error, serious=True)
        else:
            say(self.app, with_keys(self.app, done))
        await self.look_again()

    def back(self, _: object) -> None:
        """Back from another screen, where something may have been kept."""
        self.reload()

    async def finish(self) -> None:
        """Waits until all that was to be kept is on the disk, or was refused."""
        groups = ("keep", "change", "draft")
        # What is kept takes its draft away afterwards.
        while writing := [w for w in self.workers if w.group in groups and not w.is_finished]:
            await self.workers.wait_for_complete(writing)
        self.drafting.flush()

    def on_unmount(self) -> None:
        """The program ends while words are being typed."""
        self.drafting.flush()

    async def action_command(self, ident: str) -> None:
        """Does a command of the list."""
        await perform(self, ident)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one types, tab and the like belong to the words; help is there all the same."""
        return action != "command" or not self.entry.in_focus or parameters == ("help",)

    def on_entry_changed(self) -> None:
        """Says what would be kept; what is pasted, or wrong, may need more rows."""
        self.keeper.look()
        self.lay_out(self.entry, self.note)
        self.footer.look()
        self.drafting.typed()

    async def on_boundary_walk_chosen(self) -> None:
        """The lamp was clicked."""
        await perform(self, "boundary")

    async def on_walked_edit(self) -> None:
        """A row was clicked twice."""
        await perform(self, "edit")
