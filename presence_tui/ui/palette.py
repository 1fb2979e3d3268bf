"""The palette: every command by its name."""

from textual.command import DiscoveryHit, Hit, Hits, Provider

from presence_tui.ui.commands import COMMANDS, Command, perform
from presence_tui.ui.screens.dashboard import Dashboard


class CommandProvider(Provider):
    """Offers the dashboard's commands."""

    def _perform(self, item: Command) -> None:
        screen = self.screen
        if isinstance(screen, Dashboard):
            screen.call_later(perform, screen, item.id)

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for item in COMMANDS:
            if item.id != "palette":
                yield DiscoveryHit(item.name, lambda item=item: self._perform(item), help=item.help)

    async def search(self, query: str) -> Hits:
        """Those that fit what was typed."""
        matcher = self.matcher(query)
        for item in COMMANDS:
            score = matcher.match(item.name)
            if score > 0 and item.id != "palette":
                yield Hit(
                    score,
                    matcher.highlight(item.name),
                    lambda item=item: self._perform(item),
                    help=item.help,
                )
