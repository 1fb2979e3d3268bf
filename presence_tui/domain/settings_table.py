"""`config.toml`: what may be set, how it is checked and read.

Reading never fails as a whole: each wrong value is named in one sentence and its default used.
"""

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from presence_tui.domain.clock_words import clock_time
from presence_tui.domain.errors import WordsError
from presence_tui.domain.preset_table import read_heard, read_presets, read_time
from presence_tui.domain.settings import Settings, minutes_into
from presence_tui.domain.text import one_line
from presence_tui.domain.usual_lines import read_usual
from presence_tui.domain.week_plan import read_week


class Setting(NamedTuple):
    """One setting: its name, what is allowed, what it is for, how it is read, an example."""

    name: str
    allowed: str
    help: str
    read: Callable[[Any], Any]
    example: str
    """A value as TOML."""
    listed: bool = False
    """Whether it is a list, of which `read` reads one: a wrong one then costs only itself."""


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


def _care(value: Any) -> str:
    if not isinstance(value, str) or not one_line(value):
        raise ValueError
    return one_line(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _hemisphere(value: Any) -> str:
    if value not in ("north", "south"):
        raise ValueError
    return str(value)


def _theme(value: Any) -> str:
    if not isinstance(value, str) or not one_line(value):
        raise ValueError
    return one_line(value)


def _themes_at(value: Any) -> tuple[tuple[time, str], ...]:
    if not isinstance(value, Mapping):
        raise ValueError
    return tuple((clock_time(at), _theme(name)) for at, name in value.items())


def _glyphs(value: Any) -> str:
    if value not in ("auto", "unicode", "ascii"):
        raise ValueError
    return str(value)


SETTINGS = (
    Setting(
        "day_ends",
        'a time from "00:00" to "12:00"',
        "When a day ends; a bedtime before it still belongs to the evening.",
        _day_ends,
        '"03:00"',
    ),
    Setting(
        "zone",
        'a time zone such as "Europe/Paris"',
        "The zone one lives in, where the machine's own is wrong or unknown.",
        _zone,
        '"Europe/Paris"',
    ),
    Setting(
        "journal_folder",
        'a folder such as "~/Sync/journal"',
        "Where the journal lies, for instance in a folder that is already synced; one that is not "
        "absolute lies beside the settings.",
        _folder,
        '"~/Sync/journal"',
    ),
    Setting(
        "review_at",
        'a time such as "20:30"',
        "When the review of the day is offered in the evening, once. Without it, never.",
        read_time,
        '"20:30"',
    ),
    Setting(
        "care",
        'up to nine names such as ["swim", "a slow coffee"]',
        "Care check-ins of your own, beside those that are there.",
        _care,
        '["swim", "a slow coffee"]',
        listed=True,
    ),
    Setting(
        "usual",
        'up to nine lines of words such as ["story @leo", { start = "10m dance party @mia" }]',
        "Usual moments of your own, on the keys 1 to 9 before those that are learned: logged, or "
        "with `start` started as a timed moment.",
        read_usual,
        '["story @leo", { start = "10m dance party @mia #play" }]',
        listed=True,
    ),
    Setting(
        "heavy_line",
        "true or false",
        "After several heavy guilt cards, one quiet line suggests talking to someone.",
        _flag,
        "false",
    ),
    Setting(
        "heard",
        'a list of "toast", "bell", "title", "terminal", "desktop"',
        "Where a start, an end reached and a plan due are noticed.",
        read_heard,
        '["toast", "title"]',
    ),
    Setting(
        "hemisphere",
        '"north" or "south"',
        "From which half of the earth the moon of a bedtime is seen.",
        _hemisphere,
        '"south"',
    ),
    Setting(
        "theme",
        'the name of a theme such as "lamplight"',
        "The colours: a theme that is shipped, or one of your own.",
        _theme,
        '"paper"',
    ),
    Setting(
        "themes_at",
        'times and themes such as { "19:00" = "ember" }',
        "Themes that come on by themselves, never during a bedtime; a new day has `theme` again.",
        _themes_at,
        '{ "19:00" = "ember", "21:30" = "rain" }',
    ),
    Setting(
        "glyphs",
        '"auto", "unicode" or "ascii"',
        "What lines and digits are drawn with; auto is ascii on consoles only.",
        _glyphs,
        '"ascii"',
    ),
)
MOST_LISTED = 9
"""How many a list may have: there is a digit for each."""
TABLES = ("presets", "plans", "week", "keys")
"""What has a table of its own, after the settings above."""


def read_settings(table: Mapping[str, Any], place: str) -> tuple[Settings, tuple[str, ...]]:
    """Settings from a parsed TOML table, and one sentence for each thing wrong in it."""
    problems: list[str] = []
    values: dict[str, Any] = {}
    known = {s.name: s for s in SETTINGS}
    for name, value in table.items():
        if name == "presets":
            values["presets"] = read_presets(value, place, problems)
        elif name == "week":
            values["week"] = read_week(value, place, problems)
        elif name == "keys":
            values["keys"] = _keys(value, place, problems)
        elif name == "plans":
            # Only here: without plans of one's own, they are not worth their start-up time.
            from presence_tui.domain.plans import read_plans

            values["plans"] = read_plans(value, place, problems)
        elif name in known:
            found = _read(known[name], value, place, problems)
            if found is not None:
                values[name] = found
        else:
            allowed = ", ".join([*known, *TABLES])
            problems.append(
                f"{place}: there is no setting {one_line(name)!r}; there are {allowed}."
            )
    settings = Settings(**values)
    if settings.themes_at:
        in_order = sorted(settings.themes_at, key=lambda t: minutes_into(settings.day_ends, t[0]))
        settings = settings._replace(themes_at=tuple(in_order))
    return settings, tuple(problems)


def _read(setting: Setting, value: Any, place: str, problems: list[str]) -> Any:
    """The value as it is used, or none where it cannot be."""
    name = setting.name
    if setting.listed and isinstance(value, list):
        return _read_each(setting, value, place, problems)
    try:
        if setting.listed:
            raise ValueError
        return setting.read(value)
    except (ValueError, WordsError):
        problems.append(
            f"{place}: {name} is {value!r}; allowed is {setting.allowed}. Its default is used."
        )
        return None


def _read_each(
    setting: Setting, values: list[Any], place: str, problems: list[str]
) -> tuple[Any, ...]:
    """The values of a list that are sound; the others are named, and so are those too many."""
    found: list[Any] = []
    for number, value in enumerate(values, 1):
        try:
            read = setting.read(value)
        except (ValueError, WordsError) as error:
            why = f"{error}".rstrip(".") if isinstance(error, WordsError) else ""
            allowed = why or f"allowed is {setting.allowed}"
            problems.append(
                f"{place}: {setting.name}, number {number}, is {value!r}; {allowed}. "
                "It is left out."
            )
        else:
            found += [read] if read not in found else []
    if len(found) > MOST_LISTED:
        problems.append(
            f"{place}: {setting.name} has {len(found)} of them; allowed is {setting.allowed}. "
            "The first nine are used."
        )
    return tuple(found[:MOST_LISTED])


def _keys(value: Any, place: str, problems: list[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The table `[keys]`; whether such commands and keys exist, the dashboard knows."""
    if not isinstance(value, Mapping):
        problems.append(f"{place}: keys is {value!r}; allowed is a table such as [keys].")
        return ()
    found = []
    for name, said in value.items():
        keys = said if isinstance(said, list) else [said]
        if not keys or not all(isinstance(key, str) and one_line(key) for key in keys):
            problems.append(
                f"{place}: keys.{one_line(name)} is {said!r}; allowed is a key such as "
                '"ctrl+l", or a list of keys. It keeps its own.'
            )
        else:
            found.append((name, tuple(dict.fromkeys(one_line(key) for key in keys))))
    return tuple(found)
