"""What lies over the dashboard: a screen or a dialog that is left once."""

from typing import Any, ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.events import Click
from textual.screen import ModalScreen, Screen

from presence_tui.ui.alerts import say
from presence_tui.ui.key_names import shown_key
from presence_tui.ui.keymap import filled, key_of
from presence_tui.ui.page_keys import Own, PageKeys

R = TypeVar("R")
ONE_THING = "One thing at a time: escape leaves this one."


class Layer(Screen[R]):
    """A screen over another one."""

    wanders: ClassVar[bool] = True
    """Whether one may go elsewhere from here by name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bindings = PageKeys.of(self._bindings)

    def keys_of(self, ident: str) -> tuple[str, ...]:
        """Textual's names of the keys of a command on this page; none where it is not known."""
        own: Own = getattr(self.app, "own_keys", {})
        return PageKeys.of(self._bindings).keys_of(ident, own)

    def key_of(self, ident: str) -> str:
        """The key of a command as it is shown: the page's, or the dashboard's."""
        keys = self.keys_of(ident)
        return shown_key(keys[0]) if keys else key_of(self.app, ident)

    def with_keys(self, sentence: str) -> str:
        """A sentence of ours in which `{rest}` stands for the key of that command here."""
        return filled(sentence, self.key_of)

    def stay(self) -> None:
        """Someone wants to go elsewhere by name, from where that may not be."""

    async def ready(self) -> None:
        """Returns when keys mean here what this screen says of them."""

    def keep_draft(self) -> None:
        """What is being typed here is on the disk as a draft."""

    async def step_aside(self) -> None:
        """Leaves for another place; nothing is lost."""
        self.keep_draft()
        self.dismiss(None)

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Leaves with a result.

        Textual's own takes away whatever lies on top. A second key that was typed before the first
        had its effect, or a timer, would take the screen below with it; here it does nothing.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Dialog(Layer[R], ModalScreen[R]):
    """One that leaves the screen below in sight; a click there leaves it, as escape does."""

    wanders = False

    def stay(self) -> None:
        """Says so."""
        say(self.app, ONE_THING)

    def on_click(self, event: Click) -> None:
        """A click beside it."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.cancel()

    def cancel(self) -> None:
        """Leaves without a result."""
        self.dismiss(None)
