"""The settings as the program uses them, with what they are without a word said.

`settings_table` reads them from `config.toml`.
"""

from datetime import time
from typing import TYPE_CHECKING, NamedTuple

from presence_tui.domain.presets import PRESETS, Preset, as_said

if TYPE_CHECKING:
    from presence_tui.domain.plans import Plan
    from presence_tui.domain.usual_lines import UsualLine
    from presence_tui.domain.week_plan import PlanLine


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
    usual: "tuple[UsualLine, ...]" = ()
    """Usual moments of one's own; learned ones follow them."""
    heavy_line: bool = True
    """Whether a quiet line suggests talking to someone after several heavy guilt cards."""
    week: "tuple[PlanLine, ...]" = ()
    plans: "tuple[Plan, ...]" = ()
    heard: tuple[str, ...] = ("toast", "title")
    """Where boundaries that do not say otherwise are heard."""
    hemisphere: str = "north"
    """From which half of the earth the moon is seen; in the south it fills from the left."""
    theme: str = "lamplight"
    themes_at: tuple[tuple[time, str], ...] = ()
    """Themes that come on by themselves, each from its time on, in the order of a day."""
    glyphs: str = "auto"
    """`unicode`, `ascii`, or `auto`: ASCII where the terminal can show nothing else."""
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Commands and the keys they are to have instead of their own; names not checked yet."""

    def preset(self, name: str) -> Preset | None:
        """The preset of that key or name, whatever its case; `logged off` is `logged-off`."""
        wanted = as_said(name)
        for preset in self.presets:
            if wanted in (as_said(preset.key), as_said(preset.name)):
                return preset
        return None

    def theme_at(self, now: time) -> str:
        """The theme of a time on the wall clock: the last of `themes_at` that came on that day.

        Before the first of them it is `theme`; a day begins when the last has ended.
        """
        found = self.theme
        for at, name in self.themes_at:
            if minutes_into(self.day_ends, at) <= minutes_into(self.day_ends, now):
                found = name
        return found


def minutes_into(day_ends: time, at: time) -> int:
    """Minutes of the wall clock from the beginning of a day."""
    return ((at.hour - day_ends.hour) * 60 + at.minute - day_ends.minute) % (24 * 60)
