"""If–then plans: at a time of some days, a boundary that wants to begin."""

from collections.abc import Mapping, Sequence

from textual import work

from presence_tui.domain.plans import WEEKDAYS, Occasion, Plan
from presence_tui.domain.text import one_line
from presence_tui.services.presence import Presence
from presence_tui.services.preset_forms import keep_plan, plan_words
from presence_tui.ui.dialogs.question import Choice, Question
from presence_tui.ui.draw import Piece, cut, fill
from presence_tui.ui.phrases import short_day
from presence_tui.ui.screens.form import FormScreen, Option, Row
from presence_tui.ui.screens.listing import ListScreen


class PlanForm(FormScreen[Plan]):
    """One plan; a null one is new."""

    rows = (
        Row("at", "if it is", "A time of day, such as 17:30."),
        Row(
            "days",
            "on",
            "Days of the clock on the wall; space chooses.",
            tuple(Option(day, day) for day in WEEKDAYS),
            several=True,
        ),
        Row("start", "then", "A preset, or words of your own."),
        Row("words", "asked as", "Your words for the prompt, such as: Laptop closed, shoes on."),
    )

    def __init__(self, presence: Presence, plan: Plan | None = None) -> None:
        self._plan = plan
        place = plan.key.encode().hex()[:120] if plan else "new"
        super().__init__(presence, f"plan-{place}", plan_words(plan))

    def keep(self, values: Mapping[str, str]) -> Plan:
        """Writes it into the settings."""
        return keep_plan(self.presence, self._plan, values)

    def title_pieces(self) -> list[Piece]:
        """What this is."""
        return [("A plan" if self._plan else "A new plan", self.ink.strong)]

    def help_text(self) -> str:
        """What a plan is."""
        return (
            "If it is that time on one of these days, presence asks in your words: start, in ten "
            "minutes, or not today. Enter writes the plan into your settings."
        )


class PlansScreen(ListScreen[Occasion]):
    """The plans and when each comes next, soonest first."""

    heading = "Plans"
    empty = "No plans yet. a makes one: if it is 17:30, then logged off."

    def find(self) -> Sequence[Occasion]:
        """Soonest first."""
        return self.presence.plans.next()

    def pieces(self, row: Occasion) -> list[Piece]:
        """Time, days, what begins, and when it comes next."""
        ink, plan, width = self.ink, row.plan, self.inner
        days = "every day" if len(plan.days) == 7 else " ".join(WEEKDAYS[day] for day in plan.days)
        if plan.days == (0, 1, 2, 3, 4):
            days = "mon–fri"
        upcoming = f"next {short_day(row.at.date())} {row.at:%H:%M}"
        needed = len(upcoming)
        if row.skipped:
            upcoming += f", the clocks skip {plan.at:%H:%M} that day"
        preset = self.presence.settings.preset(plan.start)
        start = preset.name if preset else plan.start
        pieces = [(f"{plan.at:%H:%M}  ", ink.muted)]
        if width < 50:
            return [*pieces, (cut(start, width - 7), ink.text)]
        if width >= 70:
            pieces += [(fill(days, 14), ink.muted), ("  ", ink.text)]
        left = width - sum(len(words) for words, _ in pieces) - 2
        # When it comes next is said whole; a long name gives way.
        name = min(34, left - needed)
        pieces += [(fill(start, name), ink.text), ("  ", ink.text)]
        return [*pieces, (cut(upcoming, left - name), ink.muted)]

    async def choose(self, row: Occasion) -> None:
        """Changes one."""
        await self.app.push_screen(PlanForm(self.presence, row.plan))

    async def add(self) -> None:
        """Makes one."""
        await self.app.push_screen(PlanForm(self.presence))

    async def take_out(self, row: Occasion) -> None:
        """Asks first: the settings know no undo."""
        self.ask_to_take_out(row.plan)

    @work(group="ask")
    async def ask_to_take_out(self, plan: Plan) -> None:
        """Takes it out of the settings."""
        reply = await self.app.push_screen_wait(
            Question(
                f"{plan.at:%H:%M}, {one_line(plan.start)}",
                (Choice("enter", "takes it out of your settings", "yes"),),
            )
        )
        if reply is not None:
            await self.desk(lambda: self.presence.presets.remove_plan(plan))
            await self.reload()

    def help_text(self) -> str:
        """What plans are."""
        return (
            "If it is that time, then this begins: at that time presence asks quietly, in your "
            "words. A prompt that came while nothing was open is offered once, for two hours."
        )
