"""The program without a screen: holds the clock, the settings and the journal."""

from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presence_tui.domain.clock import Clock, day_of
from presence_tui.domain.errors import NotFoundError
from presence_tui.domain.record import Stamp
from presence_tui.domain.settings import Settings
from presence_tui.store.journal import Journal
from presence_tui.store.paths import Paths, at_home, find_paths
from presence_tui.store.settings_file import load_settings
from presence_tui.store.zones import SystemClock

if TYPE_CHECKING:
    from presence_tui.services.bedtimes import Bedtimes
    from presence_tui.services.boundaries import Boundaries
    from presence_tui.services.changes import Changes
    from presence_tui.services.checkins import Checkins
    from presence_tui.services.completions import Completions
    from presence_tui.services.customs import Customs
    from presence_tui.services.deck import Deck
    from presence_tui.services.doctor import Doctor
    from presence_tui.services.drafts import Drafts
    from presence_tui.services.exchange import Exchange
    from presence_tui.services.finding import Finding
    from presence_tui.services.forgotten import ForgottenEnds
    from presence_tui.services.forms import Forms
    from presence_tui.services.gratitude import GratitudeLog
    from presence_tui.services.history import History
    from presence_tui.services.hooks import Hooks
    from presence_tui.services.importing import Importing
    from presence_tui.services.intentions import Intentions
    from presence_tui.services.keeping import Keeping
    from presence_tui.services.memories import Memories
    from presence_tui.services.moments import Moments
    from presence_tui.services.pages import Pages
    from presence_tui.services.parked import ParkedLines
    from presence_tui.services.past import Past
    from presence_tui.services.people import People
    from presence_tui.services.plans import Plans
    from presence_tui.services.presets import Presets
    from presence_tui.services.reviews import Reviews
    from presence_tui.services.rhythms import Rhythms
    from presence_tui.services.running_moments import RunningMoments
    from presence_tui.services.settings_file import SettingsFile
    from presence_tui.services.suggestions import Suggestions
    from presence_tui.services.themes import Themes
    from presence_tui.services.usual import Usual
    from presence_tui.services.watch import Watch
    from presence_tui.services.week import Week

Check = Callable[[Settings, str], tuple[str, ...]]
"""Sentences about what is wrong in settings that came from the file named second."""


