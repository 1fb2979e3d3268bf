"""Which of the running boundaries is meant by a name, a preset's name or an id."""

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.errors import AmbiguousError, NotFoundError, StateError
from presence_tui.domain.ids import LENGTH
from presence_tui.domain.presets import Preset
from presence_tui.domain.text import fold, one_line
from presence_tui.services.presence import Presence


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


def refuse_second(presence: Presence, boundary: Boundary, running: tuple[Boundary, ...]) -> None:
    """Raises StateError where the same one runs already."""
    for other in running:
        if same(other, boundary):
            began = other.stamp.at.astimezone(presence.clock.place().tz)
            raise StateError(
                f"{one_line(other.name)} runs already, since {began:%H:%M}.",
                shell="`presence stop` ends it.",
                screen="{boundary} ends it.",
            )


def refuse_ended(presence: Presence, name: str | None, running: tuple[Boundary, ...]) -> None:
    """Raises StateError for the id of one that has ended: it is called by its name, not its id."""
    if name is None or len(name) != LENGTH or name in {b.stamp.id for b in running}:
        return
    try:
        row = presence.journal.find(name).entry.row
    except (NotFoundError, AmbiguousError):
        return
    raise StateError(f"{one_line(str(row.get('name')))} has ended already.")
