"""A form as a calm page: one row a field, what is typed kept until it can be taken."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple, TypeVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from presence_tui.domain.errors import FieldError, PresenceError
from presence_tui.domain.text import clean, one_line
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say, told
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.screens import form_pages
from presence_tui.ui.screens.asking import TYPING
from presence_tui.ui.screens.evening import EveningScreen
from presence_tui.ui.widgets.sheet import KeyHint, Line

R = TypeVar("R")


class Option(NamedTuple):
    """One thing to choose: as it is kept, and in words."""

    value: str
    words: str


class Row(NamedTuple):
    """One field of a form: words, or options to choose among."""

    name: str
    label: str
    hint: str
    """What it takes, said under the form while the cursor is on it."""
    options: tuple[Option, ...] = ()
    several: bool = False
    """Whether any number of the options may be chosen; their values are joined by spaces."""
    lines: bool = False
    """Whether its words may have several lines."""


class FormScreen(EveningScreen[R]):
    """Up and down go from row to row, enter keeps all, escape leaves; nothing typed is lost.

    It gives what `keep` gives.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *TYPING[:3],
        Binding("question_mark", "empty_help", "Help", priority=True),
        Binding("question_mark", "help", "Help", id="help"),
        Binding("enter", "keep", "Keep"),
        Binding("tab", "go(1)", "Next field", priority=True),
        Binding("shift+tab", "go(-1)", "Field before", priority=True),
        Binding("down", "line(1)", "Next field", priority=True),
        Binding("up", "line(-1)", "Field before", priority=True),
        Binding("right", "choose(1)", "Next choice"),
        Binding("left", "choose(-1)", "Choice before"),
        Binding("space", "mark", "Choose"),
        Binding("ctrl+r", "as_kept", "As it is kept", priority=True),
    ]

    rows: tuple[Row, ...] = ()

    def __init__(self, presence: Presence, draft: str, values: Mapping[str, str]) -> None:
        """`draft` is the key under which what is typed outlives a closed terminal."""
        super().__init__(presence)
        self.kept = dict(values)
        self.values = dict(values)
        self.cursor = 0
        self.option = 0
        """Which option of the row the cursor is on."""
        self.error = ""
        self._draft_key = draft
        self.taken_up = False
        """Whether it shows what was left half way, and not what is kept."""

    # ── what subclasses say ──────────────────────────────────────────────────

    def keep(self, values: Mapping[str, str]) -> R:
        """Takes the form, off the event loop; raises what cannot be taken."""
        raise NotImplementedError

    # ── what is typed ────────────────────────────────────────────────────────

    async def begin(self) -> None:
        """As it was left, if it was left half way."""
        try:
            left = self.presence.drafts.of(self._draft_key)
        except PresenceError as error:
            left = ""
            say(self.app, error, serious=True)
        if left:
            self.values |= _read_draft(left, self.values)
            self.taken_up = self.values != self.kept
        self.go_to(0)

    @property
    def row(self) -> Row:
        """The row of the cursor."""
        return self.rows[self.cursor]

    def go_to(self, index: int) -> None:
        """Puts the cursor on a row; one of words can be typed into at once."""
        self.take()
        self.cursor = max(0, min(len(self.rows) - 1, index))
        self.option = 0
        row = self.row
        if row.options:
            value = self.values[row.name]
            chosen = value.split() if row.several else [value]
            places = [n for n, option in enumerate(row.options) if option.value in chosen]
            self.option = places[0] if places else 0
            self.asking = ""
            self.words.display = False
            self.set_focus(None)
        else:
            self.asking = row.name
            self.words.load_text(self.values[row.name])
            self.words.move_cursor(self.words.document.end)
        self.redraw()
        if self.asking:
            self.words.display = True
            self.set_focus(self.words)

    def take(self) -> None:
        """What the field holds is the row's."""
        if self.asking:
            words = self.words.text
            self.values[self.asking] = clean(words) if self._lines_in else one_line(words)

    @property
    def _lines_in(self) -> bool:
        """Whether the row being typed may hold several lines."""
        return any(row.lines for row in self.rows if row.name == self.asking)

    def drafted(self) -> tuple[str, str, str]:
        """What was changed in the form as it stands: the rest is as it will be kept by then."""
        self.take()
        changed = {name: said for name, said in self.values.items() if said != self.kept[name]}
        words = json.dumps(changed, ensure_ascii=False) if changed else ""
        return self._draft_key, words, ""

    # ── keys ─────────────────────────────────────────────────────────────────

    def action_go(self, by: int) -> None:
        """Another row."""
        self.go_to((self.cursor + by) % len(self.rows))

    def action_line(self, by: int) -> None:
        """Another row, unless there is another line in the words."""
        self.action_go(by)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Up and down are the field's while there is a line to go to in it."""
        if action == "line" and self.asking and self._lines_in:
            at, lines = self.words.cursor_location, self.words.navigator
            edge = lines.is_last_wrapped_line if parameters == (1,) else lines.is_first_wrapped_line
            if not edge(at):
                return False
        return super().check_action(action, parameters)

    async def step(self, by: int) -> None:
        """Tab and shift+tab from the field."""
        self.action_go(by)

    def action_choose(self, by: int) -> None:
        """The next option; where only one may be chosen, that is choosing it."""
        row = self.row
        if not row.options:
            return
        self.option = (self.option + by) % len(row.options)
        if not row.several:
            self.values[row.name] = row.options[self.option].value
        self.redraw()

    def action_mark(self) -> None:
        """Chooses the option under the cursor, or lays it back."""
        row = self.row
        if not row.several:
            self.action_choose(1)
            return
        chosen = set(self.values[row.name].split()) ^ {row.options[self.option].value}
        self.values[row.name] = " ".join(o.value for o in row.options if o.value in chosen)
        self.redraw()

    def action_pick(self, index: int, option: int) -> None:
        """A click on an option."""
        self.go_to(index)
        self.option = option if self.row.several else option - 1
        self.action_mark()

    def action_row(self, index: int) -> None:
        """A click on a row."""
        self.go_to(index)

    def action_as_kept(self) -> None:
        """Takes back all that was changed here."""
        self.asking = ""
        self.values, self.taken_up, self.error = dict(self.kept), False, ""
        self.go_to(self.cursor)

    async def action_keep(self) -> None:
        """Keeps the form; what is wrong is said under it, with the cursor on its field."""
        self.take()
        self.keep_draft()
        values = dict(self.values)
        try:
            kept = await asyncio.to_thread(self.keep, values)
        except PresenceError as error:
            self.error = told(self.app, error)
            names = [row.name for row in self.rows]
            field = error.field if isinstance(error, FieldError) else _named(self.error, names)
            self.go_to(names.index(field) if field in names else self.cursor)
            if len(self.body()) > self.sheet.room:
                say(self.app, self.error, serious=True)
            return
        self.kept = values
        self.asking = ""
        self.keep_draft()
        self.dismiss(kept)

    async def answered(self, words: str) -> None:
        """Enter in the field."""
        await self.action_keep()

    # ── drawing ──────────────────────────────────────────────────────────────

    @property
    def indent(self) -> int:
        """Columns of the labels."""
        gap = 4 if self.size.width >= MIDDLE else 2
        return max(cell_len(row.label) for row in self.rows) + gap

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        return form_pages.hints(self)

    def body(self) -> list[Line]:
        """The rows, and what is to be said under them."""
        return form_pages.page(self)

    def field_lines(self) -> list[Line]:
        """The rows of the field, as many as its words take."""
        return form_pages.typed(self)


def _read_draft(words: str, known: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form that was left; of another shape, none."""
    try:
        found = json.loads(words)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: said for name, said in found.items() if name in known and isinstance(said, str)}


def _named(sentence: str, names: Sequence[str]) -> str:
    """The field that a sentence about the settings names, or none."""
    return next((name for name in names if f".{name} " in sentence), "")
