"""The frame that puts every part of the dashboard where the plan says."""

from typing import TYPE_CHECKING, cast

from textual.containers import Container
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from presence_tui.ui.light import lit
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


class Panels(Container):
    """Holds the parts of the dashboard; the light falls between them too."""

    _plan_layout = PlanLayout()

    @property
    def layout(self) -> Layout:
        """The plan's; Textual's styles know only its own layouts by name."""
        return self._plan_layout

    def render_line(self, y: int) -> Strip:
        """The page where no part lies."""
        room = cast("Dashboard", self.screen)
        return lit(Strip.blank(self.size.width), room.light.row(y), 0, room.ink.page)
