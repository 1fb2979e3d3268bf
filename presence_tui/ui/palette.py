"""The palette: every command by its name."""

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from presence_tui.ui.commands import COMMANDS, perform
from presence_tui.ui.screens.dashboard import Dashboard


class Palette(CommandPalette):
    """Textual's own, where a page on or back waits until there is a page to turn."""

    def _action_command_list(self, action: str) -> None:
        try:
            super()._action_command_list(action)
        except KeyError:
            # In Textual 8.2 a list that has not been laid out has no lines to reckon a page by.
            self.query_one(CommandList).action_first()


class CommandProvider(Provider):
    """Offers the dashboard's commands."""

    async def _usual(self) -> list[tuple[str, str]]:
        """The usual moments: the id that does one, and its words."""
        screen = self.screen
        if not isinstance(screen, Dashboard):
            return []
        from presence_tui.ui.actions.usual import listed

        return [(f"usual-{key}", words) for key, words in await listed(screen)]

    def _perform(self, ident: str) -> None:
        screen = self.screen
        if isinstance(screen, Dashboard):
            screen.call_later(perform, screen, ident)

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for item in COMMANDS:
            if item.id != "palette":
                yield DiscoveryHit(
                    item.name, lambda item=item: self._perform(item.id), help=item.help
                )

    async def search(self, query: str) -> Hits:
        """Those that fit what was typed."""
        matcher = self.matcher(query)
        for ident, words in await self._usual():
            score = matcher.match(words)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(words),
                    lambda ident=ident: self._perform(ident),
                    help="a usual moment",
                )
        for item in COMMANDS:
            score = matcher.match(item.name)
            if score > 0 and item.id != "palette":
                yield Hit(
                    score,
                    matcher.highlight(item.name),
                    lambda item=item: self._perform(item.id),
                    help=item.help,
                )
