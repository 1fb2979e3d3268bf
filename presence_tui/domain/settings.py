"""The settings: what may be set, how it is checked, and what it is without a word said.

Reading never fails as a whole: each wrong value is named in one sentence and its default used.
"""

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from presence_tui.domain.boundary import SIDES
from presence_tui.domain.errors import WordsError
from presence_tui.domain.quick_entry import clock_time
from presence_tui.domain.text import fold, one_line
from presence_tui.domain.week_plan import PlanLine, read_week


class Preset(NamedTuple):
    """A boundary prepared in the settings and started by its key."""

    key: str
    name: str
    side: str
    minutes: int | None = None
    """Planned length, or null for an open end."""
    until: time | None = None
    """Planned end on the wall clock; never together with `minutes`."""


PRESETS = (
    Preset("all-in", "All in at work", "work"),
    Preset("logged-off", "Logged off, be present", "home"),
    Preset("bedtime", "Phone-free bedtime", "home", 30),
    Preset("outside", "Outside", "self", 5),
    Preset("rest", "Rest", "self", 20),
)


class Settings(NamedTuple):
    """Everything a person may set, with its defaults."""

    day_ends: time = time(3)
    zone: str | None = None
    journal_folder: str | None = None
    presets: tuple[Preset, ...] = PRESETS
    review_at: time | None = None
    """When the review of the day is offered, once; null for never."""
    care: tuple[str, ...] = ()
    """Care check-ins of one's own, in one's own words."""
    heavy_line: bool = True
    """Whether a quiet line suggests talking to someone after several heavy guilt cards."""
    week: tuple[PlanLine, ...] = ()

    def preset(self, name: str) -> Preset | None:
        """The preset of that key or name, whatever its case."""
        wanted = fold(one_line(name))
        for preset in self.presets:
            if wanted in (fold(preset.key), fold(preset.name)):
                return preset
        return None


class Setting(NamedTuple):
    """One setting: its name, what it is for, what is allowed, and how it is read."""

    name: str
    allowed: str
    help: str
    read: Callable[[Any], Any]


def _day_ends(value: Any) -> time:
    if isinstance(value, time):
        at = value
    elif isinstance(value, str):
        at = clock_time(value)
    else:
        raise ValueError
    if at > time(12):
        raise ValueError
    return at.replace(second=0, microsecond=0)


def _zone(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    try:
        ZoneInfo(value)
    except (OSError, ValueError, KeyError) as error:
        raise ValueError from error
    return value


def _folder(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError
    return value


def _time(value: Any) -> time:
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, str):
        return clock_time(value)
    raise ValueError


def _care(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and one_line(v) for v in value):
        raise ValueError
    names = tuple(dict.fromkeys(one_line(v) for v in value))
    if len(names) > 9:
        raise ValueError
    return names


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


SETTINGS = (
    Setting(
        "day_ends",
        'a time from "00:00" to "12:00"',
        "When a day ends; a bedtime before it still belongs to the evening.",
        _day_ends,
    ),
    Setting(
        "zone",
        'a time zone such as "Europe/Paris"',
        "The zone one lives in, where the machine's own is wrong or unknown.",
        _zone,
    ),
    Setting(
        "journal_folder",
        'a folder such as "~/Sync/journal"',
        "Where the journal lies, for instance in a folder that is already synced.",
        _folder,
    ),
    Setting(
        "review_at",
        'a time such as "20:30"',
        "When the review of the day is offered in the evening, once. Without it, never.",
        _time,
    ),
    Setting(
        "care",
        'up to nine names such as ["swim", "a slow coffee"]',
        "Care check-ins of your own, beside those that are there.",
        _care,
    ),
    Setting(
        "heavy_line",
        "true or false",
        "After several heavy guilt cards, one quiet line suggests talking to someone.",
        _flag,
    ),
)

_PRESET_FIELDS = ("name", "side", "minutes", "until")


def read_settings(table: Mapping[str, Any], place: str) -> tuple[Settings, tuple[str, ...]]:
    """Settings from a parsed TOML table, and one sentence for each thing wrong in it."""
    problems: list[str] = []
    values: dict[str, Any] = {}
    known = {s.name: s for s in SETTINGS}
    for name, value in table.items():
        if name == "presets":
            values["presets"] = _presets(value, place, problems)
        elif name == "week":
            values["week"] = read_week(value, place, problems)
        elif name in known:
            try:
                values[name] = known[name].read(value)
            except (ValueError, WordsError):
                problems.append(
                    f"{place}: {name} is {value!r}; allowed is {known[name].allowed}. "
                    "Its default is used."
                )
        else:
            allowed = ", ".join([*known, "presets", "week"])
            problems.append(
                f"{place}: there is no setting {one_line(name)!r}; there are {allowed}."
            )
    return Settings(**values), tuple(problems)


def _presets(value: Any, place: str, problems: list[str]) -> tuple[Preset, ...]:
    found = {p.key: p for p in PRESETS}
    if not isinstance(value, Mapping):
        problems.append(
            f"{place}: presets is {value!r}; allowed is a table such as [presets.walk]."
        )
        return PRESETS
    for key, fields in value.items():
        preset = _preset(key, fields, found.get(key), f"{place}: presets.{one_line(key)}", problems)
        if preset is None:
            continue
        taken = [p.key for p in found.values() if fold(p.name) == fold(preset.name)]
        if any(other != key for other in taken):
            problems.append(
                f"{place}: presets.{one_line(key)} has the name {preset.name!r}, which "
                f"presets.{taken[0]} has too; each needs its own. It is left out."
            )
            continue
        found[key] = preset
    return tuple(found.values())


def _preset(
    key: str, fields: Any, base: Preset | None, place: str, problems: list[str]
) -> Preset | None:
    if not isinstance(fields, Mapping):
        problems.append(f"{place} is {fields!r}; allowed is a table with name and side.")
        return None
    preset = base or Preset(key, key, "home")
    for field, value in fields.items():
        if field == "name" and isinstance(value, str) and one_line(value):
            preset = preset._replace(name=one_line(value))
        elif field == "side" and value in SIDES:
            preset = preset._replace(side=value)
        elif field == "minutes" and type(value) is int and 1 <= value <= 1440:
            preset = preset._replace(minutes=value, until=None)
        elif field == "until" and (at := _until(value)) is not None:
            preset = preset._replace(until=at, minutes=None)
        else:
            problems.append(
                f"{place}.{one_line(field)} is {value!r}; allowed is {_allowed(field)}."
            )
    if "minutes" in fields and "until" in fields:
        problems.append(f"{place} has both minutes and until; give one of them.")
        preset = preset._replace(until=None)
    return preset


def _until(value: Any) -> time | None:
    try:
        return clock_time(value) if isinstance(value, str) else None
    except WordsError:
        return None


def _allowed(field: str) -> str:
    return {
        "name": "a few words",
        "side": " or ".join(SIDES),
        "minutes": "a whole number from 1 to 1440",
        "until": 'a time such as "20:00"',
    }.get(field, "one of the fields " + ", ".join(_PRESET_FIELDS))
