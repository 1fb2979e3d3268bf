"""The table `[presets]` of the settings: what it may say, and how it is read."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from presence_tui.domain.boundary import SIDES
from presence_tui.domain.clock_words import clock_time
from presence_tui.domain.errors import WordsError
from presence_tui.domain.presets import HEARD, PRESETS, Preset, as_said
from presence_tui.domain.text import one_line


def read_presets(value: Any, place: str, problems: list[str]) -> tuple[Preset, ...]:
    """The shipped presets with the table `[presets]` over them.

    `problems` gets one sentence, beginning with `place`, for each thing wrong in the table.
    """
    found = {p.key: p for p in PRESETS}
    if not isinstance(value, Mapping):
        problems.append(
            f"{place}: presets is {value!r}; allowed is a table such as [presets.walk]."
        )
        return PRESETS
    for said, fields in value.items():
        key = one_line(said)
        preset = _preset(key, fields, found.get(key), f"{place}: presets.{key}", problems)
        if preset is not None:
            found[key] = preset
    # Names are compared when all are known: one may be free because a later line gave it up.
    for key in reversed([one_line(said) for said in value]):
        taken = _taken(key, found[key], found) if key in found else None
        if taken is not None:
            problems.append(
                f"{place}: presets.{key} has the name {found[key].name!r}, which "
                f"presets.{taken} has too; each needs its own. It is left out."
            )
            del found[key]
            found |= {shipped.key: shipped for shipped in PRESETS if shipped.key == key}
    return tuple(found.values())


def _taken(key: str, preset: Preset, found: Mapping[str, Preset]) -> str | None:
    """The key of another preset that goes by its key or its name: starting must be unmistakable."""
    mine = {as_said(key), as_said(preset.name)}
    for other in found.values():
        if other.key != key and mine & {as_said(other.key), as_said(other.name)}:
            return other.key
    return None


def _preset(
    key: str, fields: Any, base: Preset | None, place: str, problems: list[str]
) -> Preset | None:
    if not isinstance(fields, Mapping):
        problems.append(f"{place} is {fields!r}; allowed is a table with name and side.")
        return None
    if not key:
        problems.append(f"{place} has the name {key!r}; allowed is a few words. It is left out.")
        return None
    preset = base or Preset(key, key, "home")
    for field, value in fields.items():
        try:
            preset = preset._replace(**_read(field, value))
        except (ValueError, WordsError):
            problems.append(
                f"{place}.{one_line(field)} is {value!r}; allowed is {_allowed(field)}."
            )
    said = [field for field in ("minutes", "until", "open") if fields.get(field)]
    if len(said) > 1:
        problems.append(
            f"{place} has both {said[0]} and {said[1]}; give one of them. Neither is used."
        )
        preset = preset._replace(
            minutes=base.minutes if base else None, until=base.until if base else None
        )
    if preset.ends_itself and preset.minutes is None and preset.until is None:
        problems.append(
            f"{place}.ends_itself needs minutes or until: an open end is never reached."
        )
        preset = preset._replace(ends_itself=False)
    return preset


def _read(field: str, value: Any) -> dict[str, Any]:
    """The fields of a Preset that one line of settings sets. Raises ValueError, WordsError."""
    if field == "name":
        return {"name": _words(value)}
    if field == "side" and value in SIDES:
        return {"side": value}
    if field == "minutes" and type(value) is int and 1 <= value <= 1440:
        return {"minutes": value, "until": None}
    if field == "until":
        return {"until": read_time(value), "minutes": None}
    if field == "open" and isinstance(value, bool):
        return {"minutes": None, "until": None} if value else {}
    if field in ("quiet", "dark", "ends_itself") and isinstance(value, bool):
        return {field: value}
    if field == "heard":
        return {field: read_heard(value)}
    if field == "suggests" and isinstance(value, str):
        if one_line(value):
            # Only here: without a suggestion of one's own, it is not worth its start-up time.
            from presence_tui.domain.quick_entry import read_moment

            read_moment(value)
        return {field: one_line(value) or None}
    if field in ("words", "tell") and isinstance(value, str):
        return {field: one_line(value) or None}
    raise ValueError


def _words(value: Any) -> str:
    if not isinstance(value, str) or not one_line(value):
        raise ValueError
    return one_line(value)


def read_time(value: Any) -> time:
    """A time of day, as a TOML time or in words. Raises ValueError, WordsError."""
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, str):
        return clock_time(value)
    raise ValueError


def read_heard(value: Any) -> tuple[str, ...]:
    """A list of places of HEARD. Raises ValueError."""
    if not isinstance(value, list) or any(item not in HEARD for item in value):
        raise ValueError
    return tuple(dict.fromkeys(value))


FIELDS = {
    "name": "a few words",
    "side": " or ".join(SIDES),
    "minutes": "a whole number from 1 to 1440",
    "until": 'a time such as "20:00"',
    "open": "true",
    "words": "a few words",
    "quiet": "true or false",
    "dark": "true or false",
    "ends_itself": "true or false",
    "heard": "a list of " + ", ".join(f'"{place}"' for place in HEARD),
    "suggests": 'the words of a moment, such as "Bedtime, phone-free @leo"',
    "tell": 'words such as "I\'m offline until {until}."',
}
"""What a preset may say, and what is allowed there."""


def _allowed(field: str) -> str:
    return FIELDS.get(field) or "one of the fields " + ", ".join(FIELDS)