class Presence:
    """Everything a person can do, one noun an attribute.

    Each is the class named below, from the module of the attribute's name, and is imported when it
    is first used: a status bar pays for status only.
    """

    moments: "Moments"
    """Logging moments."""
    gratitude: "GratitudeLog"
    """Giving thanks."""
    boundaries: "Boundaries"
    """Starting, pausing, ending boundaries; returns."""
    bedtimes: "Bedtimes"
    """Boundaries on a dark screen."""
    history: "History"
    """Days as snapshots."""
    past: "Past"
    """Changing what is already written."""
    changes: "Changes"
    """Taking changes back, and doing them again."""
    finding: "Finding"
    """Searching everything ever written."""
    keeping: "Keeping"
    """Backups, and bringing back what they hold."""
    doctor: "Doctor"
    """Looking after what is kept."""
    exchange: "Exchange"
    """Taking the journal out."""
    importing: "Importing"
    """Bringing an export back in."""
    checkins: "Checkins"
    """Guilt cards and marks of care."""
    customs: "Customs"
    """One's own marks of care and week lines."""
    drafts: "Drafts"
    """Words still being typed."""
    intentions: "Intentions"
    """The one moment chosen for a day."""
    memories: "Memories"
    """Pages from the past, offered gently; what is at rest."""
    pages: "Pages"
    """A free page a day."""
    reviews: "Reviews"
    """Closing days and weeks."""
    rhythms: "Rhythms"
    """How weeks, months and years lean."""
    week: "Week"
    """The week plan, and hard weeks."""
    hooks: "Hooks"
    """The user's own programs that are told what happened."""
    plans: "Plans"
    """If–then plans: what is due now."""
    parked: "ParkedLines"
    """What is left open at log-off."""
    presets: "Presets"
    """Making and changing presets and plans."""
    settings_file: "SettingsFile"
    """`config.toml`: whether it has changed, and taking in what it says."""
    suggestions: "Suggestions"
    """Moments that come out of boundaries; words for others."""
    watch: "Watch"
    """Ends reached, said once; the heartbeat."""
    forgotten: "ForgottenEnds"
    """Boundaries that someone forgot to stop."""
    completions: "Completions"
    """Offering people, tags and earlier texts while one types."""
    forms: "Forms"
    """Changing an entry field by field."""
    deck: "Deck"
    """Ideas for ten minutes, dealt like cards."""
    people: "People"
    """The people named in the journal."""
    running_moments: "RunningMoments"
    """Timed moments: moments that run like a small boundary."""
    themes: "Themes"
    """Choosing among colour themes."""
    usual: "Usual"
    """One's own usual moments."""

    def __init__(
        self, paths: Paths, settings: Settings, clock: Clock, problems: tuple[str, ...] = ()
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.clock = clock
        self.problems = problems
        """One sentence for each thing wrong in the settings."""
        self.checks: tuple[Check, ...] = ()
        """What else there is to check in the settings, known to those who opened this."""
        self.journal = Journal(paths, journal_folder(paths, settings), clock)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            kind = Presence.__annotations__.get(name)
            if kind is None:
                raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")
            service = getattr(import_module(f"presence_tui.services.{name}"), kind)(self)
            setattr(self, name, service)
            return service

    def said_by_hooks(self) -> tuple[str, ...]:
        """One sentence for each hook that could not be started by this process."""
        return tuple(self.hooks.problems) if "hooks" in self.__dict__ else ()

    def day_of(self, instant: datetime) -> date:
        """The presence day of an instant, where the person is now."""
        return day_of(instant, self.clock.place().tz, self.settings.day_ends)

    def look_around(self) -> None:
        """Looks up the machine's time zone anew, which a journey may have changed."""
        if isinstance(self.clock, SystemClock):
            self.clock.look_again()

    def today(self) -> date:
        """The presence day that is lived now."""
        return self.day_of(self.clock.now())

    def new_stamp(self, day: date, at: datetime) -> Stamp:
        """The stamp of a record about to be written for the first time."""
        from presence_tui.domain.ids import new_id

        place = self.clock.place()
        ms = int(self.clock.now().timestamp() * 1000)
        return Stamp(id=new_id(ms), day=day, at=_to_ms(at.astimezone(place.tz)), zone=place.name)


def _to_ms(instant: datetime) -> datetime:
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def journal_folder(paths: Paths, settings: Settings) -> Path | None:
    """Where the settings say that the journal lies; none for the home's own folder.

    What is not absolute is meant from the settings' own folder, wherever one stands. Raises
    SettingsError for the home of a user who is not known here.
    """
    said = settings.journal_folder
    return paths.config / at_home(said, "journal_folder") if said else None


def open_presence(clock: Clock | None = None) -> Presence:
    """The program on this machine's home. Nothing is created. Raises SettingsError for a bad TZ."""
    paths = find_paths()
    settings, problems = load_settings(paths)
    return Presence(paths, settings, clock or SystemClock(settings.zone), problems)


def a_day(words: str, today: date) -> date:
    """A day as it is typed: `2026-11-20`, `today`, `yesterday`. Raises NotFoundError."""
    from datetime import timedelta

    from presence_tui.domain.text import quoted

    said = words.strip().casefold()
    if said == "today":
        return today
    if said == "yesterday":
        return today - timedelta(days=1)
    try:
        if len(said) != 10:
            raise ValueError
        day = date.fromisoformat(said)
        # Beside the calendar's edges there would be no day before or after.
        if not 1 < day.year < 9999:
            raise ValueError
        return day
    except ValueError:
        raise NotFoundError(
            f"{quoted(words)} is no day; say it like {today.isoformat()}."
        ) from None
