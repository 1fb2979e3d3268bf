"""Presets: the boundaries prepared in the settings, and the form of one."""

from collections.abc import Mapping, Sequence

from textual import work

from presence_tui.domain.boundary import SIDES
from presence_tui.domain.presets import HEARD, PRESETS, Preset
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence
from presence_tui.services.preset_forms import YES, keep_preset, length_words, preset_words
from presence_tui.ui.dialogs.question import Choice, Question
from presence_tui.ui.draw import Piece, cut, fill
from presence_tui.ui.screens.form import FormScreen, Option, Row
from presence_tui.ui.screens.listing import ListScreen

_PLACES = {
    "toast": "here",
    "bell": "bell",
    "title": "window title",
    "terminal": "terminal",
    "desktop": "desktop",
}


class PresetForm(FormScreen[Preset]):
    """One preset; a null one is new."""

    rows = (
        Row("name", "name", "What it is called, and started by."),
        Row("words", "words", "Shown while it runs, in your own words."),
        Row(
            "side",
            "side",
            "What the time is for.",
            tuple(Option(side, side) for side in SIDES),
        ),
        Row("length", "length", "30m, or until 20:00, or nothing for an open end."),
        Row(
            "ends_itself",
            "its end",
            "Without this it runs on until you end it.",
            (Option(YES, "ends by itself"),),
            several=True,
        ),
        Row(
            "suggests",
            "suggests",
            "The moment it offers when it ends, such as: Bedtime, phone-free @leo.",
        ),
        Row(
            "tell",
            "tell",
            "Words for the others, to copy while it runs, such as: I'm offline until {until}.",
        ),
        Row(
            "quiet",
            "quiet",
            "Nothing is heard of it, and of nothing else while it runs.",
            (Option(YES, "nothing is heard"),),
            several=True,
        ),
        Row(
            "dark",
            "screen",
            "A moon that fills in the dark, in place of the dashboard: a bedtime.",
            (Option(YES, "a moon in the dark"),),
            several=True,
        ),
        Row(
            "heard",
            "heard",
            "Where its start and its planned end are heard; none chosen is as the settings say.",
            tuple(Option(place, _PLACES[place]) for place in HEARD),
            several=True,
        ),
    )

    def __init__(self, presence: Presence, preset: Preset | None = None) -> None:
        self._key = preset.key if preset else None
        place = self._key.encode().hex()[:120] if self._key else "new"
        super().__init__(presence, f"preset-{place}", preset_words(preset))

    def keep(self, values: Mapping[str, str]) -> Preset:
        """Writes it into the settings."""
        return keep_preset(self.presence, self._key, values)

    def title_pieces(self) -> list[Piece]:
        """What is being changed."""
        return [(one_line(self.kept["name"]) or "A new preset", self.ink.strong)]

    def help_text(self) -> str:
        """What a preset is."""
        return (
            "A preset is a boundary prepared once and started by its name. Enter writes it into "
            "your settings; what you wrote there yourself stays as it is."
        )


class PresetsScreen(ListScreen[Preset]):
    """All presets, the shipped ones among them."""

    heading = "Presets"

    def find(self) -> Sequence[Preset]:
        """As the settings have them now."""
        return self.presence.settings.presets

    def pieces(self, row: Preset) -> list[Piece]:
        """Name, side, length, words."""
        ink, width = self.ink, self.inner
        name = min(34, max(8, width - 20))
        pieces = [
            (fill(row.name, name), ink.text),
            ("  ", ink.text),
            (fill(row.side, 4), ink.side(row.side)),
            ("  ", ink.text),
            (fill(length_words(row) or "open", 11), ink.muted),
        ]
        rest = width - name - 21
        return [*pieces, ("  ", ink.text), (cut(row.words or "", rest), ink.muted)]

    async def choose(self, row: Preset) -> None:
        """Changes one."""
        await self.app.push_screen(PresetForm(self.presence, row))

    async def add(self) -> None:
        """Makes one."""
        await self.app.push_screen(PresetForm(self.presence))

    async def take_out(self, row: Preset) -> None:
        """Asks first: the settings know no undo."""
        self.ask_to_take_out(row)

    @work(group="ask")
    async def ask_to_take_out(self, row: Preset) -> None:
        """Takes it out of the settings, or makes a shipped one what it was."""
        shipped = any(p.key == row.key for p in PRESETS)
        does = "makes it as it was shipped" if shipped else "takes it out of your settings"
        reply = await self.app.push_screen_wait(
            Question(one_line(row.name), (Choice("enter", does, "yes"),))
        )
        if reply is not None:
            await self.desk(lambda: self.presence.presets.remove(row.key))
            await self.reload()

    def help_text(self) -> str:
        """What presets are."""
        return (
            "Boundaries prepared once and started by their name. Those that came with presence "
            "can be changed too; {delete} makes them as they were."
        )
