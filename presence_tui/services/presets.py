"""Making and changing presets and plans; the settings file is written for its owner."""

from collections.abc import Mapping, Sequence
from typing import Any

from presence_tui.domain.errors import NotFoundError, SettingsError
from presence_tui.domain.plans import WEEKDAYS, Plan, read_plans
from presence_tui.domain.presets import PRESETS, Preset
from presence_tui.domain.settings import Settings
from presence_tui.domain.settings_table import read_settings
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence
from presence_tui.store.settings_edit import edit_settings


class Presets:
    """What a person can do with presets and plans."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def put(self, key: str, fields: Mapping[str, Any]) -> Preset:
        """Makes a preset or changes the one of that key; a field that is null goes back to default.

        `fields` as in `config.toml`: name, side, minutes or until or open, words, quiet,
        dark, ends_itself, heard, suggests, tell. Raises SettingsError that names the field.
        """
        key = one_line(key)
        if not key:
            raise SettingsError("A preset needs a key, a short word to start it by.")
        if "open" in fields or "until" in fields or "minutes" in fields:
            # One of the three replaces the others.
            fields = {"minutes": None, "until": None, "open": None, **fields}

        def change(document: Any) -> None:
            import tomlkit

            if "presets" not in document:
                document["presets"] = tomlkit.table(is_super_table=True)
            table = document["presets"].setdefault(key, tomlkit.table())
            for field, value in fields.items():
                if value is None:
                    table.pop(field, None)
                else:
                    table[field] = value
            if not table:
                # As it was shipped: nothing is to be said.
                document["presets"].pop(key)

        self._edit(change, f"presets.{key}")
        found = next((p for p in self._presence.settings.presets if p.key == key), None)
        if found is None:
            raise SettingsError(f"The preset {key!r} could not be kept.")
        return found

    def remove(self, key: str) -> None:
        """Takes a preset out of the settings; a shipped one is as shipped again.

        Raises NotFoundError when the settings hold none of that key.
        """

        def change(document: Any) -> None:
            if key not in document.get("presets", {}):
                shipped = any(p.key == key for p in PRESETS)
                raise NotFoundError(
                    f"{one_line(key)!r} is as it was shipped; there is nothing to take out."
                    if shipped
                    else f"There is no preset {one_line(key)!r}."
                )
            document["presets"].pop(key)
            if not document["presets"]:
                document.pop("presets")

        self._edit(change, f"presets.{key}")

    def put_plan(
        self,
        at: str,
        start: str,
        days: Sequence[str] = WEEKDAYS,
        words: str = "",
        instead_of: Plan | None = None,
    ) -> Plan:
        """Adds a plan, or changes one in its place.

        Raises SettingsError, also when another plan comes at the same time, NotFoundError.
        """
        made: list[Plan] = []

        def change(document: Any) -> None:
            import tomlkit

            fields = {"at": at, "days": list(days), "start": start}
            if instead_of is None:
                table = tomlkit.table()
                if "plans" not in document:
                    document["plans"] = tomlkit.aot()
                document["plans"].append(table)
            else:
                table = document["plans"][_place_of(instead_of, document)]
                table.pop("words", None)
            # What stays as it is keeps its comment.
            table.update({k: v for k, v in fields.items() if table.get(k) != v})
            if words:
                table["words"] = words
            made.extend(read_plans([table.unwrap()], "", []))

        self._edit(change, "plan ")
        return made[0]

    def remove_plan(self, plan: Plan) -> None:
        """Takes a plan out of the settings. Raises NotFoundError."""

        def change(document: Any) -> None:
            del document["plans"][_place_of(plan, document)]
            if not document["plans"]:
                document.pop("plans")

        self._edit(change, "plan ")

    def _edit(self, change: Any, place: str) -> None:
        """Writes the change only if nothing is wrong with the settings that was not before."""
        presence = self._presence
        file = str(presence.paths.settings_file)

        def checked(document: Any) -> tuple[Settings, tuple[str, ...]]:
            before = set(read_settings(document.unwrap(), file)[1])
            change(document)
            settings, problems = read_settings(document.unwrap(), file)
            fresh = [p for p in problems if p not in before and place in p]
            if fresh:
                raise SettingsError(_refused(fresh[0].removeprefix(f"{file}: ")))
            return settings, problems

        presence.settings, presence.problems = edit_settings(presence.paths, checked)


def _place_of(plan: Plan, document: Any) -> int:
    """Where a plan stands among `[[plans]]`. Raises NotFoundError."""
    for place, fields in enumerate(document.get("plans", [])):
        if read_plans([fields.unwrap()], "", []) == (plan,):
            return place
    raise NotFoundError("This plan is no longer in the settings.")


def _refused(sentence: str) -> str:
    """A problem of the settings as an answer to who is just changing them: nothing is left out."""
    for end in _CONSEQUENCES:
        sentence = sentence.removesuffix(end)
    return sentence


_CONSEQUENCES = (
    " It is left out.",
    " The plan is left out.",
    " Neither is used.",
    " Its default is used.",
)
