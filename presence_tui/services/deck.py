"""The ten-minute deck: ideas for a tired parent, dealt so that what was done lately rests."""

from contextlib import suppress
from typing import Any

from presence_tui.domain.boundary import Boundary
from presence_tui.domain.errors import StoreError, WordsError
from presence_tui.domain.idea import Idea, Wanted, check_wanted, dealt, read_ideas
from presence_tui.domain.shown_entry import show_moment
from presence_tui.domain.text import fold, one_line
from presence_tui.services.presence import Presence
from presence_tui.services.recent import Recent
from presence_tui.store.ideas_file import load_own, load_shipped
from presence_tui.store.own_state import read_state, write_state

ANY = Wanted()
NAME = "deck"
"""Under which the filters are remembered."""
LATELY_DAYS = 42
RARELY = 0.05
"""How likely an idea done today comes early, against 1 for one not done in `LATELY_DAYS`."""


class Deck:
    """What a person can draw."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._recent = Recent(presence, LATELY_DAYS)
        self._ideas: tuple[Idea, ...] | None = None
        self._own: frozenset[Idea] = frozenset()
        self.problems: tuple[str, ...] = ()
        """One sentence for each thing wrong in the user's own ideas, once they were read."""

    def ideas(self) -> tuple[Idea, ...]:
        """All cards: the shipped ones and the user's own, or only those if they say so."""
        if self._ideas is None:
            file, table, wrong = load_own(self._presence.paths)
            own, problems = read_ideas(table, str(file))
            shipped = () if table.get("only") is True else read_ideas(load_shipped(), "ideas")[0]
            self._own = frozenset(own)
            by_text = {fold(idea.text): idea for idea in (*shipped, *own)}
            self._ideas = tuple(by_text.values())
            self.problems = (*([wrong] if wrong else []), *problems)
        return self._ideas

    def deal(self, wanted: Wanted = ANY, seed: int | None = None) -> tuple[Idea, ...]:
        """The cards that fit, in the order they are dealt; the same for the same seed.

        Without a seed the order is the day's. Those done lately come late. Shipped cards for a
        partner come to who asked for them once: nobody is taken for a couple. Words at rest are not
        dealt. Raises WordsError for a filter that does not exist, StoreError.
        """
        check_wanted(wanted)
        fits = [idea for idea in self.ideas() if wanted.fits(idea)]
        if wanted.who is None and not self._remembered().get("partner"):
            fits = [idea for idea in fits if idea.who != "partner" or idea in self._own]
        elif wanted.who == "partner":
            self._keep(partner=True)
        day = self._presence.today().toordinal()
        cards = dealt(fits, self._weights(), day if seed is None else seed)
        # Left out when they are dealt, so that the others stay in their order.
        resting = self._presence.memories.resting()
        return tuple(card for card in cards if not resting.has_words(card.text))

    def at_rest(self) -> tuple[Idea, ...]:
        """The cards whose words rest. Raises StoreError."""
        resting = self._presence.memories.resting()
        return tuple(idea for idea in self.ideas() if resting.has_words(idea.text))

    def wake(self) -> None:
        """Deals those again that rest. Raises StoreError."""
        for idea in self.at_rest():
            self._presence.memories.rest_words(idea.text, wake=True)

    def start(self, idea: Idea) -> Boundary:
        """Starts one as a timed moment. Raises StateError when it runs already."""
        return self._presence.running_moments.start(self.words(idea))

    def words(self, idea: Idea) -> str:
        """An idea in quick-entry words."""
        return show_moment(idea.text, idea.minutes, (), ())

    # ── filters ──────────────────────────────────────────────────────────────

    def wanted(self) -> Wanted:
        """What the cards were filtered by last, on this machine."""
        kept = self._remembered().get("wanted")
        fields = kept if isinstance(kept, dict) else {}
        wanted = Wanted(**{name: fields.get(name) for name in Wanted._fields})
        try:
            check_wanted(wanted)
        except (WordsError, TypeError):
            return ANY
        return wanted

    def remember(self, wanted: Wanted) -> None:
        """Keeps what the cards are filtered by for the next time; a full disk may forget it."""
        self._keep(wanted=wanted._asdict())

    def _remembered(self) -> dict[str, Any]:
        return read_state(self._presence.paths, NAME)

    def _keep(self, **what: Any) -> None:
        kept = self._remembered()
        if kept | what != kept:
            # It is merely convenient: no one would want to hear that it failed.
            with suppress(OSError, StoreError):
                write_state(self._presence.paths, NAME, kept | what)

    # ── how ──────────────────────────────────────────────────────────────────

    def _weights(self) -> dict[str, float]:
        """How likely ideas done lately come early, by folded text."""
        self._recent.refresh()
        today = self._presence.today()
        weights: dict[str, float] = {}
        for moment in self._recent.records("moments"):
            if moment.stamp.day is not None:
                ago = max(0, (today - moment.stamp.day).days)
                weights[fold(one_line(moment.text))] = max(RARELY, ago / (LATELY_DAYS + 1))
        return weights
