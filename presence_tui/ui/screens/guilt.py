"""The guilt card: a feeling is named, its thought is questioned, and a fairer one is found."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from presence_tui.domain.checkin import READINGS, STEPS, WORDS, steps_of
from presence_tui.domain.kindness import NO_THERAPY
from presence_tui.domain.text import clean, one_line
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.draw import Piece
from presence_tui.ui.page_keys import ROW_KEYS
from presence_tui.ui.screens import guilt_pages
from presence_tui.ui.screens.asking import TYPING
from presence_tui.ui.screens.guilt_choices import Choices
from presence_tui.ui.screens.guilt_choosing import GuiltChoosing
from presence_tui.ui.widgets.sheet import KeyHint, Line


class GuiltScreen(GuiltChoosing):
    """One question at a time; each answer is kept before the next is asked, each can be left."""

    careful = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *TYPING,
        Binding("tab", "step(1)", "Next step"),
        Binding("shift+tab", "step(-1)", "Step before"),
        Binding("enter", "go_on", "Go on"),
        *ROW_KEYS,
        Binding("right", "weigh(1)", "Heavier, or the next step"),
        Binding("left", "weigh(-1)", "Lighter, or the step before"),
        Binding("space", "tick", "Pick"),
        Binding("z", "not_this", "Not this one", id="rest"),
        Binding("u", "bring_back", "Bring it back", id="undo"),
    ]

    def __init__(self, presence: Presence, day: date | None = None, about: str = "") -> None:
        """`about` is what was called heavy before, and stays in sight."""
        super().__init__(presence, day or presence.today())
        self.about = about

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

    async def action_go_on(self) -> None:
        """The next step; a reading that the cursor was moved to is chosen first."""
        if self.at == "reading" and self.chosen.reading is None and self.cursor >= 0:
            await self._choose(reading=READINGS[self.cursor].name)
        await self.step(1)

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
