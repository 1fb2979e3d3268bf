"""Textual's layout for a plan: every part where the plan puts it."""

from typing import TYPE_CHECKING, cast

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from presence_tui.ui.plan import NOWHERE, Plan

if TYPE_CHECKING:
    from presence_tui.ui.screens.dashboard import Dashboard


class PlanLayout(Layout):
    """Asks the dashboard for its plan and places its parts."""

    name = "plan"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """The placements of all parts."""
        plan: Plan = cast("Dashboard", parent.screen).make_plan(size)
        placements: ArrangeResult = []
        for child in children:
            box = getattr(plan, child.id or "", NOWHERE)
            child.box = box  # type: ignore[attr-defined]
            region = Region(box.x, box.y, max(0, box.width), max(0, box.height))
            placements.append(WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child))
        return placements
