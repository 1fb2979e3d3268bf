"""An entry field by field."""

from collections.abc import Mapping

from presence_tui.domain.form import Field, Form
from presence_tui.domain.text import clean, one_line
from presence_tui.services.presence import Presence
from presence_tui.ui.draw import Piece
from presence_tui.ui.screens.form import FormScreen, Option, Row

LABELS = {"for_day": "for", "weight_after": "weight now"}
TITLES = {
    "moments": "A moment",
    "boundaries": "A boundary",
    "gratitude": "Thanks",
    "checkins": "A check-in",
    "intentions": "An intention",
    "parked": "A parked line",
    "pages": "The page",
    "reviews": "The review",
}


class EntryForm(FormScreen[str]):
    """Gives the id of what was kept."""

    def __init__(self, presence: Presence, form: Form) -> None:
        self._form = form
        self.rows = tuple(_row(field) for field in form.fields)
        shown = {field.name: _shown(field) for field in form.fields}
        super().__init__(presence, f"form-{form.id.replace(':', '-')}", shown)

    def keep(self, values: Mapping[str, str]) -> str:
        """Writes what was changed."""
        # What no form can show, such as a control character, is no change.
        changed = {name: said for name, said in values.items() if said != self.kept[name]}
        return self.presence.forms.save(self._form.id, changed).stamp.id

    def title_pieces(self) -> list[Piece]:
        """What is being changed."""
        return [(TITLES.get(self._form.table, "An entry"), self.ink.strong)]

    def help_text(self) -> str:
        """What this is."""
        return (
            "Every field of an entry. What is left as it was stays as it was; what cannot be meant "
            "is said under the form, and nothing is lost. undo on the dashboard takes it back."
        )


def _row(field: Field) -> Row:
    label = LABELS.get(field.name, field.name.replace("_", " "))
    options = tuple(Option(value, value or "open") for value in field.options)
    return Row(field.name, label, field.hint, options, lines=field.lines)


def _shown(field: Field) -> str:
    return clean(field.value) if field.lines else one_line(field.value)
