"""What each step of a day's review shows."""

from typing import TYPE_CHECKING

from presence_tui.domain.text import one_line
from presence_tui.ui.draw import cut
from presence_tui.ui.plan import WIDE
from presence_tui.ui.widgets.mobile import Frame, beside, boundary_lines, mobile
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line, title_line

if TYPE_CHECKING:
    from presence_tui.ui.screens.review import ReviewScreen


def page(screen: "ReviewScreen") -> list[Line]:
    """The step that the screen is at."""
    if screen.closing_day:
        return _last(screen)
    return {"look": _look, "thanks": _thanks, "weigh": _weigh, "tomorrow": _tomorrow}[screen.at](
        screen
    )


# ── look ─────────────────────────────────────────────────────────────────────


def _look(screen: "ReviewScreen") -> list[Line]:
    """The day to scale, its moments hanging from it; then gratitude, boundaries, marks."""
    day = screen.answers.day
    quiet = [*screen.said("Nothing has to be done here."), BLANK] if screen.answers.hard else []
    if not (day.moments or day.boundaries or day.gratitude):
        page = "An open page. " if screen.answers.is_open else ""
        lines = screen.said(f"{page}The day was here all the same.")
        return [*quiet, *lines, BLANK, *_lists(screen)]
    rest = _lists(screen)
    room = screen.sheet.room - len(quiet)
    gap = [BLANK] * (2 if screen.roomy and screen.size.width >= WIDE else 1)
    # The mobile comes first: what does not fit below it is scrolled to.
    frame = Frame(
        screen.inner,
        room,
        room - len(rest) - len(gap),
        screen.presence.clock.now(),
        screen.presence.settings.day_ends,
        screen.cursor,
    )
    lines = mobile(screen.ink, day, frame)
    if screen.asking:
        lines = [*screen.question("Change the words; enter keeps them."), BLANK, *lines]
    return [*quiet, *lines, *(gap if rest else ()), *rest]


def _lists(screen: "ReviewScreen") -> list[Line]:
    """Gratitude and boundaries, side by side where there is room."""
    ink, day, wide = screen.ink, screen.answers.day, screen.size.width >= WIDE
    width = (screen.inner - 8) // 2 if wide else screen.inner
    gap = [BLANK] if screen.roomy else []
    thanks = [Line(((cut(g.text, width), ink.text),)) for g in reversed(day.gratitude)]
    kept = boundary_lines(ink, day.boundaries, width, screen.roomy)
    left = [title_line(ink, "Gratitude", width), *gap, *thanks] if thanks else []
    right = [title_line(ink, "Boundaries", width), *gap, *kept] if kept else []
    if wide:
        lines = beside(left, right, width, 8) if left else right
    else:
        lines = [*left, *([BLANK] if left and right else []), *right]
    chosen = day.open_intention
    if chosen is not None:
        words = (cut(chosen.text, max(0, width - 8)), ink.text)
        lines = [Line((("Chosen  ", ink.muted), words)), *([BLANK] if lines else []), *lines]
    cares = _cares(screen)
    return [*lines, *([BLANK] if lines and cares else []), *cares]


def _cares(screen: "ReviewScreen") -> list[Line]:
    """Plain marks of the day."""
    text = " · ".join(screen.presence.checkins.said(screen.answers.day.checkins))
    return [Line(((cut(text, screen.inner), screen.ink.muted),))] if text else []


# ── the other steps ──────────────────────────────────────────────────────────


def _thanks(screen: "ReviewScreen") -> list[Line]:
    lines: list[Line] = []
    for thanks in screen.answers.day.gratitude:
        lines += screen.said(thanks.text, muted=False)
        # The reason that is being given stands in the field.
        given = (
            screen.answers.given is not None and thanks.stamp.id == screen.answers.given.stamp.id
        )
        if thanks.because and not given:
            lines += screen.said(f"because {one_line(thanks.because)}")
    if lines:
        lines.append(BLANK)
    if not screen.asking:
        whose = "today" if screen.day_of == screen.presence.today() else "that day"
        return [*lines, *screen.said(f"These are {whose}’s. enter goes on.")]
    if screen.asked == "because" and screen.answers.given is not None:
        several = screen.answers.given.stamp.id != screen.answers.day.gratitude[-1:][0].stamp.id
        about = f"{one_line(screen.answers.given.text)}: because …" if several else "because …"
        return [*lines, *screen.question(f"{about} (enter skips this)")]
    asked = "And something else, if you like." if lines else "Something you are thankful for."
    return [*lines, *screen.question(asked)]


