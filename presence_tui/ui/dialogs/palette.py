"""The palette: everything by name, or by any part of what it does."""

from collections.abc import Sequence

from presence_tui.domain.folding import plain
from presence_tui.domain.text import one_line
from presence_tui.ui.command import Command
from presence_tui.ui.commands import COMMANDS
from presence_tui.ui.dialogs.choosing import ChoosingDialog, choosing_css
from presence_tui.ui.keymap import shown
from presence_tui.ui.widgets.choices import Option

FIELD = "what would you like to do?"
WORTH = 8
"""Characters that help has to add to a name."""
NOTHING = "Nothing goes by that name."


class PaletteDialog(ChoosingDialog[str | None]):
    """Gives the id of the command that was chosen."""

    CSS = choosing_css("PaletteDialog", 84)
    widest = 84

    def __init__(self) -> None:
        super().__init__(FIELD)
        self._usual: tuple[tuple[str, str], ...] = ()

    def stay(self) -> None:
        """It is open already."""

    def add_usual(self, usual: Sequence[tuple[str, str]]) -> None:
        """Offers the usual moments too: each key, and what it does."""
        self._usual = tuple(usual)
        if self.is_mounted and self.words:
            self.fill()

    def options(self, words: str) -> Sequence[Option]:
        """All of them under their headings, or those that fit what is typed, likeliest first."""
        wanted = plain(one_line(words)).split()
        if not wanted:
            found: list[Option] = []
            for group in dict.fromkeys(item.group for item in COMMANDS):
                found.append(Option(group))
                found += [self._option(c) for c in _offered() if c.group == group]
            return found
        ranked = [(rank, self._option(c)) for c in _offered() if (rank := _rank(c, wanted))]
        for key, moment in self._usual:
            option = Option(moment, f"usual-{key}", "a usual moment", key=key)
            if all(word in plain(option.words) for word in wanted):
                ranked.append((2, option))
        ranked.sort(key=lambda pair: pair[0])
        return [option for _, option in ranked] or [Option(NOTHING)]

    def _option(self, item: Command) -> Option:
        return Option(item.name, item.id, _more(item), key=shown(self.app, item))

    def chosen(self, value: str) -> None:
        """Gives it back."""
        self.dismiss(value)


def _offered() -> list[Command]:
    """All but the palette itself."""
    return [item for item in COMMANDS if item.id != "palette"]


def _more(item: Command) -> str:
    """What its help adds to its name, which is not said twice; empty where that is little."""
    name = item.name[:1].lower() + item.name[1:]
    added = item.help.removeprefix(name)
    if len(plain(item.help).replace(plain(name), "")) < WORTH:
        return ""
    return added.lstrip(",;: ") if added[:1] in (",", ";", ":", " ") else item.help


def _rank(item: Command, wanted: list[str]) -> int:
    """How near a command is to what is typed: 1 is nearest, 0 is not at all."""
    name, told = plain(item.name), plain(f"{item.name} {item.id} {item.help}")
    if not all(word in told for word in wanted):
        return 0
    said = " ".join(wanted)
    if name.startswith(said) or item.id == said:
        return 1
    if all(any(part.startswith(word) for part in name.split()) for word in wanted):
        return 2
    return 3 if all(word in name for word in wanted) else 4
