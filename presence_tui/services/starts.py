"""How a boundary begins: the preset its words name, its plan, and the start that is said."""

from datetime import UTC, datetime, time, timedelta, tzinfo

from presence_tui.domain.boundary import Boundary, seconds_between
from presence_tui.domain.clock import instants_at, start_of
from presence_tui.domain.clock_words import Span, clock_range, is_range
from presence_tui.domain.errors import AheadError, WordsError
from presence_tui.domain.presets import Preset
from presence_tui.domain.text import LONGEST, one_line
from presence_tui.services.dated import read_said, typed
from presence_tui.services.ends import next_time, plan_of
from presence_tui.services.presence import Presence
from presence_tui.services.records import first_of_month_before
from presence_tui.services.times import begin_of


def begun(
    presence: Presence,
    now: datetime,
    name: str,
    length: str | None = None,
    until: str | None = None,
    at: str | None = None,
    side: str | None = None,
) -> Boundary:
    """The boundary that words mean, as `Boundaries.start` takes them; nothing is written.

    Raises WordsError, NotFoundError.
    """
    words = one_line(name)
    if not words:
        raise WordsError("A boundary needs a name: a preset's, or words of your own.")
    if len(words) > LONGEST:
        raise WordsError(f"A boundary's name holds up to {LONGEST:,} characters.")
    if length is not None and until is not None:
        raise WordsError("Say a length or an end, not both.")
    preset = presence.settings.preset(words) or _free(words)
    tz = presence.clock.place().tz
    begin = now if at is None else _said(presence, at, now, tz)
    planned_s, ends = plan_of(preset, length, until, begin, tz)
    return Boundary(
        stamp=presence.new_stamp(presence.day_of(begin), begin),
        name=preset.name,
        preset=preset.key or None,
        side=side or preset.side,
        planned_s=planned_s,
        until=ends,
    )


def _free(words: str) -> Preset:
    """Words of one's own. Raises WordsError for those that say a beginning and an end at once."""
    last = words.rpartition(" ")[2]
    if is_range(last):
        begin, end = clock_range(last)
        raise WordsError(
            f"A boundary is started, and ended later: say at {begin:%H:%M} for its start, then end "
            f"it at {end:%H:%M}. A moment takes both times at once."
        )
    return Preset("", words, "home")


def _said(presence: Presence, at: str, now: datetime, tz: tzinfo) -> datetime:
    """The start that is said; what began longer ago would not be found as running."""
    today = presence.today()
    said = read_said(at, today)
    if said.day is not None:
        first = start_of(first_of_month_before(today), tz, presence.settings.day_ends)
        return typed(at, presence, tz, first, now)
    try:
        return begin_of(presence, Span(said.at), today)
    except AheadError as error:
        past, ahead = _last(said.at, now, tz), next_time(said.at, now, tz)
        # At half past eight, half past eleven at night is last night's; at five, six is not.
        if past is not None and seconds_between(past, now) < seconds_between(now, ahead):
            return past
        raise AheadError(
            str(error),
            shell=f'If it was yesterday, say --at "yesterday {said.at:%H:%M}".',
            screen=f"If it was yesterday, say at yesterday {said.at:%H:%M}.",
        ) from None


def _last(at: time, now: datetime, tz: tzinfo) -> datetime | None:
    """The latest instant of a time of day that is not after now, of today or yesterday."""
    day = now.astimezone(tz).date()
    for on in (day, day - timedelta(days=1)):
        for instant in reversed(instants_at(on, at, tz)):
            if instant.astimezone(UTC) <= now.astimezone(UTC):
                return instant
    return None
