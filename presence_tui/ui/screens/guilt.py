"""The guilt card: a feeling is named, its thought is questioned, and a fairer one is found."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key

from presence_tui.domain.checkin import READINGS, STEPS, WORDS, GuiltCard, steps_of
from presence_tui.domain.kindness import NO_THERAPY
from presence_tui.domain.text import clean, one_line
from presence_tui.services.memories import Fact
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.draw import Piece
from presence_tui.ui.screens import guilt_pages
from presence_tui.ui.screens.asking import TYPING
from presence_tui.ui.screens.guilt_choices import Choices
from presence_tui.ui.screens.offering import OfferingScreen
from presence_tui.ui.widgets.sheet import KeyHint, Line


class GuiltScreen(OfferingScreen[None]):
    """One question at a time; each answer is kept before the next is asked, each can be left."""

    careful = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *TYPING,
        Binding("tab", "step(1)", "Next step"),
        Binding("shift+tab", "step(-1)", "Step before"),
        Binding("enter", "go_on", "Go on"),
        Binding("down", "move(1)", "Next"),
        Binding("j", "move(1)", "Next", id="down"),
        Binding("up", "move(-1)", "Before"),
        Binding("k", "move(-1)", "Before", id="up"),
        Binding("right", "weigh(1)", "Heavier, or the next step"),
        Binding("left", "weigh(-1)", "Lighter, or the step before"),
        Binding("space", "tick", "Pick"),
        Binding("z", "not_this", "Not this one", id="rest"),
        Binding("u", "bring_back", "Bring it back", id="undo"),
    ]

    def __init__(self, presence: Presence, day: date | None = None, about: str = "") -> None:
        """`about` is what was called heavy before, and stays in sight."""
        super().__init__(presence)
        self.day_of = day or presence.today()
        self.about = about
        self.card: GuiltCard = presence.checkins.new_card(self.day_of)
        """The card as it lies on the disk, or a new one."""
        self.choices = Choices(presence, self.card)
        self.facts: tuple[Fact, ...] = ()
        self.weighing = False
        """Whether the weight of the feeling is being asked for."""
        self.cursor = 0
        """The row in focus; -1 where none is yet, so that enter only goes on."""

    async def begin(self) -> None:
        """Goes on where it was left."""
        found = await self.desk(lambda: self.presence.checkins.card(self.day_of))
        self.card = found or self.card
        self.choices = Choices(self.presence, self.card)
        if not self.card.stamp.rev:
            # Nothing is kept yet: where words were left says where it was.
            begun = await self.desk(lambda: [s for s in STEPS if self.choices.left(s)])
            self.card = self.card._replace(step=begun[-1] if begun else self.at)
        await self.show(self.at)
        left = await self.desk(lambda: self.choices.left("weight"))
        if self.at == "feeling" and left:
            await self._weigh()

    @property
    def at(self) -> str:
        """The step."""
        return self.card.step or "feeling"

    @property
    def chosen(self) -> GuiltCard:
        """The card with what is chosen on this step and not kept yet."""
        return self.choices.on(self.card)

    def steps(self) -> tuple[str, ...]:
        """The steps of this card."""
        return steps_of(self.chosen, bool(self.facts))

    # ── steps ────────────────────────────────────────────────────────────────

    async def save(self, **answers: Any) -> bool:
        """Keeps some answers, and the rest as it is on the disk; whether that could be done."""
        since = self.card
        if self.asking and self.at in answers:
            # What was there when the field was filled, which a draft may have outlived.
            filled: dict[str, Any] = {self.at: self.filled}
            since = since._replace(**filled)
        card = self.card._replace(**answers)
        kept = await self.desk(lambda: self.presence.checkins.save(card, since))
        if kept is not None:
            self.card = kept
        return kept is not None

    def _answers(self) -> dict[str, Any]:
        """What was typed or chosen on this step."""
        found = self.choices.answers()
        if self.asking and self.changed:
            found[self.at] = clean(self.words.text).strip()
        return found

    async def show(self, step: str) -> None:
        """Shows a step and asks what it asks."""
        self.hush()
        await self._read_facts()
        self.weighing, self.cursor = step == "again", 0
        self.choices = Choices(self.presence, self.card)
        await self.desk(lambda: self.choices.take_up(step))
        reading = self.chosen.reading
        if step == "reading":
            self.cursor = [r.name for r in READINGS].index(reading) if reading else -1
        if step in WORDS:
            self.ask(self.choices.key(step), str(getattr(self.card, step)))
        self.redraw()

    async def _read_facts(self) -> None:
        words, day = f"{self.card.feeling} {self.card.thought}", self.day_of
        self.facts = await self.desk(lambda: self.presence.memories.facts(words, day)) or ()

    async def _weigh(self) -> None:
        """The weight of the feeling, beside its words."""
        self.hush()
        self.weighing, self.choices = True, Choices(self.presence, self.card)
        await self.desk(lambda: self.choices.take_up("weight"))
        self.redraw()

    async def answered(self, words: str) -> None:
        """Enter: the words are kept, and the next thing asked."""
        await self.step(1)

    async def step(self, by: int) -> None:
        """On or back; what was typed or chosen is kept, as one change."""
        step, answers = self.at, self._answers()
        if step == "feeling" and self.weighing and by < 0:
            if await self._keep(answers):
                await self.show("feeling")
            return
        if step == "feeling" and not self.weighing and by > 0:
            named = answers.get("feeling", self.card.feeling)
            if named:
                if await self._keep(answers):
                    await self._weigh()
                return
        steps = steps_of(self.card._replace(**answers), bool(self.facts))
        index = (steps.index(step) if step in steps else 0) + by
        if index >= len(steps):
            await self._finish(answers)
        elif index >= 0 and await self._keep({**answers, "step": steps[index]}):
            await self.show(steps[index])

    async def _keep(self, answers: dict[str, Any]) -> bool:
        """Keeps the answers of this step; its drafts are needed no more."""
        drafts = self.choices
        if not await self.save(**answers):
            return False
        if self.asking:
            self.drop_draft()
        await self.desk(drafts.drop)
        return True

    async def _finish(self, answers: dict[str, Any]) -> None:
        """The card is done; what came of it is said in one line."""
        if not await self._keep({**answers, "step": None}):
            return
        self.dismiss(None)
        if small := one_line(self.card.small):
            say(self.app, f"Kept. Tomorrow: {small}")
        elif not self.card.empty:
            say(self.app, "Kept.")

    # ── keys ─────────────────────────────────────────────────────────────────

    async def on_key(self, event: Key) -> None:
        """Digits weigh, and choose a reading."""
        if self.asking or not event.character or not event.character.isdigit():
            return
        event.stop()
        digit = int(event.character)
        if self.weighing:
            # 1 and then 0 is ten; another 0 is none.
            ten = digit == 0 and self.choices.weight(self.chosen) == 1
            await self.action_set_weight(10 if ten else digit)
        elif self.at == "reading" and 1 <= digit <= len(READINGS):
            await self.action_read(digit - 1)

    async def _choose(self, **chosen: Any) -> None:
        """Chooses something of this step; kept with it, and as a draft until then."""
        await self.desk(lambda: self.choices.choose(**chosen))
        self.redraw()

    async def action_set_weight(self, weight: int) -> None:
        """Names the weight."""
        if self.weighing:
            await self._choose(**{self.choices.weighed: max(0, min(10, weight))})

    async def action_weigh(self, by: int) -> None:
        """One heavier or lighter; elsewhere a step."""
        if self.weighing:
            now = self.choices.weight(self.chosen)
            await self.action_set_weight(5 if now is None else now + by)
        else:
            await self.step(by)

    async def action_read(self, index: int) -> None:
        """Chooses how the thought reads; once more takes it back."""
        name = READINGS[index].name
        again = self.chosen.reading == name
        self.cursor = -1 if again else index
        await self._choose(reading=None if again else name)

    async def action_tick(self) -> None:
        """Picks a fact or a reading, or lays it back."""
        if self.at == "reading" and self.cursor >= 0:
            await self.action_read(self.cursor)
        elif self.at == "facts" and self.facts:
            await self.action_pick(self.cursor)

    async def action_pick(self, index: int) -> None:
        """Picks a fact, or lays it back."""
        text, had, self.cursor = self.facts[index].text, self.chosen.facts, index
        await self._choose(
            facts=tuple(f for f in had if f != text) if text in had else (*had, text)
        )

    def action_move(self, by: int) -> None:
        """The cursor, over readings or facts."""
        count = {"reading": len(READINGS), "facts": len(self.facts)}.get(self.at, 0)
        if count:
            self.cursor = max(0, min(count - 1, self.cursor + by))
            self.redraw()

    async def action_go_on(self) -> None:
        """The next step; a reading that the cursor was moved to is chosen first."""
        if self.at == "reading" and self.chosen.reading is None and self.cursor >= 0:
            await self._choose(reading=READINGS[self.cursor].name)
        await self.step(1)

    def offered(self) -> str | None:
        """The fact under the cursor."""
        return self.facts[self.cursor].id if self.at == "facts" and self.facts else None

    async def offer_again(self) -> None:
        """Other facts; without any the step stays, with nothing in it to pick."""
        await self._read_facts()
        self.cursor = max(0, min(self.cursor, len(self.facts) - 1))
        self.redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed, letters are letters."""
        if self.asking and action in ("not_this", "bring_back", "move", "tick"):
            return False
        return super().check_action(action, parameters)

    # ── drawing ──────────────────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """What this is."""
        return [("A guilt card", self.ink.strong)]

    def tabs(self) -> Sequence[tuple[str, str, bool]]:
        """The steps of this card."""
        return [("", guilt_pages.SHORT[step], step == self.at) for step in self.steps()]

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        return guilt_pages.hints(self)

    def body(self) -> list[Line]:
        """What was said so far, and the question."""
        return guilt_pages.page(self)

    def help_text(self) -> str:
        """What a card is."""
        return (
            "A feeling and its thought, put on the table and questioned: is it true, or is it "
            "perfectionism, comparison, someone else’s “should”? Every step can be skipped; a card "
            f"that is left goes on where it was, today. {NO_THERAPY}"
        )
