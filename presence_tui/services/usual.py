"""One's own usual moments, for the keys 1 to 9."""

from presence_tui.domain.errors import NotFoundError, StateError
from presence_tui.domain.habits import UsualMoment, learn
from presence_tui.domain.moment import Moment
from presence_tui.domain.quick_entry import read_moment
from presence_tui.domain.tick import TABLE, Tick
from presence_tui.services.presence import Presence
from presence_tui.services.recent import Recent
from presence_tui.services.records import live
from presence_tui.store.months import ALWAYS

DAYS = 120
"""How far back habits are learned from."""
KEYS = 9
NOT_THIS = "not-usual"
"""Kind of the tick that keeps a habit from being offered; its name is the habit's key."""


class Usual:
    """What a person does again and again."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._recent = Recent(presence, DAYS)
        self._found: tuple[UsualMoment, ...] | None = None
        self._day = presence.today()

    def moments(self) -> tuple[UsualMoment, ...]:
        """Up to nine: those of the settings first, then those learned, the strongest first.

        People and entries at rest are never among them. Reads what has changed. Raises StoreError.
        """
        today = self._presence.today()
        if self._recent.refresh() or self._found is None or self._day != today:
            own = tuple(_own(words) for words in self._presence.settings.usual)
            left_out = frozenset({usual.key for usual in own} | self._not_these())
            learned = learn(self._recent.records("moments"), today, left_out)
            self._found = (*own, *learned)[:KEYS]
            self._day = today
        return self._found

    def log(self, number: int) -> Moment:
        """Logs the usual moment of a key, 1 to 9, as of now. Raises NotFoundError, StoreError."""
        return self._presence.moments.log(self.of(number).words)

    def of(self, number: int) -> UsualMoment:
        """The usual moment of a key, 1 to 9. Raises NotFoundError."""
        usual = self.moments()
        if not 1 <= number <= len(usual):
            raise NotFoundError(
                f"There is no usual moment {number} yet; what is logged on two days becomes one."
            )
        return usual[number - 1]

    def rest(self, usual: UsualMoment) -> None:
        """Never offers this one again; undo brings it back. Raises StateError for one's own."""
        if usual.own:
            raise StateError(
                f"“{usual.text}” stands in the settings, under `usual`; change it there."
            )
        presence = self._presence
        now = presence.clock.now()
        stamp = presence.new_stamp(presence.today(), now)._replace(day=None)
        tick = Tick(stamp, NOT_THIS, usual.key)
        with presence.journal.writing(now) as journal:
            journal.put(TABLE, tick.to_row())
        self._found = None

    def _not_these(self) -> set[str]:
        ticks = live(self._presence.journal.read(ALWAYS), TABLE, [])
        return {tick.name for tick in ticks if tick.kind == NOT_THIS and tick.name}


def _own(words: str) -> UsualMoment:
    draft = read_moment(words)
    return UsualMoment(words, draft.text, draft.minutes, draft.people, draft.tags, own=True)
