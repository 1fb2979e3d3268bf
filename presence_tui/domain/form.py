"""An entry as a form: its fields as words."""

from typing import NamedTuple


class Field(NamedTuple):
    """One field of a form."""

    name: str
    value: str
    hint: str = ""
    """What it takes, such as `7:40`; empty where any words will do."""
    lines: bool = False
    """Whether it may hold several lines."""


class Form(NamedTuple):
    """An entry to be changed."""

    id: str
    table: str
    fields: tuple[Field, ...]
