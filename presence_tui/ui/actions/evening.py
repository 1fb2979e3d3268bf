"""The evening: review, care, guilt, the page of the day, and how the days lean."""

from datetime import date

from presence_tui.domain.errors import PresenceError
from presence_tui.ui.actions.unveiled import shows_words
from presence_tui.ui.alerts import say
from presence_tui.ui.dialogs.hard_week import answered, hard_week_question
from presence_tui.ui.screens.dashboard import Dashboard


@shows_words
async def review(room: Dashboard, day: date | None = None) -> None:
    """Opens the review of a day, else of the one on the screen."""
    from presence_tui.ui.screens.review import ReviewScreen

    await room.app.push_screen(ReviewScreen(room.presence, day or room.day.day), room.back)


@shows_words
async def week_review(room: Dashboard) -> None:
    """Opens the review of the week."""
    from presence_tui.ui.screens.review_week import WeekReviewScreen

    await room.app.push_screen(WeekReviewScreen(room.presence, room.day.day), room.back)


@shows_words
async def care(room: Dashboard) -> None:
    """Opens the marks of care, from which a guilt card and the day's page can be reached."""
    from presence_tui.ui.screens.care import CareScreen

    await room.app.push_screen(CareScreen(room.presence, room.day.day), room.back)


@shows_words
async def guilt(room: Dashboard) -> None:
    """Opens a guilt card."""
    from presence_tui.ui.screens.guilt import GuiltScreen

    await room.app.push_screen(GuiltScreen(room.presence, room.day.day), room.back)


@shows_words
async def page(room: Dashboard) -> None:
    """Opens the free page of the day."""
    from presence_tui.ui.screens.page import PageScreen

    await room.app.push_screen(PageScreen(room.presence, room.day.day), room.back)


def hard_week(room: Dashboard) -> None:
    """Lets every prompt rest for some days, or come back."""
    room.run_worker(_hard_week(room), group="ask")


async def _hard_week(room: Dashboard) -> None:
    week = room.presence.week
    try:
        until = await room.desk.do(week.hard_until)
        reply = await room.app.push_screen_wait(hard_week_question(until))
        if reply is None:
            return
        said = await room.desk.do(lambda: answered(week, reply))
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    await room.look_again()
    await room.at_rest.look()
    say(room.app, said)


@shows_words
async def rhythm(room: Dashboard) -> None:
    """Opens the rhythm of the week; the day chosen there is shown."""
    from presence_tui.ui.screens.rhythm import RhythmScreen

    def chosen(day: date | None) -> None:
        if day is not None:
            room.look_at(day)

    await room.app.push_screen(RhythmScreen(room.presence, room.day.day), chosen)
