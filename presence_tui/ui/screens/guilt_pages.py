"""What each step of a guilt card shows."""

from typing import TYPE_CHECKING

from presence_tui.domain.checkin import READINGS
from presence_tui.domain.kindness import NO_THERAPY
from presence_tui.domain.text import one_line
from presence_tui.ui.draw import Piece, folded
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line, Spot

if TYPE_CHECKING:
    from presence_tui.ui.screens.guilt import GuiltScreen

ASKED = {
    "feeling": "What is the feeling? A word or two.",
    "thought": "What does it say? The thought, in your own words.",
    "friend": "What would you say to a friend who thought this?",
    "fairer": "A fairer sentence, if one comes.",
    "small": "One small thing you could do about it tomorrow, if you like.",
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


def page(screen: "GuiltScreen") -> list[Line]:
    """What was said so far, and the question."""
    lines = _before(screen)
    if screen.asking:
        lines = [*lines, *screen.question(ASKED[screen.at])]
        if screen.at == "feeling":
            lines += [BLANK, *screen.said(NO_THERAPY)]
        return lines
    if screen.weighing:
        now = " now" if screen.at == "again" else ""
        return [*lines, *screen.said(f"How heavy is it{now}, from 0 to 10?"), *_scale(screen)]
    if screen.at == "reading":
        asked = "Is it true, or is it an expectation?"
        return [*lines, *screen.said(asked), *_readings(screen)]
    if not screen.facts:
        return [*lines, *screen.said("No facts are offered now. enter goes on.")]
    lines += screen.said("Facts that do not fit the thought. Pick any, or none.")
    if screen.size.width < MIDDLE:
        lines.append(screen.key_line("space", "picks it", "tick"))
        lines.append(screen.key_line("z", "not this one", "not_this"))
    return [*lines, *_facts(screen)]


def _before(screen: "GuiltScreen") -> list[Line]:
    """The answers so far, as far as they help with this one."""
    card, at, lines = screen.card, screen.at, []
    if screen.about and at in ("feeling", "thought"):
        lines += screen.said(f"“{one_line(screen.about)}”")
    if card.thought and at not in ("feeling", "thought"):
        lines += screen.said(f"“{one_line(card.thought)}”", muted=False)
    if at in ("friend", "fairer", "again"):
        lines += [line for fact in card.facts for line in screen.said(fact)]
    if card.friend and at in ("fairer", "again"):
        lines += screen.said(f"To a friend: “{one_line(card.friend)}”")
    if card.fairer and at == "again":
        lines += screen.said(card.fairer, muted=False)
    return [*lines, BLANK] if lines else []


def _scale(screen: "GuiltScreen") -> list[Line]:
    """`0 1 2 … 10`, the chosen one marked by shape as well; in two rows where one is too long."""
    ink, chosen = screen.ink, screen.choices.weight(screen.chosen)
    lines: list[Line] = []
    parts = [range(11)] if screen.inner >= 34 else [range(6), range(6, 11)]
    for part in parts:
        pieces: list[Piece] = []
        spots: list[Spot] = []
        x = 0
        for weight in part:
            text = f"›{weight}" if weight == chosen else f" {weight}"
            pieces.append((text + " ", ink.strong if weight == chosen else ink.muted))
            spots.append(Spot(x, x + len(text), f"set_weight({weight})"))
            x += len(text) + 1
        lines.append(Line(tuple(pieces), tuple(spots)))
    return lines


def _row(screen: "GuiltScreen", index: int, marked: bool, text: str, does: str) -> list[Line]:
    """A choice, folded: the person at the end of a fact matters most."""
    ink, raised = screen.ink, index == screen.cursor
    mark = ("● ", ink.accent) if marked else ("○ ", ink.muted)
    first, *further = folded(text, max(4, screen.inner - 2))
    lines = [Line((mark, (first, ink.text)), does=does, raised=raised)]
    return lines + [
        Line((("  ", ink.text), (line, ink.text)), does=does, raised=raised) for line in further
    ]


def _readings(screen: "GuiltScreen") -> list[Line]:
    chosen = screen.chosen.reading
    return [
        line
        for n, r in enumerate(READINGS)
        for line in _row(screen, n, r.name == chosen, f"{n + 1}  {r.words}", f"read({n})")
    ]


def _facts(screen: "GuiltScreen") -> list[Line]:
    picked = screen.chosen.facts
    return [
        line
        for n, fact in enumerate(screen.facts)
        for line in _row(screen, n, fact.text in picked, fact.text, f"pick({n})")
    ]


def hints(screen: "GuiltScreen") -> list[KeyHint]:
    """What the keys do at the step that the screen is at."""
    last = screen.steps()[-1] == screen.at
    enter = "field_enter" if screen.asking else "go_on"
    found = [KeyHint("enter", "done" if last else "go on", enter)]
    if screen.at == "facts" and screen.facts:
        found += [KeyHint("space", "pick", "tick"), KeyHint("{rest}", "not this one", "not_this")]
    if screen.rested and screen.at == "facts":
        found.append(KeyHint("{undo}", "bring back", "bring_back"))
    if screen.weighing:
        found.append(KeyHint("0–10", "or ← →", "weigh(1)"))
    elif screen.at == "reading":
        found.append(KeyHint(f"1–{len(READINGS)}", "or ↑ ↓", "move(1)"))
    if screen.weighing or screen.at != screen.steps()[0]:
        found.append(KeyHint("shift+tab", "back", "step(-1)"))
    return screen.stepping(found[0], found[1:])
