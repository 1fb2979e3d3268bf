"""The keys of a page that lies over the dashboard, where some are the user's own."""

from collections.abc import Mapping
from typing import Any

from textual.binding import Binding, BindingsMap, BindingType, Keymap

Own = Mapping[str, tuple[str, ...]]

ROW_KEYS: tuple[BindingType, ...] = (
    Binding("down", "move(1)", "Next row"),
    Binding("j", "move(1)", "Next row", id="down"),
    Binding("up", "move(-1)", "Row before"),
    Binding("k", "move(-1)", "Row before", id="up"),
)
"""Keys of a page whose rows are gone through; a screen names them beside its own."""


class PageKeys(BindingsMap):
    """A page does what a command does on the key that the user gave to that command.

    Such bindings have the command's id. Textual would take the key away from whatever else the page
    has on it; here the page's own keys stay, and the command keeps the key that it had there.
    """

    @classmethod
    def of(cls, bindings: BindingsMap) -> "PageKeys":
        """The same bindings."""
        found = cls()
        found.key_to_bindings = bindings.key_to_bindings.copy()
        return found

    def copy(self) -> "PageKeys":
        """The same bindings, to be changed."""
        return PageKeys.of(self)

    def apply_keymap(self, keymap: Keymap) -> Any:
        """Puts the user's keys in the place of ours, as far as the page leaves them free."""
        wanted = {ident: keys.split(",") for ident, keys in keymap.items()}
        while True:
            taken = {key for key, binding in self if binding.id not in wanted}
            free = {
                ident: left
                for ident, keys in wanted.items()
                if (left := [key for key in keys if key not in taken])
            }
            if free == wanted:
                return super().apply_keymap({i: ",".join(keys) for i, keys in free.items()})
            wanted = free

    def keys_of(self, ident: str, own: Own) -> tuple[str, ...]:
        """Textual's names of the keys of a command here; none where the page does not know it."""
        found = self.copy()
        found.apply_keymap({name: ",".join(keys) for name, keys in own.items()})
        return tuple(dict.fromkeys(key for key, binding in found if binding.id == ident))
