"""Presets and plans as forms: every field in words, and back into the settings."""

import re
from collections.abc import Mapping
from typing import Any, NoReturn

from presence_tui.domain.clock_words import clock_time, is_time
from presence_tui.domain.errors import FieldError, WordsError
from presence_tui.domain.lengths import read_length
from presence_tui.domain.plans import WEEKDAYS, Plan
from presence_tui.domain.presets import PRESETS, Preset
from presence_tui.domain.text import fold, one_line
from presence_tui.services.presence import Presence

YES = "yes"
"""What a field says that is either set or empty."""


def preset_words(preset: Preset | None = None) -> dict[str, str]:
    """The fields of a preset as words; of a new one without it."""
    shown = preset or Preset("", "", "home")
    return {
        "name": shown.name,
        "words": shown.words or "",
        "side": shown.side,
        "length": length_words(shown),
        "quiet": YES if shown.quiet else "",
        "dark": YES if shown.dark else "",
        "ends_itself": YES if shown.ends_itself else "",
        "suggests": shown.suggests or "",
        "tell": shown.tell or "",
        "heard": " ".join(shown.heard or ()),
    }


def length_words(preset: Preset) -> str:
    """`30m`, `until 20:00`, or nothing for an open end."""
    if preset.until is not None:
        return f"until {preset.until:%H:%M}"
    return f"{preset.minutes}m" if preset.minutes else ""


def keep_preset(presence: Presence, key: str | None, words: Mapping[str, str]) -> Preset:
    """Writes a preset of the form; a null key makes a new one. Fields not changed stay as written.

    Raises FieldError, SettingsError, StoreError; then nothing was changed.
    """
    name = one_line(words["name"])
    if not name:
        raise FieldError("name", "A preset needs a name, such as: Walk with the dog.")
    settings = presence.settings
    known = settings.preset(key) if key else None
    if known is None:
        key = _new_key(presence, name)
    before = preset_words(known)
    base = next((p for p in PRESETS if p.key == key), Preset(key or "", "", "home"))
    changed = {field: said for field, said in words.items() if said != before[field]}
    fields: dict[str, Any] = {} if known else {"name": name, "side": words["side"]}
    for field, said in changed.items():
        fields |= _fields(field, one_line(said), base)
    return presence.presets.put(key or "", fields)


def _new_key(presence: Presence, name: str) -> str:
    """The short word a new preset is started by, made from its name. Raises FieldError."""
    key = "-".join(re.findall(r"\w+", name.casefold())) or name
    other = presence.settings.preset(key) or presence.settings.preset(name)
    if other is not None:
        raise FieldError(
            "name", f"There is a preset {one_line(other.name)!r} already; each needs its own name."
        )
    return key


def _fields(field: str, said: str, base: Preset) -> dict[str, Any]:
    """What one field of the form is in the settings; null for as it is anyway."""
    if field == "length":
        return _length(said, base)
    value: Any = said
    if field in ("quiet", "dark", "ends_itself"):
        value = said == YES
    elif field == "heard":
        return {field: said.split() or None}
    return {field: None if value == (getattr(base, field) or type(value)()) else value}


def _length(said: str, base: Preset) -> dict[str, Any]:
    if not said or fold(said) == "open":
        return {"open": True if base.minutes or base.until else None}
    until = said.casefold().removeprefix("until ").strip()
    try:
        if until != said.casefold() or is_time(until):
            return {"until": f"{clock_time(until):%H:%M}"}
        return {"minutes": read_length(f"{said}m" if said.isdecimal() else said)}
    except WordsError as error:
        _refuse("length", error)


def plan_words(plan: Plan | None = None) -> dict[str, str]:
    """The fields of a plan as words; of a new one without it."""
    if plan is None:
        return {"at": "", "days": " ".join(WEEKDAYS[:5]), "start": "", "words": ""}
    return {
        "at": f"{plan.at:%H:%M}",
        "days": " ".join(WEEKDAYS[day] for day in plan.days),
        "start": plan.start,
        "words": "" if plan.words == plan.start else plan.words,
    }


def keep_plan(presence: Presence, plan: Plan | None, words: Mapping[str, str]) -> Plan:
    """Writes a plan of the form, in the place of `plan` or as a new one.

    Raises FieldError, SettingsError, NotFoundError, StoreError; then nothing was changed.
    """
    try:
        at = clock_time(words["at"])
    except WordsError as error:
        _refuse("at", error)
    if not words["days"].split():
        raise FieldError("days", "A plan needs a day to come on.")
    start = one_line(words["start"])
    if not start:
        raise FieldError("start", "Say what begins then: a preset, or words of your own.")
    return presence.presets.put_plan(
        f"{at:%H:%M}", start, words["days"].split(), one_line(words["words"]), instead_of=plan
    )


def _refuse(field: str, error: WordsError) -> NoReturn:
    raise FieldError(field, str(error)) from error
