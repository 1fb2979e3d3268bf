"""What is pasted is text: an escape sequence in it never acts.

Textual hands a sequence that it does not know on as keys, also where it stands between the marks of
a paste. A terminal that filters nothing would so let pasted words press keys.
"""

from collections.abc import Iterable
from re import compile as pattern

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

BEGIN, END = "\x1b[200~", "\x1b[201~"
_CONTROL = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class PasteParser(XTermParser):
    """Takes control characters but tab and the ends of lines out of what is pasted."""

    def __init__(self, debug: bool = False) -> None:
        self._pasting = False
        self._tail = ""
        """The end of what came, where it may be the beginning of a mark."""
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """The events of what came; no data is the end of it."""
        cleaned = self._cleaned(data)
        # Nothing to hand on yet must not be told as the end.
        return super().feed(cleaned) if cleaned or not data else ()

    def _cleaned(self, data: str) -> str:
        passed: list[str] = []
        while data:
            if self._pasting:
                held = self._tail + data
                self._tail = ""
                words, mark, data = held.partition(END)
                if not mark:
                    words, self._tail = _split(words, END)
                passed += [_CONTROL.sub("", words), mark]
                self._pasting = not mark
            else:
                # Passed on at once, whatever it may become: escape alone is a key.
                known = len(self._tail)
                words, mark, data = (self._tail + data).partition(BEGIN)
                self._tail = "" if mark else _split(words, BEGIN)[1]
                passed.append((words + mark)[known:])
                self._pasting = bool(mark)
        return "".join(passed)


def _split(words: str, mark: str) -> tuple[str, str]:
    """Words and, at their end, what may be the beginning of a mark."""
    for length in range(min(len(mark) - 1, len(words)), 0, -1):
        if words.endswith(mark[:length]):
            return words[:-length], words[-length:]
    return words, ""


def install() -> None:
    """Puts it in the place of Textual's own, for every terminal opened from now on."""
    linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]
