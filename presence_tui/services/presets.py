"""Making and changing presets and plans; the settings file is written for its owner."""

from collections.abc import Mapping, Sequence
from typing import Any

from presence_tui.domain.errors import NotFoundError, SettingsError
from presence_tui.domain.plans import WEEKDAYS, Plan
from presence_tui.domain.presets import PRESETS, Preset
from presence_tui.domain.settings import Settings, read_settings
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
        ends_itself, heard, suggests, tell. Raises SettingsError that names the field.
        """
        key = one_line(key)
        if not key:
            raise SettingsError("A preset needs a key, a short word to start it by.")
        if "open" in fields or "until" in fields or "minutes" in fields:
            # One of the three replaces the others.
            fields = {"minutes": None, "until": None, "open": None, **fields}

        def change(document: Any) -> None:
            table = document.setdefault("presets", {}).setdefault(key, {})
            for field, value in fields.items():
                if value is None:
                    table.pop(field, None)
                else:
                    table[field] = value

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
        self, at: str, start: str, days: Sequence[str] = WEEKDAYS, words: str = ""
    ) -> Plan:
        """Adds a plan. Raises SettingsError, also when another plan comes at the same time."""

        def change(document: Any) -> None:
            import tomlkit

            plan = tomlkit.table()
            plan.update({"at": at, "days": list(days), "start": start})
            if words:
                plan["words"] = words
            plans = document.get("plans")
            if plans is None:
                plans = tomlkit.aot()
                document["plans"] = plans
            plans.append(plan)

        before = len(self._presence.settings.plans)
        self._edit(change, "plan ")
        return self._presence.settings.plans[before:][-1]

    def remove_plan(self, plan: Plan) -> None:
        """Takes a plan out of the settings. Raises NotFoundError."""

        def change(document: Any) -> None:
            from presence_tui.domain.plans import read_plans

            plans = document.get("plans", [])
            for i, fields in enumerate(plans):
                if read_plans([fields.unwrap()], "", []) == (plan,):
                    del plans[i]
                    if not plans:
                        document.pop("plans")
                    return
            raise NotFoundError("This plan is no longer in the settings.")

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
                raise SettingsError(fresh[0].removeprefix(f"{file}: "))
            return settings, problems

        presence.settings, presence.problems = edit_settings(presence.paths, checked)
