"""One's own usual moments, for the keys 1 to 9."""

from datetime import date

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.errors import NotFoundError, StateError, WordsError
from presence_tui.domain.habits import UsualMoment, key_of, key_words, learn
from presence_tui.domain.moment import Moment
from presence_tui.domain.quick_entry import read_moment
from presence_tui.domain.resting import mark_of
from presence_tui.domain.tick import TABLE, Tick
from presence_tui.domain.usual_lines import UsualLine
from presence_tui.services.presence import Presence
from presence_tui.services.recent import Recent
from presence_tui.services.records import live
from presence_tui.services.usual_settings import write_usual
from presence_tui.store.months import ALWAYS

DAYS = 120
"""How far back habits are learned from."""
KEYS = 9
NOT_THIS = "not-usual"
"""Kind of the tick that keeps one habit from the keys; its name is the mark of the habit's key."""


class Usual:
    """What a person does again and again."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._recent = Recent(presence, DAYS)
        self._found: tuple[UsualMoment, ...] | None = None
        self._day = presence.today()
        self._own = presence.settings.usual

    def moments(self) -> tuple[UsualMoment, ...]:
        """Up to nine: those of the settings first, then those learned, the strongest first.

        People and entries at rest are never among them. Reads what has changed. Raises StoreError.
        """
        today = self._presence.today()
        changed = self._recent.refresh() or self._own != self._presence.settings.usual
        if changed or self._found is None or self._day != today:
            self._own = self._presence.settings.usual
            resting = self._presence.memories.resting()
            own = tuple(map(_own, self._own))
            awake = [u for u in own if not resting.has_words(u.text)]
            awake = [u for u in awake if not resting.has_name(u.people)]
            own_keys, marks = frozenset(usual.key for usual in own), self._not_these()
            learned = learn(self._recent.records("moments"), today, own_keys)
            offered = [u for u in learned if not marks or mark_of(u.key) not in marks]
            self._found = (*awake, *offered)[:KEYS]
            self._day = today
        return self._found

    def log(self, number: int, day: date | None = None) -> Moment:
        """Logs the usual moment of a key, 1 to 9, as of now or on a day.

        Raises NotFoundError, StoreError.
        """
        return self._presence.moments.log(self.of(number).words, day=day)

    def start(self, number: int) -> Boundary:
        """Starts the usual moment of a key as a timed moment. Raises NotFoundError, StateError."""
        return self._presence.running_moments.start(self.of(number).words)

    def running(self, number: int) -> Boundary | None:
        """The timed moment of a key that runs now, if it does. Raises NotFoundError."""
        usual = self.of(number)
        timed = (b for b in self._presence.boundaries.running() if b.kind == "moment")
        return next((b for b in timed if key_words(key_of(b.name, b.people)) == usual.key), None)

    def of(self, number: int) -> UsualMoment:
        """The usual moment of a key, 1 to 9. Raises NotFoundError."""
        usual = self.moments()
        if not 1 <= number <= len(usual):
            raise NotFoundError(
                f"There is no usual moment {number} yet; what is logged on two days becomes one."
            )
        return usual[number - 1]

    # ── changing them ────────────────────────────────────────────────────────

    def put(self, words: str, starts: bool = False, instead_of: UsualMoment | None = None) -> None:
        """Adds one of one's own, or puts it in the place of another; it stands in the settings.

        Raises WordsError, NotFoundError, SettingsError, StoreError.
        """
        draft = read_moment(words)
        new = UsualMoment(words.strip(), draft.text, own=True, starts=starts)
        shown = list(self.moments())
        if instead_of is None:
            place = sum(usual.own for usual in shown)
            if place >= KEYS:
                raise WordsError("There are keys for nine of your own; take one out first.")
            shown.insert(place, new)
        else:
            place = self._place(instead_of)
            shown[place] = new
        self._write(shown, place)
        if instead_of is not None and not instead_of.own and instead_of.key != _own(_line(new)).key:
            # What it was learned from would bring it back beside its new words.
            self._not_again(instead_of)

    def move(self, usual: UsualMoment, by: int) -> int:
        """Moves one up (-1) or down (1); those before it then stand in the settings in that order.

        Returns its place, from 0. Raises NotFoundError, SettingsError, StoreError.
        """
        shown = list(self.moments())
        place = self._place(usual)
        there = max(0, min(len(shown) - 1, place + by))
        shown.insert(there, shown.pop(place))
        self._write(shown, there)
        return there

    def take_out(self, usual: UsualMoment) -> None:
        """Takes one of one's own out of the settings, and never offers it as learned again.

        Raises NotFoundError, SettingsError, StoreError.
        """
        if usual.own:
            shown = list(self.moments())
            shown.pop(self._place(usual))
            self._write(shown, -1)
        if usual.key in {learned.key for learned in self.moments()}:
            self._not_again(usual)

    def _place(self, usual: UsualMoment) -> int:
        shown = self.moments()
        if usual not in shown:
            raise NotFoundError("It is no longer among your usual moments.")
        return shown.index(usual)

    def _write(self, shown: list[UsualMoment], last: int) -> None:
        """Writes one's own, and those up to the place `last`, into the settings in that order."""
        own = [_line(usual) for n, usual in enumerate(shown) if usual.own or n <= last]
        # What rests is not shown, and stays in the settings behind the others.
        hidden = [line for line in self._own if _own(line) not in self.moments()]
        write_usual(self._presence, [*own, *hidden])

    def rest(self, usual: UsualMoment) -> None:
        """Never offers this one again; undo brings it back. Raises StateError for one's own."""
        if usual.own:
            raise StateError(
                f"“{usual.text}” stands in the settings, under `usual`; change it there."
            )
        self._not_again(usual)

    def _not_again(self, usual: UsualMoment) -> None:
        presence = self._presence
        now = presence.clock.now()
        stamp = presence.new_stamp(presence.today(), now)._replace(day=None)
        tick = Tick(stamp, NOT_THIS, mark_of(usual.key))
        with presence.journal.writing(now) as journal:
            journal.put(TABLE, tick.to_row())
        self._found = None

    def wake(self) -> int:
        """Offers again all that were left out; how many there were. Raises StoreError."""
        presence = self._presence
        with presence.journal.writing(presence.clock.now()) as journal:
            ticks = live(presence.journal.read(ALWAYS), TABLE, [])
            there = [t for t in ticks if t.kind == NOT_THIS]
            if there:
                journal.put_all([(TABLE, {**t.to_row(), "deleted": True}) for t in there])
        self._found = None
        return len(there)

    def _not_these(self) -> set[str]:
        ticks = live(self._presence.journal.read(ALWAYS), TABLE, [])
        return {tick.name for tick in ticks if tick.kind == NOT_THIS and tick.name}


def _own(line: UsualLine) -> UsualMoment:
    draft = read_moment(line.words)
    return UsualMoment(
        line.words, draft.text, draft.minutes, draft.people, draft.tags, True, line.starts
    )


def _line(usual: UsualMoment) -> UsualLine:
    return UsualLine(usual.words, usual.starts)
