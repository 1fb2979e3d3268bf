"""Going from day to day."""

import pendulum

from presence_tui.ui.screens.dashboard import Dashboard


def before(room: Dashboard) -> None:
    """The day before."""
    day = room.day.day
    room.look_at(pendulum.date(day.year, day.month, day.day).subtract(days=1))


def after(room: Dashboard) -> None:
    """The day after; today is the last."""
    day = room.day.day
    if day < room.presence.today():
        room.look_at(pendulum.date(day.year, day.month, day.day).add(days=1))


def today(room: Dashboard) -> None:
    """Today."""
    room.look_at(None)
