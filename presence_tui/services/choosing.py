"""Which of the running boundaries is meant by a name, a preset's name or an id."""

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.errors import StateError
from presence_tui.domain.presets import Preset
from presence_tui.domain.text import fold, one_line


def nothing_runs() -> StateError:
    """What is said to who wants to do something to what runs."""
    return StateError(
        "Nothing runs.",
        shell="`presence start` begins a boundary.",
        screen="{boundary} says what this time is for.",
    )


def named(
    running: tuple[Boundary, ...], name: str | None, preset: Preset | None
) -> Boundary | None:
    """The one that began last of those that go by a name, a preset's name or an id."""
    wanted = fold(one_line(name or ""))
    for boundary in running[::-1]:
        goes_by = (fold(boundary.name), fold(boundary.preset or ""), fold(boundary.stamp.id))
        if not wanted or wanted in goes_by:
            return boundary
        if preset is not None and boundary.preset == preset.key:
            return boundary
    return None


def same(one: Boundary, other: Boundary) -> bool:
    """Whether they are the same boundary begun twice: of one preset, else of one name."""
    if one.preset is not None or other.preset is not None:
        return one.preset == other.preset
    return fold(one.name) == fold(other.name)
