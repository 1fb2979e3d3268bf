"""An entry as a form: its fields as words."""

from typing import NamedTuple


class Field(NamedTuple):
    """One field of a form."""

    name: str
    value: str
    hint: str = ""
    """What it takes, in a sentence; empty where any words will do."""
    example: str = ""
    """What it may hold, as typed."""
    lines: bool = False
    """Whether it may hold several lines."""
    options: tuple[str, ...] = ()
    """What it may hold, where that is one of a few; an empty one is among them if it may be so."""


class Form(NamedTuple):
    """An entry to be changed."""

    id: str
    table: str
    fields: tuple[Field, ...]
