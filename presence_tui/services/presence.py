"""The program without a screen: holds the clock, the settings and the journal."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from presence_tui.domain.clock import Clock, day_of
from presence_tui.domain.errors import NotFoundError
from presence_tui.domain.record import Stamp
from presence_tui.domain.settings import Settings
from presence_tui.store.journal import Journal
from presence_tui.store.paths import Paths, find_paths
from presence_tui.store.settings_file import load_settings
from presence_tui.store.zones import SystemClock

if TYPE_CHECKING:
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
    from presence_tui.services.settings import SettingsFile
    from presence_tui.services.suggestions import Suggestions
    from presence_tui.services.themes import Themes
    from presence_tui.services.usual import Usual
    from presence_tui.services.watch import Watch
    from presence_tui.services.week import Week

Check = Callable[[Settings, str], tuple[str, ...]]
"""Sentences about what is wrong in settings that came from the file named second."""


class Presence:
    """Everything a person can do, one noun an attribute."""

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
        folder = settings.journal_folder
        self.journal = Journal(
            paths, Path(folder).expanduser().absolute() if folder else None, clock
        )

    # Each service is imported when it is first used: a status bar pays for status only.

    @cached_property
    def moments(self) -> "Moments":
        """Logging moments."""
        from presence_tui.services.moments import Moments

        return Moments(self)

    @cached_property
    def gratitude(self) -> "GratitudeLog":
        """Giving thanks."""
        from presence_tui.services.gratitude import GratitudeLog

        return GratitudeLog(self)

    @cached_property
    def boundaries(self) -> "Boundaries":
        """Starting, pausing, ending boundaries; returns."""
        from presence_tui.services.boundaries import Boundaries

        return Boundaries(self)

    @cached_property
    def history(self) -> "History":
        """Days as snapshots."""
        from presence_tui.services.history import History

        return History(self)

    @cached_property
    def past(self) -> "Past":
        """Changing what is already written."""
        from presence_tui.services.past import Past

        return Past(self)

    @cached_property
    def changes(self) -> "Changes":
        """Taking changes back, and doing them again."""
        from presence_tui.services.changes import Changes

        return Changes(self)

    @cached_property
    def finding(self) -> "Finding":
        """Searching everything ever written."""
        from presence_tui.services.finding import Finding

        return Finding(self)

    @cached_property
    def keeping(self) -> "Keeping":
        """Backups, and bringing back what they hold."""
        from presence_tui.services.keeping import Keeping

        return Keeping(self)

    @cached_property
    def doctor(self) -> "Doctor":
        """Looking after what is kept."""
        from presence_tui.services.doctor import Doctor

        return Doctor(self)

    @cached_property
    def exchange(self) -> "Exchange":
        """Taking the journal out."""
        from presence_tui.services.exchange import Exchange

        return Exchange(self)

    @cached_property
    def importing(self) -> "Importing":
        """Bringing an export back in."""
        from presence_tui.services.importing import Importing

        return Importing(self)

    @cached_property
    def checkins(self) -> "Checkins":
        """Guilt cards and marks of care."""
        from presence_tui.services.checkins import Checkins

        return Checkins(self)

    @cached_property
    def customs(self) -> "Customs":
        """One's own marks of care and week lines."""
        from presence_tui.services.customs import Customs

        return Customs(self)

    @cached_property
    def drafts(self) -> "Drafts":
        """Words still being typed."""
        from presence_tui.services.drafts import Drafts

        return Drafts(self)

    @cached_property
    def intentions(self) -> "Intentions":
        """The one moment chosen for a day."""
        from presence_tui.services.intentions import Intentions

        return Intentions(self)

    @cached_property
    def memories(self) -> "Memories":
        """Pages from the past, offered gently; what is at rest."""
        from presence_tui.services.memories import Memories

        return Memories(self)

    @cached_property
    def pages(self) -> "Pages":
        """A free page a day."""
        from presence_tui.services.pages import Pages

        return Pages(self)

    @cached_property
    def reviews(self) -> "Reviews":
        """Closing days and weeks."""
        from presence_tui.services.reviews import Reviews

        return Reviews(self)

    @cached_property
    def rhythms(self) -> "Rhythms":
        """How weeks, months and years lean."""
        from presence_tui.services.rhythms import Rhythms

        return Rhythms(self)

    @cached_property
    def week(self) -> "Week":
        """The week plan, and hard weeks."""
        from presence_tui.services.week import Week

        return Week(self)

    @cached_property
    def hooks(self) -> "Hooks":
        """The user's own programs that are told what happened."""
        from presence_tui.services.hooks import Hooks

        return Hooks(self)

    @cached_property
    def plans(self) -> "Plans":
        """If–then plans: what is due now."""
        from presence_tui.services.plans import Plans

        return Plans(self)

    @cached_property
    def parked(self) -> "ParkedLines":
        """What is left open at log-off."""
        from presence_tui.services.parked import ParkedLines

        return ParkedLines(self)

    @cached_property
    def presets(self) -> "Presets":
        """Making and changing presets and plans."""
        from presence_tui.services.presets import Presets

        return Presets(self)

    @cached_property
    def settings_file(self) -> "SettingsFile":
        """`config.toml`: whether it has changed, and taking in what it says."""
        from presence_tui.services.settings import SettingsFile

        return SettingsFile(self)

    @cached_property
    def suggestions(self) -> "Suggestions":
        """Moments that come out of boundaries; words for others."""
        from presence_tui.services.suggestions import Suggestions

        return Suggestions(self)

    @cached_property
    def watch(self) -> "Watch":
        """Ends reached, said once; the heartbeat."""
        from presence_tui.services.watch import Watch

        return Watch(self)

    @cached_property
    def forgotten(self) -> "ForgottenEnds":
        """Boundaries that someone forgot to stop."""
        from presence_tui.services.forgotten import ForgottenEnds

        return ForgottenEnds(self)

    @cached_property
    def completions(self) -> "Completions":
        """Offering people, tags and earlier texts while one types."""
        from presence_tui.services.completions import Completions

        return Completions(self)

    @cached_property
    def forms(self) -> "Forms":
        """Changing an entry field by field."""
        from presence_tui.services.forms import Forms

        return Forms(self)

    @cached_property
    def deck(self) -> "Deck":
        """Ideas for ten minutes, dealt like cards."""
        from presence_tui.services.deck import Deck

        return Deck(self)

    @cached_property
    def people(self) -> "People":
        """The people named in the journal."""
        from presence_tui.services.people import People

        return People(self)

    @cached_property
    def running_moments(self) -> "RunningMoments":
        """Timed moments: moments that run like a small boundary."""
        from presence_tui.services.running_moments import RunningMoments

        return RunningMoments(self)

    @cached_property
    def themes(self) -> "Themes":
        """Choosing among colour themes."""
        from presence_tui.services.themes import Themes

        return Themes(self)

    @cached_property
    def usual(self) -> "Usual":
        """One's own usual moments."""
        from presence_tui.services.usual import Usual

        return Usual(self)

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


def open_presence(clock: Clock | None = None) -> Presence:
    """The program on this machine's home. Nothing is created. Raises SettingsError for a bad TZ."""
    paths = find_paths()
    settings, problems = load_settings(paths)
    return Presence(paths, settings, clock or SystemClock(settings.zone), problems)


def a_day(words: str, today: date) -> date:
    """A day as it is typed: `2026-11-20`, `today`, `yesterday`. Raises NotFoundError."""
    from datetime import timedelta

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
        raise NotFoundError(f"{words!r} is no day; say it like {today.isoformat()}.") from None
