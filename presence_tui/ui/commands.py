"""Every command of the dashboard: one object carries name, help, key and footer label.

Bindings, footer, help, palette and the README's table of keys are made from this list.
"""

from typing import NamedTuple

from textual.binding import Binding


class Command(NamedTuple):
    """One thing a person can do here."""

    id: str
    name: str
    help: str
    key: str
    """Textual key names, separated by commas."""
    action: str
    shown: str
    """The key as it is shown."""
    footer: str = ""
    """Its word in the footer; empty where it is not shown there."""
    short: str = ""
    """Its word where there is little room."""
    place: str = "screen"
    """`screen`, or `list` where it needs a row."""

    def binding(self) -> Binding:
        """The key binding, which can be re-mapped by its id.

        Priority bindings act before the next key is read, so words typed right after `m` are
        words already; Textual leaves printable keys to whoever is being typed into.
        """
        return Binding(
            self.key, self.action, self.name, show=False, id=self.id, priority=True
        )


COMMANDS = (
    Command("moment", "Log a moment", "log a moment", "m", "moment", "m", "moment"),
    Command(
        "gratitude", "Give thanks", "give thanks", "g", "gratitude", "g", "gratitude", "thanks"
    ),
    Command(
        "boundary",
        "Start or end a boundary",
        "start or end a boundary",
        "b",
        "boundary",
        "b",
        "boundary",
    ),
    Command(
        "bedtime",
        "Phone-free bedtime",
        "start or end a phone-free bedtime",
        "n",
        "bedtime",
        "n",
        "bedtime",
    ),
    Command(
        "return",
        "A return",
        "a return, while a boundary runs",
        "x",
        "come_back",
        "x",
        "return",
    ),
    Command("pause", "Pause, or go on", "pause, and go on", "p", "pause", "p", "pause"),
    Command(
        "next-panel",
        "Next panel",
        "the next panel",
        "tab",
        "next_panel",
        "tab",
    ),
    Command(
        "previous-panel",
        "Previous panel",
        "the panel before",
        "shift+tab",
        "previous_panel",
        "shift+tab",
    ),
    Command("down", "Next row", "the next row", "down,j", "move(1)", "↓ j", place="list"),
    Command("up", "Row before", "the row before", "up,k", "move(-1)", "↑ k", place="list"),
    Command("edit", "Edit the row", "edit the row", "enter,e", "edit", "e", "edit", place="list"),
    Command(
        "delete",
        "Delete the row",
        "delete the row",
        "d,delete",
        "delete",
        "d",
        "delete",
        place="list",
    ),
    Command("help", "Help", "help", "question_mark,f1", "help", "?", "help"),
    Command(
        "palette",
        "Everything by name",
        "everything by name",
        "ctrl+p",
        "app.command_palette",
        "ctrl+p",
    ),
    Command("leave", "Leave", "leave; boundaries go on", "q", "leave", "q"),
)


def bindings(place: str) -> list[Binding]:
    """The key bindings of a place."""
    return [command.binding() for command in COMMANDS if command.place == place]


def command(ident: str) -> Command:
    """The command of that id."""
    return next(c for c in COMMANDS if c.id == ident)
