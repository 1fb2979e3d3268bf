"""How the rows of a screen are shared among the panels of the dashboard.

A few moments come first, then one thing after the other, as LOOK drops them; what is left makes the
lists longer. So a taller screen never shows fewer moments than a lower one. Tomorrow's choice, what
has ended and air come out of rows that no list asks for.
"""

from typing import NamedTuple

from presence_tui.ui.frame import Frame, Purse
from presence_tui.ui.plan import (
    MIDDLE,
    NOWHERE,
    ROOMY,
    STAGES,
    WIDE,
    Box,
    Plan,
    Stage,
    Wish,
    margin,
)

FEW = 4
"""Moments that are seen before there is more than the barest around them."""
LIST = 100
"""Cells of a list of moments at most, so that people and minutes stand near the words."""
GUTTER = 8
"""Columns between the two of a wide screen."""
FLOW = 6
"""Spare rows from which panels follow one another; with fewer they keep their places."""


class Shares(NamedTuple):
    """The rows of each panel, titles and what lies between left out."""

    lamp: int
    """Those of its name and time; none where there is no room."""
    stage: Stage
    moments: int
    gratitude: int = 0
    others: int = 0
    ended: int = 0
    head: int = 0
    """The row above the moments."""
    titled: bool = False
    thanks: bool = False
    """Whether gratitude has a panel."""
    tomorrow: bool = False
    flow: bool = False
    roomy: bool = False

    @property
    def lamp_rows(self) -> int:
        """All rows of the lamp."""
        if self.lamp < 2:
            return self.lamp
        below = self.others + self.ended
        gap = 2 if self.stage == "spaced" else 1 if self.ended else 0
        return STAGES[self.stage] + (below + gap if below else 0)

    @property
    def air(self) -> int:
        """Rows the lamp takes more with air between its parts, where it has large digits."""
        spaced = self._replace(stage="spaced") if self.stage == "big" else self
        return spaced.lamp_rows - self.lamp_rows

    @property
    def heads(self) -> int:
        """Rows above the rows of a list: its title, and a blank one where there is room."""
        return (2 if self.roomy else 1) if self.titled else self.head

    def on(self, plan: Plan) -> Plan:
        """A plan that tells the parts of it how to draw themselves."""
        return plan._replace(
            stage=self.stage,
            others=self.others,
            ended=self.ended,
            head=self.heads,
            titled=self.titled,
            roomy=self.roomy,
        )


def arrange(width: int, height: int, wish: Wish) -> Plan:
    """The boxes for a screen of this size."""
    frame = Frame(width, height, wish)
    if width >= WIDE:
        return _beside(frame, _wide(frame, wish, height), wish)
    return _below(frame, _column(frame, wish, width, height), wish)


