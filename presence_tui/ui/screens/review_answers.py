"""What a review asks about, and what its answers are kept as."""

from datetime import date, timedelta

from presence_tui.domain.day import Day
from presence_tui.domain.errors import StateError
from presence_tui.domain.gratitude import Gratitude
from presence_tui.domain.intention import Intention
from presence_tui.domain.review import STEPS
from presence_tui.domain.text import one_line
from presence_tui.services.memories import Memory
from presence_tui.services.presence import Presence


class ChangedElsewhere(StateError):
    """What was to be changed says something else by now."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"It was changed elsewhere just now: “{one_line(words)}”. enter keeps yours instead."
        )
        self.words = words


class ReviewAnswers:
    """A day as it is reviewed. Reads and writes files: call it off the event loop."""

    def __init__(self, presence: Presence, day: date) -> None:
        self._presence = presence
        self.of = day
        self.day = Day(day)
        self.changing = ""
        """Id of the moment being changed."""
        self.given: Gratitude | None = None
        """The thanks whose reason is asked for."""
        self.chosen: Intention | None = None
        """What was chosen for the day after."""
        self.memory: Memory | None = None
        self.heavy_line = ""
        self.is_open = False
        """Whether nothing stands on the day."""
        self.hard = False
        """Whether a hard week lies over today: nothing is asked that was not gone to."""

    @property
    def after(self) -> date:
        """The day after the one that is looked at."""
        return self.of + timedelta(days=1)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of this day; for a day after which another has gone by there is no morrow."""
        over = self.after < self._presence.today()
        return tuple(step for step in STEPS if not over or step != "tomorrow")

    def reload(self) -> None:
        """Takes the day anew. Raises StoreError."""
        presence, day = self._presence, self.of
        self.day = presence.history.day(day)
        self.is_open = presence.history.is_open(day)
        chosen = presence.intentions.for_day(self.after)
        self.chosen = chosen[-1] if chosen else None
        self.heavy_line = presence.checkins.heavy_line(day)
        self.hard = presence.week.hard_until() is not None

    def remember(self) -> None:
        """The line it ends with. Raises StoreError."""
        self.memory = self._presence.memories.closing(self.of)

    def begun_reason(self) -> Gratitude | None:
        """The thanks whose reason was left half typed. Raises StoreError."""
        drafts = self._presence.drafts
        begun = [g for g in self.day.gratitude if drafts.of(self.key("because", g.stamp.id))]
        return begun[-1] if begun else None

    def key(self, asked: str, about: str = "") -> str:
        """The draft of an answer, by what it is about: the day, or a record's id."""
        return f"review-{asked}-{about.lower() or self.of.isoformat()}"

    def keep(self, asked: str, words: str, since: str) -> None:
        """Keeps an answer; what others wrote since it was shown as `since` is not lost.

        Raises WordsError, NotFoundError, ChangedElsewhere, StoreError.
        """
        presence, day = self._presence, self.of
        if asked == "thanks":
            on = None if day == presence.today() else day
            self.given = presence.gratitude.give(words, day=on)
        elif asked == "because" and self.given is not None:
            presence.gratitude.reason(self.given.stamp.id, words, since)
        elif asked == "weigh":
            presence.reviews.note(day, words, since)
        elif asked == "tomorrow":
            self.chosen = presence.intentions.choose(words, self.after, since)
        elif asked == "when" and self.chosen is not None:
            presence.intentions.say_when(words, self.after, self.chosen.stamp.id)
        elif asked == "change":
            there = presence.past.words(self.changing)
            if there not in (since, words):
                raise ChangedElsewhere(there)
            presence.past.edit(self.changing, words)
