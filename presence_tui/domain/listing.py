"""An export as JSON, read row by row with the line each begins on."""

import json
from collections.abc import Iterator
from typing import Any

from presence_tui.domain.record import Row, RowError

_WHITE = " \t\n\r"


def read_listing(text: str) -> Iterator[tuple[int, str, Row | RowError]]:
    """Line, table and row of each record; an error in its place says what is wrong.

    What is not a list (`format`, `version`) comes as a row {name: value} of the table "". Raises
    RowError where the text is no JSON object any more.
    """
    return _Listing(text).rows()


class _Listing:
    """One pass over the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0
        self._decode = json.JSONDecoder().raw_decode

    def rows(self) -> Iterator[tuple[int, str, Row | RowError]]:
        self._expect("{")
        while not self._sees("}"):
            name = self._name()
            self._expect(":")
            if self._peek() != "[":
                yield self._here(), "", {name: self._value()}
            else:
                yield from self._list(name)
            self._separated("}")

    def _list(self, name: str) -> Iterator[tuple[int, str, Row | RowError]]:
        self._expect("[")
        while not self._sees("]"):
            self._peek()
            line, value = self._here(), self._value()
            wrong = RowError(f"it should be a JSON object, not {value!r}")
            yield line, name, value if isinstance(value, dict) else wrong
            self._separated("]")

    def _peek(self) -> str:
        text = self._text
        while self._at < len(text) and text[self._at] in _WHITE:
            self._at += 1
        return text[self._at : self._at + 1]

    def _sees(self, sign: str) -> bool:
        if self._peek() != sign:
            return False
        self._at += 1
        return True

    def _expect(self, sign: str) -> None:
        if not self._sees(sign):
            raise RowError(f"line {self._here()} is not JSON: {sign} is missing")

    def _separated(self, end: str) -> None:
        if self._peek() != end:
            self._expect(",")

    def _name(self) -> str:
        if self._peek() != '"':
            raise RowError(f"line {self._here()} is not JSON: a name is missing")
        return str(self._value())

    def _value(self) -> Any:
        self._peek()
        try:
            value, self._at = self._decode(self._text, self._at)
        except (ValueError, RecursionError) as error:
            raise RowError(f"line {self._here()} is not JSON: {error}") from error
        return value

    def _here(self) -> int:
        """The line of where it stands."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line