def alone(width: int, height: int, wish: Wish) -> Plan:
    """The boxes where only what runs is shown: the lamp in the middle of the page."""
    side, column = margin(width), max(0, min(width, 64))
    full = Box(0, 0, max(0, width), 1, side, side)
    note = 1 if height >= 8 else 0
    purse = Purse(height - 2 - note)
    name = purse.up_to(2)
    runs = wish.runs and name == 2
    stage = purse.stage(runs, runs and wish.digits <= column - 2 * side)
    if stage == "big" and purse.take(4):
        stage = "spaced"
    shares = Shares(name, stage, 0, others=purse.up_to(wish.others if name == 2 else 0))
    rows = shares.lamp_rows
    box = Box((width - column) // 2, max(1, (height - rows) // 2), column, rows, side, side)
    plan = Frame(width, height, wish._replace(typing=False)).around(box, NOWHERE, NOWHERE)
    return shares.on(plan._replace(note=full._replace(y=height - 2) if note else NOWHERE))


# ── one column ───────────────────────────────────────────────────────────────


def _column(frame: Frame, wish: Wish, width: int, height: int) -> Shares:
    """Lamp, moments, gratitude, one under the other."""
    purse = frame.purse
    name = purse.up_to(2 if wish.runs else 0)
    runs = wish.runs and name == 2
    digits = runs and wish.digits <= frame.full.inner
    few = max(1, min(FEW, wish.moments))
    moments = purse.up_to(min(FEW - 1, few))
    name = name or purse.take(2)
    frame.take_edges()
    # Between lamp and list; without a title it says where there is more.
    head = purse.take(1)
    moments += purse.take(1, few == FEW)
    titled = bool(purse.take(1))
    frame.take_air()
    thanks = bool(purse.take(3))
    frame.take_strip(thanks and width >= MIDDLE)
    stage = purse.stage(runs, digits)
    others = purse.up_to(wish.others if name == 2 else 0)
    frame.take_hours()
    frame.take_note()
    shares = Shares(name, stage, moments, int(thanks), others, 0, head, titled, thanks)
    if thanks and frame.whole and (stage == "big" or not digits):
        return _spent(frame, shares, wish, height)
    return shares


def _spent(frame: Frame, shares: Shares, wish: Wish, height: int) -> Shares:
    """What is left, once everything has its place: longer lists, then what may be seen besides."""
    rows = shares.moments + shares.gratitude + frame.purse.left
    spare = Purse(rows - wish.moments - wish.gratitude)
    quiet = spare.left >= FLOW
    tomorrow = spare.take(2, wish.intention)
    ended = spare.take(wish.ended + 1, wish.ended > 0)
    shares = shares._replace(ended=max(0, ended - 1))
    # A row under the header, one under each title, and what the lamp takes.
    air = 3 + wish.paragraphs + wish.reasons + shares.air
    roomy = spare.take(air, height >= ROOMY)
    # A row more above each list, and above what is chosen.
    flow = quiet and spare.left >= 3
    moments, gratitude = _shared(rows - tomorrow - ended - roomy, wish, flow)
    if roomy:
        frame.take_gap()
        moments, gratitude = moments + wish.paragraphs, gratitude + wish.reasons
    return shares._replace(
        moments=moments,
        gratitude=gratitude,
        stage="spaced" if roomy and shares.stage == "big" else shares.stage,
        tomorrow=bool(tomorrow),
        flow=flow,
        roomy=bool(roomy),
    )


def _shared(rows: int, wish: Wish, flow: bool) -> tuple[int, int]:
    """Rows of moments and of gratitude: a third for gratitude, unless one needs what is over."""
    if flow:
        return wish.moments, wish.gratitude
    third = max(1, rows // 3)
    if wish.moments > rows - third:
        gratitude = max(1, min(wish.gratitude, third))
    elif wish.gratitude > third:
        gratitude = min(wish.gratitude, rows - wish.moments)
    else:
        gratitude = third
    return rows - gratitude, gratitude


def _below(frame: Frame, shares: Shares, wish: Wish) -> Plan:
    """The boxes of one column."""
    full, gap = frame.full, 2 if shares.flow else 1
    lamp = full._replace(y=frame.top, height=shares.lamp_rows)
    y = lamp.y + lamp.height + (gap if shares.titled else 0)
    moments = full._replace(y=y, height=shares.heads + shares.moments)
    y += moments.height + gap
    gratitude = full._replace(y=y, height=shares.heads + shares.gratitude if shares.thanks else 0)
    tomorrow = None
    if shares.tomorrow:
        tomorrow = gratitude.y + gratitude.height + 2 if shares.flow else frame.bottom - 1
    return shares.on(frame.around(lamp, moments, gratitude, tomorrow))


# ── two columns ──────────────────────────────────────────────────────────────


def _wide(frame: Frame, wish: Wish, height: int) -> Shares:
    """Moments left; the lamp over gratitude right."""
    purse = frame.purse
    few = max(1, min(FEW, wish.moments))
    rows = purse.up_to(min(FEW, few + 1))
    frame.take_edges()
    rows += purse.take(1, few == FEW)
    frame.take_air()
    frame.take_strip(True)
    frame.take_hours()
    frame.take_note()
    rows += purse.left
    right = Purse(rows)
    name = right.up_to(2 if wish.runs or rows >= FEW else 0)
    runs = wish.runs and name == 2
    thanks = bool(right.take(3))
    stage = right.stage(runs, runs and wish.digits <= _right(frame.full).inner)
    others = right.up_to(wish.others if name == 2 else 0)
    gratitude = int(thanks) + right.up_to(wish.gratitude - 1 if thanks else 0)
    shares = Shares(name, stage, 0, gratitude, others, 0, min(rows, 1), rows >= 3, thanks)
    left = Purse(rows - 1 - wish.moments)
    tomorrow = right.left >= 2 and left.take(2, wish.intention) and right.take(2)
    ended = right.take(wish.ended + 1, wish.ended > 0)
    shares = shares._replace(ended=max(0, ended - 1), tomorrow=bool(tomorrow))
    rows -= tomorrow
    # A row under the header, two more below the lamp, one under the title.
    air = 4 + wish.reasons + shares.air
    if height >= ROOMY and right.left >= air and left.take(2 + wish.paragraphs):
        purse.left = 1
        frame.take_gap()
        return shares._replace(
            moments=rows - 3,
            gratitude=gratitude + wish.reasons,
            stage="spaced" if stage == "big" else stage,
            roomy=True,
        )
    return shares._replace(moments=rows - shares.head)


def _right(full: Box) -> Box:
    """The right column: 36 in a hundred columns, forty at least."""
    inner = max(40, round(full.width * 0.36))
    x = full.width - full.right - inner - 2
    return full._replace(x=x, width=full.width - x, left=2)


def _beside(frame: Frame, shares: Shares, wish: Wish) -> Plan:
    """The boxes of two columns."""
    full, right = frame.full, _right(frame.full)
    inner = min(LIST, right.x + right.left - GUTTER - full.left)
    y = frame.top
    moments = full._replace(
        y=y, width=full.left + inner + 2, height=shares.heads + shares.moments, right=2
    )
    lamp = right._replace(y=y, height=shares.lamp_rows)
    below = y + lamp.height + (3 if shares.roomy else 1)
    rows = moments.y + moments.height - below if shares.thanks else 0
    gratitude = right._replace(y=below, height=rows)
    return shares.on(
        frame.around(lamp, moments, gratitude, frame.bottom - 1 if shares.tomorrow else None)
    )
