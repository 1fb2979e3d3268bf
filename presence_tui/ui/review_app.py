"""`presence review` on a terminal: the dashboard opens with the review before it."""

import sys
from datetime import date

from presence_tui.domain.errors import PresenceError
from presence_tui.services.presence import a_day, open_presence
from presence_tui.ui.app import PresenceApp, run
from presence_tui.ui.screens.dashboard import Dashboard


class ReviewApp(PresenceApp):
    """Opens on the review; leaving it leaves the program."""

    reviewed: date
    weekly = False
    _at_home = False

    def on_ready(self) -> None:
        """The review comes up as soon as the screen is there."""
        from presence_tui.ui.screens.review import ReviewScreen
        from presence_tui.ui.screens.review_week import WeekReviewScreen

        screen = WeekReviewScreen if self.weekly else ReviewScreen
        self.push_screen(screen(self.presence, self.reviewed), self._left)

    def _left(self, _: object) -> None:
        if not self._at_home:
            self.exit()

    async def come_home(self) -> Dashboard:
        """Who asks for something on the dashboard stays there."""
        self._at_home = True
        return await super().come_home()


def run_review(day: str | None, weekly: bool) -> int:
    """Runs the review of a day as typed, today without; returns the exit status."""
    try:
        presence = open_presence()
        app = ReviewApp(presence, presence.history.today())
        app.reviewed = a_day(day, presence.today()) if day else presence.today()
        app.weekly = weekly
        presence.reviews.check_lived(app.reviewed, weekly)
    except PresenceError as error:
        print(error.in_shell(), file=sys.stderr)
        return 1
    return run(app)
