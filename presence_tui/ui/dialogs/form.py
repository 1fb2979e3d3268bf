"""An entry field by field."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import clean, one_line
from presence_tui.services.forms import Field, Form
from presence_tui.services.presence import Presence
from presence_tui.ui.desk import Desk
from presence_tui.ui.screens.layer import Dialog

LABELS = {"for_day": "for"}


class FormDialog(Dialog[str | None]):
    """Tab goes from field to field, ctrl+s or enter keeps; gives the id of what was kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Leave it", priority=True),
        Binding("ctrl+s", "keep", "Keep", priority=True),
        Binding("tab", "step(1)", "Next field", priority=True),
        Binding("shift+tab", "step(-1)", "Field before", priority=True),
    ]
    CSS = """
    FormDialog { align: center middle; background: $background 60%; }
    FormDialog > VerticalScroll {
        width: 1fr; max-width: 64; min-width: 12; height: auto; max-height: 100%;
        padding: 1 2; background: $surface; scrollbar-size-vertical: 1;
    }
    FormDialog Vertical { width: 100%; height: auto; margin: 0 0 1 0; }
    FormDialog Static { width: 100%; height: auto; color: $muted; }
    FormDialog #wrong { color: $error; }
    FormDialog Input, FormDialog Input:focus {
        border: none; padding: 0; height: 1; min-width: 4; background: $background;
    }
    FormDialog TextArea, FormDialog TextArea:focus {
        border: none; padding: 0; height: auto; max-height: 6; min-height: 1;
        background: $background; color: $foreground; scrollbar-size: 0 0;
    }
    """

    def __init__(self, presence: Presence, desk: Desk, form: Form) -> None:
        super().__init__()
        self._presence, self._desk, self._form = presence, desk, form
        self._shown: dict[str, str] = {}
        """What each field showed at first: only what differs is written."""
        self._fields: dict[str, Widget] = {}
        self._keeping = False

    def compose(self) -> ComposeResult:
        """A label and a field each."""
        with VerticalScroll():
            for field in self._form.fields:
                with Vertical():
                    yield Static(_label(field), markup=False)
                    yield self._widget(field)
            yield Static("", id="wrong", markup=False)
            yield Static("ctrl+s keeps · tab goes on · escape leaves it as it was", markup=False)

    def _widget(self, field: Field) -> Widget:
        widget: Input | TextArea
        if field.lines:
            shown = clean(field.value)
            widget = TextArea(shown, show_line_numbers=False, compact=True)
            widget.highlight_cursor_line = False
        else:
            shown = one_line(field.value)
            widget = Input(shown, compact=True, select_on_focus=False)
        widget.cursor_blink = False
        self._shown[field.name], self._fields[field.name] = shown, widget
        return widget

    def on_mount(self) -> None:
        """Ready to type in the first field."""
        fields = list(self._fields.values())
        if fields:
            self.set_focus(fields[0])

    def action_step(self, by: int) -> None:
        """To another field."""
        fields = list(self._fields.values())
        at = fields.index(self.focused) if self.focused in fields else 0
        if fields:
            self.set_focus(fields[(at + by) % len(fields)])

    async def on_input_submitted(self) -> None:
        """Enter keeps."""
        await self.action_keep()

    async def action_keep(self) -> None:
        """Writes what was changed; what cannot be meant is said, and everything stays."""
        if self._keeping:
            return
        self._keeping = True
        values = {name: _value(widget) for name, widget in self._fields.items()}
        changed = {name: v for name, v in values.items() if v != self._shown[name]}
        ident = self._form.id
        try:
            record = await self._desk.do(lambda: self._presence.forms.save(ident, changed))
        except PresenceError as error:
            self._keeping = False
            self.query_one("#wrong", Static).update(Content(one_line(str(error))))
            return
        self.dismiss(record.stamp.id)


def _label(field: Field) -> Content:
    name = LABELS.get(field.name, field.name.replace("_", " "))
    return Content(f"{name}   {field.hint}" if field.hint else name)


def _value(widget: Widget) -> str:
    return widget.text if isinstance(widget, TextArea) else getattr(widget, "value", "")