def _weigh(screen: "ReviewScreen") -> list[Line]:
    lines = screen.question("Is anything heavy? A few words, or nothing.")
    lines += [BLANK, *screen.said("If it is guilt, ctrl+g looks at it with you, step by step.")]
    if screen.answers.heavy_line:
        lines += [BLANK, *screen.said(screen.answers.heavy_line, muted=False)]
    return lines


def _tomorrow(screen: "ReviewScreen") -> list[Line]:
    chosen = screen.answers.chosen
    if screen.asked == "when" and chosen is not None:
        asked = "When? For example “dinner is over”. enter skips this."
        return [*screen.said(chosen.text, muted=False), BLANK, *screen.question(asked)]
    lines = screen.question(f"One moment to make room for {screen.named('tomorrow')}.")
    offers = () if screen.answers.hard else screen.presence.week.offers(screen.answers.after)
    if offers:
        lines += [BLANK, *screen.said("From your week:")]
        lines += [line for o in offers for line in screen.said(o.line.text, muted=False)]
    return lines


def _last(screen: "ReviewScreen") -> list[Line]:
    """What was chosen, one line out of one's own log, and the end of the day."""
    lines: list[Line] = []
    today = screen.presence.today()
    if screen.answers.chosen is not None and "tomorrow" in screen.answers.steps:
        when = screen.named("tomorrow").capitalize()
        lines += [*screen.said(when), *screen.said(screen.answers.chosen.text, muted=False), BLANK]
    memory = screen.answers.memory
    if memory is not None:
        when = f"This day in {memory.day.year}"
        if memory.day == screen.day_of:
            when = "Today" if memory.day == today else "That day"
        lines += [*screen.said(when), *screen.said(memory.text, muted=False)]
        lines += [screen.key_line("{rest}", "not this one", "not_this"), BLANK]
    if screen.rested:
        lines += [screen.key_line("{undo}", "brings back what rests now", "bring_back"), BLANK]
    return [*lines, *screen.said("enter closes the day.")]


# ── keys ─────────────────────────────────────────────────────────────────────


def hints(screen: "ReviewScreen") -> list[KeyHint]:
    """What the keys do at the step that the screen is at."""
    if screen.asked == "change":
        return [KeyHint("enter", "keep", "field_enter"), KeyHint("esc", "leave it", "leave")]
    if screen.asking:
        enter = KeyHint("enter", "keep" if screen.words.text else onward(screen), "field_enter")
        others = _typing(screen)
    else:
        enter = KeyHint("enter", onward(screen), "go_on")
        others = _choosing(screen)
    return screen.stepping(enter, others)


def _typing(screen: "ReviewScreen") -> list[KeyHint]:
    found = [KeyHint("tab", "on", "step(1)"), KeyHint("shift+tab", "back", "step(-1)")]
    if screen.at == "weigh":
        found.append(KeyHint("ctrl+g", "guilt card", "card"))
    return found


def _choosing(screen: "ReviewScreen") -> list[KeyHint]:
    steps, day = KeyHint("← →", "steps", "step(1)"), screen.answers.day
    if screen.closing_day or screen.at not in ("look", "thanks"):
        return [steps]
    if screen.at == "thanks":
        return [steps, KeyHint("{gratitude}", "one more", "more_thanks")]
    found = [KeyHint("{edit}", "change a row", "change")] if day.moments else []
    if day.moments and day.open_intention is not None and screen.cursor is not None:
        found.insert(0, KeyHint("{fulfilled}", "this was it", "fulfilled"))
    return [*found, steps]


def onward(screen: "ReviewScreen") -> str:
    """Where enter goes."""
    if screen.closing_day:
        return "close the day"
    steps = screen.answers.steps
    index = steps.index(screen.at) + 1
    over = index == len(steps) or (screen.answers.hard and screen.at == "look")
    return "go on" if over or screen.asked == "because" else screen.named(steps[index])
