"""The guilt card: a feeling is named, its thought is questioned, and a fairer one is found."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key

from presence_tui.domain.checkin import READINGS, GuiltCard, steps_of
from presence_tui.domain.kindness import NO_THERAPY
from presence_tui.domain.text import clean, one_line
from presence_tui.services.memories import Fact
from presence_tui.services.presence import Presence
from presence_tui.ui.draw import Piece, cut, folded
from presence_tui.ui.screens.evening import TYPING, EveningScreen
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line, Spot

ASKED = {
    "feeling": "What is the feeling? A word or two.",
    "thought": "What does it say? The thought, in your own words.",
    "friend": "What would you say to a friend who thought this?",
    "fairer": "A fairer sentence, if one comes.",
    "small": "One small thing to do about it. It becomes tomorrow’s intention.",
}
SHORT = {
    "feeling": "feeling",
    "thought": "thought",
    "reading": "true?",
    "facts": "facts",
    "friend": "friend",
    "fairer": "fairer",
    "again": "again",
    "small": "one thing",
}
WEIGHTS = ("weight", "weight_after")


class GuiltScreen(EveningScreen[None]):
    """One question at a time; each answer is kept before the next is asked, each can be left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *TYPING,
        Binding("tab", "step(1)", "Next step"),
        Binding("shift+tab", "step(-1)", "Step before"),
        Binding("enter", "go_on", "Go on"),
        Binding("down,j", "move(1)", "Next"),
        Binding("up,k", "move(-1)", "Before"),
        Binding("right", "weigh(1)", "Heavier, or the next step"),
        Binding("left", "weigh(-1)", "Lighter, or the step before"),
        Binding("space", "tick", "Pick"),
    ]

    def __init__(self, presence: Presence, day: date | None = None) -> None:
        super().__init__(presence)
        self.day_of = day or presence.today()
        self.card: GuiltCard = presence.checkins.card(self.day_of)
        self.facts: tuple[Fact, ...] = ()
        self.weighing = False
        """Whether the weight of the feeling is being asked for."""
        self.cursor = 0

    async def begin(self) -> None:
        """Goes on where it was left."""
        await self.enter(self.card.step or "feeling")

    @property
    def at(self) -> str:
        """The step."""
        return self.card.step or "feeling"

    def steps(self) -> tuple[str, ...]:
        """The steps of this card."""
        return steps_of(self.card, bool(self.facts))

    # ── steps ────────────────────────────────────────────────────────────────

    async def save(self, **changes: Any) -> None:
        """Keeps the card with some answers."""
        card = self.card._replace(**changes)
        kept = await self.desk(lambda: self.presence.checkins.save(card))
        self.card = kept if kept is not None else card

    async def enter(self, step: str) -> None:
        """Shows a step and asks what it asks."""
        self.hush()
        found = await self.desk(
            lambda: self.presence.memories.facts(self.card.thought, self.day_of)
        )
        # Facts already picked stay, even when they are no longer among the last days.
        self.facts = found or ()
        self.weighing, self.cursor = step == "again", 0
        await self.save(step=step)
        if step == "reading" and self.card.reading:
            self.cursor = [r.name for r in READINGS].index(self.card.reading)
        if step in ASKED:
            self.ask(self._draft(step), str(getattr(self.card, step)))
        self.redraw()

    def _draft(self, step: str) -> str:
        return f"guilt-{self.card.stamp.id.lower()}-{step}"

    async def answered(self, words: str) -> None:
        """Enter: the words are kept, and the next thing asked."""
        await self.step(1)

    async def step(self, by: int) -> None:
        """On or back; what was typed or chosen is kept."""
        step = self.at
        if self.asking:
            text = clean(self.words.text).strip()
            await self.save(**{step: text})
            self.drop_draft()
            if step == "feeling" and by > 0 and text:
                self.hush()
                self.weighing = True
                self.redraw()
                return
        elif self.weighing and step == "feeling" and by < 0:
            await self.enter("feeling")
            return
        steps = self.steps()
        index = (steps.index(step) if step in steps else 0) + by
        if index >= len(steps):
            await self.save(step=None)
            self.dismiss(None)
        elif index >= 0:
            await self.enter(steps[index])

    # ── keys ─────────────────────────────────────────────────────────────────

    async def on_key(self, event: Key) -> None:
        """Digits weigh, and choose a reading."""
        if self.asking or not event.character or not event.character.isdigit():
            return
        event.stop()
        digit = int(event.character)
        if self.weighing:
            # 1 and then 0 is ten.
            ten = digit == 0 and self._weight() == 1
            await self.action_set_weight(10 if ten else digit)
        elif self.at == "reading" and 1 <= digit <= len(READINGS):
            await self.action_read(digit - 1)

    def _weight(self) -> int | None:
        return self.card.weight_after if self.at == "again" else self.card.weight

    async def action_set_weight(self, weight: int) -> None:
        """Names the weight."""
        await self.save(**{WEIGHTS[self.at == "again"]: max(0, min(10, weight))})
        self.redraw()

    async def action_weigh(self, by: int) -> None:
        """One heavier or lighter; elsewhere a step."""
        if self.weighing:
            now = self._weight()
            await self.action_set_weight(5 if now is None else now + by)
        else:
            await self.step(by)

    async def action_read(self, index: int) -> None:
        """Chooses how the thought reads; once more takes it back."""
        name = READINGS[index].name
        self.cursor = index
        await self.save(reading=None if self.card.reading == name else name)
        self.redraw()

    async def action_tick(self) -> None:
        """Picks a fact or a reading, or lays it back."""
        if self.at == "reading":
            await self.action_read(self.cursor)
        elif self.at == "facts" and self.facts:
            await self.action_pick(self.cursor)

    async def action_pick(self, index: int) -> None:
        """Picks a fact, or lays it back."""
        self.cursor = index
        text = self.facts[index].text
        had = self.card.facts
        facts = tuple(f for f in had if f != text) if text in had else (*had, text)
        await self.save(facts=facts)
        self.redraw()

    def action_move(self, by: int) -> None:
        """The cursor, over readings or facts."""
        count = {"reading": len(READINGS), "facts": len(self.facts)}.get(self.at, 0)
        if count:
            self.cursor = max(0, min(count - 1, self.cursor + by))
            self.redraw()

    async def action_go_on(self) -> None:
        """The next step; a reading under the cursor is chosen first."""
        if self.at == "reading" and self.card.reading is None:
            await self.save(reading=READINGS[self.cursor].name)
        await self.step(1)

    # ── drawing ──────────────────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """What this is."""
        return [("A guilt card", self.ink.strong)]

    def tabs(self) -> Sequence[tuple[str, str, bool]]:
        """The steps of this card."""
        return [("", SHORT[step], step == self.at) for step in self.steps()]

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        last = self.steps()[-1] == self.at
        found = [
            KeyHint("enter", "done" if last else "on", "field_enter" if self.asking else "go_on")
        ]
        if self.at == "facts":
            found.append(KeyHint("space", "pick", "tick"))
        if self.weighing:
            found.append(KeyHint("0–10", "or ← →", "weigh(1)"))
        found.append(KeyHint("shift+tab", "back", "step(-1)"))
        return [*found, KeyHint("esc", "leave, nothing lost", "leave")]

    def body(self) -> list[Line]:
        """What was said so far, and the question."""
        lines = self._before()
        if self.asking:
            return [*lines, *self._wrapped(ASKED[self.at]), *self.field_lines()]
        if self.weighing:
            asked = "How heavy is it, from 0 to 10?"
            if self.at == "again":
                asked = "How heavy is it now, from 0 to 10?"
            return [*lines, self._said(asked), self._scale()]
        if self.at == "reading":
            return [
                *lines,
                *self._wrapped("Is it true, or is it an expectation?"),
                *self._readings(),
            ]
        return [
            *lines,
            *self._wrapped("Facts that do not fit the thought. Pick any, or none."),
            *self._facts(),
        ]

    def _said(self, text: str, muted: bool = True) -> Line:
        return Line(((cut(text, self.inner), self.ink.muted if muted else self.ink.text),))

    def _wrapped(self, text: str, muted: bool = True) -> list[Line]:
        return [self._said(line, muted) for line in folded(text, self.inner)]

    def _before(self) -> list[Line]:
        """The answers so far, as far as they help with this one."""
        card, lines = self.card, []
        if card.thought and self.at not in ("feeling", "thought"):
            lines += self._wrapped(f"“{one_line(card.thought)}”", muted=False)
        if self.at in ("friend", "fairer", "again"):
            lines += [self._said(fact) for fact in card.facts]
        if card.fairer and self.at == "again":
            lines += self._wrapped(card.fairer, muted=False)
        return [*lines, BLANK] if lines else []

    def _scale(self) -> Line:
        """`0 1 2 … 10`, the chosen one marked by shape as well."""
        chosen = self._weight()
        pieces: list[Piece] = []
        spots: list[Spot] = []
        x = 0
        for weight in range(11):
            text = f"›{weight}" if weight == chosen else f" {weight}"
            style = self.ink.strong if weight == chosen else self.ink.muted
            pieces.append((text + " ", style))
            spots.append(Spot(x, x + len(text), f"set_weight({weight})"))
            x += len(text) + 1
        return Line(tuple(pieces), tuple(spots))

    def _row(self, index: int, marked: bool, text: str, does: str) -> Line:
        ink = self.ink
        mark = ("● ", ink.accent) if marked else ("○ ", ink.muted)
        pieces = (mark, (cut(text, self.inner - 2), ink.text))
        return Line(pieces, does=does, raised=index == self.cursor)

    def _readings(self) -> list[Line]:
        return [
            self._row(n, r.name == self.card.reading, f"{n + 1}  {r.words}", f"read({n})")
            for n, r in enumerate(READINGS)
        ]

    def _facts(self) -> list[Line]:
        return [
            self._row(n, fact.text in self.card.facts, fact.text, f"pick({n})")
            for n, fact in enumerate(self.facts)
        ]

    def help_text(self) -> str:
        """What a card is."""
        return (
            "A feeling and its thought, put on the table and questioned: is it true, or is it "
            "perfectionism, comparison, someone else’s “should”? Every step can be skipped; a card "
            f"that is left goes on where it was, today. {NO_THERAPY}"
        )
