"""The time zone this machine is in, by name where it has one."""

import os
import re
import time as system_time
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from presence_tui.domain.clock import Place
from presence_tui.domain.errors import SettingsError

# Text, not compiled here: each pattern costs a start, and few commands meet it.
_POSIX = r"(?:[A-Za-z]{3,}|<[+\-\w]+>)[+-]?\d.*"


DAY_S = 24 * 60 * 60


class SystemZone(tzinfo):
    """The rules the C library follows, for machines whose zone has no name (`TZ=EST5EDT,…`)."""

    def fromutc(self, dt: datetime) -> datetime:
        """Local wall time of an instant; the second of a doubled hour has fold 1."""
        seconds = dt.replace(tzinfo=UTC).timestamp()
        local = system_time.localtime(seconds)
        wall = datetime(*local[:6], dt.microsecond, tzinfo=self)
        earlier = system_time.localtime(seconds - 3600)
        repeated = earlier[:6] == local[:6]
        return wall.replace(fold=1) if repeated else wall

    def utcoffset(self, dt: datetime | None) -> timedelta:
        """The offset at a wall time, its fold respected."""
        if dt is None:
            return timedelta(0)
        seconds = dt.replace(tzinfo=None).timestamp()
        return timedelta(seconds=system_time.localtime(seconds).tm_gmtoff)

    def dst(self, dt: datetime | None) -> timedelta | None:
        """Not told apart from the offset."""
        return None

    def tzname(self, dt: datetime | None) -> str | None:
        """No name is known."""
        return None


def local_place(named: str | None = None) -> Place:
    """The zone to live in: `named` from the settings, else `TZ`, else the machine's.

    Raises SettingsError when `TZ` names a zone that does not exist here.
    """
    if named:
        return Place(ZoneInfo(named), named)
    wanted = os.environ.get("TZ")
    if wanted is None:
        return _machine_place()
    name = wanted.removeprefix(":")
    if not name:
        return Place(UTC, "UTC")
    if name.startswith("/"):
        found = _place_of_file(Path(name))
        if found:
            return found
    else:
        try:
            return Place(ZoneInfo(name), name)
        except (OSError, ValueError, KeyError):
            # The C library follows `UTC+25` too; no offset of a day or more is one.
            known = re.fullmatch(_POSIX, name) and abs(system_time.localtime().tm_gmtoff) < DAY_S
            if known:
                return Place(SystemZone(), None)
    raise SettingsError(
        f"TZ is {wanted!r}, which is no time zone known here. "
        "Set TZ to a name such as Europe/Paris, or unset it."
    )


def _machine_place() -> Place:
    return _place_of_file(Path("/etc/localtime")) or Place(UTC, "UTC")


def _place_of_file(file: Path) -> Place | None:
    try:
        target = str(file.resolve(strict=True))
        _, found, name = target.partition("zoneinfo/")
        if found:
            name = name.removeprefix("posix/").removeprefix("right/")
            return Place(ZoneInfo(name), name)
        with file.open("rb") as stream:
            return Place(ZoneInfo.from_file(stream), _debian_name())
    except (OSError, ValueError, KeyError):
        return None


def _debian_name() -> str | None:
    """The name in `/etc/timezone`, for machines that copy `/etc/localtime` instead of linking."""
    try:
        name = Path("/etc/timezone").read_text("utf-8").strip()
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None
    return name


class SystemClock:
    """The machine's clock in the person's zone."""

    def __init__(self, zone: str | None = None) -> None:
        self._named = zone
        self._place = local_place(zone)

    def now(self) -> datetime:
        """This instant."""
        return datetime.now(self._place.tz)

    def place(self) -> Place:
        """The zone as last looked up."""
        return self._place

    def live_in(self, zone: str | None) -> None:
        """Another zone from the settings, or none; raises SettingsError for a bad TZ."""
        self._place = local_place(zone)
        self._named = zone

    def look_again(self) -> None:
        """Looks up the zone anew, after a journey or a change of the machine's zone."""
        self._place = local_place(self._named)
