"""A command: one object carries name, help, key and footer label."""

from typing import NamedTuple

from textual.binding import Binding

from presence_tui.ui.key_names import shown_key


class Command(NamedTuple):
    """One thing a person can do here."""

    id: str
    key: str
    """Textual key names, separated by commas; empty where it is by name only."""
    name: str
    """Its name in the palette."""
    about: str = ""
    """What it does, where that is more than its name says."""
    run: str = ""
    """`module.function` under `presence_tui.ui.actions`; imported when it is first done."""
    footer: str = ""
    """Its word in the footer; empty where it is not shown there."""
    turn: int = 0
    """Its turn in the footer: the highest give way first."""
    short: str = ""
    """Its word where there is little room."""
    keys: str = ""
    """Its keys as they are shown, where that is not the first of them."""
    place: str = "screen"
    """`screen`, or `list` where it needs a row."""
    group: str = ""
    """Its heading in the help."""
    each: bool = False
    """Whether each of its keys means another one: the function is given the key."""

    @property
    def help(self) -> str:
        """What it does, in the help and on the page of keys."""
        return self.about or self.name[:1].lower() + self.name[1:]

    @property
    def shown(self) -> str:
        """Its own key as it is shown; empty where it has none."""
        return self.keys or shown_key(self.key.split(",")[0])

    def bindings(self) -> list[Binding]:
        """Its key bindings, which can be re-mapped by their ids: one, or one for each key."""
        if not self.each:
            return [self._binding(self.key, self.id)]
        return [self._binding(key, f"{self.id}-{key}") for key in self.key.split(",")]

    def _binding(self, key: str, ident: str) -> Binding:
        """One binding.

        Priority bindings act before the next key is read, so words typed right after `m` are
        words already; Textual leaves printable keys to whoever is being typed into.
        """
        action = f"command('{ident}')" if self.place == "screen" else f"row('{ident}')"
        # What is by name only can be given a key; till then it waits for one that no one has.
        key = key or f"none-for-{ident}"
        return Binding(key, action, self.name, show=False, id=ident, priority=True)
