"""What runs now: the way of every status bar, so nothing is loaded that only changes things."""

from datetime import UTC, datetime

from presence_tui.domain.boundary import TABLE, Boundary
from presence_tui.domain.record import Row
from presence_tui.services.presence import Presence
from presence_tui.services.records import live, recent_months


def unfinished(presence: Presence) -> tuple[Boundary, ...]:
    """All without an end on the disk, the one that began last at the end."""
    found: list[Boundary] = []
    for month in recent_months(presence.journal, presence.today()):
        found += [b for b in live(month, TABLE, [], _open) if b.runs]
    return tuple(sorted(found, key=lambda b: (b.stamp.at.astimezone(UTC), b.stamp.id)))


def running(presence: Presence) -> tuple[Boundary, ...]:
    """All that run now; one that has ended by itself does not, written yet or not."""
    now = presence.clock.now()
    return tuple(b for b in unfinished(presence) if by_itself(presence, b, now) is None)


def by_itself(presence: Presence, boundary: Boundary, now: datetime) -> Boundary | None:
    """The boundary as it ended by itself, if its preset says so and its planned end was reached."""
    preset = presence.settings.preset(boundary.preset) if boundary.preset else None
    if preset is None or not preset.ends_itself:
        return None
    # Only here: few presets end themselves.
    from presence_tui.services.ends import ended_itself

    return ended_itself(boundary, preset, now)


def _open(row: Row) -> bool:
    return row.get("ended_at") is None
