"""Usual moments of one's own in the settings file, which is written for its owner."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from presence_tui.domain.errors import SettingsError, WordsError
from presence_tui.domain.settings import Settings
from presence_tui.domain.settings_table import read_settings
from presence_tui.domain.usual_lines import UsualLine, read_usual
from presence_tui.services.presence import Presence
from presence_tui.store.settings_edit import edit_settings


def write_usual(presence: Presence, lines: Sequence[UsualLine]) -> None:
    """Makes these the usual moments of the settings, in this order.

    A line there that cannot be read stays where it is, to be mended; comments stay as well.
    Raises SettingsError, StoreError; then nothing was changed.
    """
    file = str(presence.paths.settings_file)

    def changed(document: Any) -> tuple[Settings, tuple[str, ...]]:
        import tomlkit

        if "usual" not in document:
            document["usual"] = tomlkit.array().multiline(True)
        listed = document["usual"]
        if not isinstance(listed, list):
            raise SettingsError("usual is no list in the settings; mend it there first.")
        _rewrite(listed, _with_unread(listed, lines))
        if not listed:
            document.pop("usual")
        return read_settings(document.unwrap(), file)

    presence.settings, presence.problems = edit_settings(presence.paths, changed)


def _with_unread(listed: Any, lines: Sequence[UsualLine]) -> list[Any]:
    """The values that are to stand there: the lines, and behind each what could not be read."""
    unread: dict[UsualLine | None, list[Any]] = {}
    last: UsualLine | None = None
    for item in listed:
        value = _plain(item)
        try:
            last = read_usual(value)
        except (ValueError, WordsError):
            unread.setdefault(last, []).append(value)
    found = unread.pop(None, [])
    for line in lines:
        found += [_value(line), *unread.pop(line, [])]
    return [*found, *(value for values in unread.values() for value in values)]


def _rewrite(listed: Any, wanted: list[Any]) -> None:
    """Changes only what differs: what stays keeps its comment."""
    there = [repr(_plain(item)) for item in listed]
    steps = SequenceMatcher(None, there, list(map(repr, wanted)), autojunk=False).get_opcodes()
    for step, start, end, first, last in reversed(steps):
        if step != "equal":
            del listed[start:end]
            for n, value in enumerate(wanted[first:last]):
                listed.insert(start + n, _inline(value))


def _plain(item: Any) -> Any:
    return item.unwrap() if hasattr(item, "unwrap") else item


def _value(line: UsualLine) -> Any:
    return {"start": line.words} if line.starts else line.words


def _inline(value: Any) -> Any:
    """A value as it stands inside a list."""
    if not isinstance(value, dict):
        return value
    import tomlkit

    table = tomlkit.inline_table()
    table.update(value)
    return table
