"""What lies above and below the panels, and the rows that are left for them."""

from presence_tui.ui.plan import NOWHERE, Box, Plan, Stage, Wish, margin


class Purse:
    """Rows that are still to be given away."""

    def __init__(self, rows: int) -> None:
        self.left = max(0, rows)

    def take(self, rows: int, wanted: bool = True) -> int:
        """That many rows; none where they are not wanted or not all there."""
        if not wanted or rows > self.left:
            return 0
        self.left -= rows
        return rows

    def up_to(self, rows: int) -> int:
        """As many of the rows as there are."""
        return self.take(max(0, min(rows, self.left)))

    def stage(self, runs: bool, digits: bool) -> Stage:
        """How the lamp is drawn when its name and time are paid for."""
        if digits and self.take(3):
            return "big"
        return "lined" if self.take(1, runs) else "small"


class Frame:
    """A screen of one size, around its panels. Rows are taken in order of what matters."""

    def __init__(self, width: int, height: int, wish: Wish) -> None:
        side = margin(width)
        self.full = Box(0, 0, max(0, width), 1, side, side)
        self.wish, self._height = wish, height
        self.purse = purse = Purse(height)
        self._header, self._footer = purse.take(1), purse.take(1, height >= 3)
        typing = wish.typing and height >= 4
        self._typed = purse.up_to(max(1, min(wish.entry, height // 3))) if typing else 0
        self._note = purse.take(1, typing and height >= 8)
        self._line = self._foot = self._hours = self._air = self._strip = self._gap = 0

    # ── taking ───────────────────────────────────────────────────────────────

    def take_edges(self) -> None:
        """The day line, and a free row above the footer; what is wrong may need another."""
        self._line, self._foot = self.purse.take(1), self.purse.take(1)
        if self._typed:
            self._note += self.purse.up_to(self.wish.note - self._note - self._foot)

    def take_air(self) -> None:
        """A blank row above the panels."""
        self._air = self.purse.take(1)

    def take_strip(self, wanted: bool) -> None:
        """The line one types on, and a blank row above it."""
        self._strip = self.purse.take(1 if self._typed else 2, wanted or bool(self._typed))

    def take_hours(self) -> None:
        """The hours under the day line."""
        self._hours = self.purse.take(1, bool(self._line))

    def take_note(self) -> None:
        """A row kept for what will be said, so that nothing moves when one begins to type."""
        if not self._typed:
            self._note = self.purse.take(1, bool(self._strip))

    def take_gap(self) -> None:
        """A blank row under the header."""
        self._gap = self.purse.take(1)

    @property
    def whole(self) -> bool:
        """Whether it has all it could have, but for the gap."""
        return bool(self._hours) and bool(self._note or not self._strip)

    # ── what came of it ──────────────────────────────────────────────────────

    @property
    def top(self) -> int:
        """The first row of the panels."""
        return self._header + self._gap + self._line + self._hours + self._air

    @property
    def bottom(self) -> int:
        """The first row below the panels."""
        return self._below - self._entered - (1 if self._strip else 0)

    @property
    def _below(self) -> int:
        """The first row below the line one types on."""
        return self._height - self._footer - self._foot - self._note

    @property
    def _entered(self) -> int:
        return self._typed or (1 if self._strip else 0)

    def around(self, lamp: Box, moments: Box, gratitude: Box, tomorrow: int | None = None) -> Plan:
        """The plan around panels; `tomorrow` is the row of what is chosen, if there is one."""
        full = self.full
        rows = self._foot + self._note
        return Plan(
            header=full if self._header else NOWHERE,
            line=(
                full._replace(y=self._header + self._gap, height=1 + self._hours)
                if self._line
                else NOWHERE
            ),
            lamp=lamp if lamp.height else NOWHERE,
            moments=moments if moments.height else NOWHERE,
            gratitude=gratitude if gratitude.height else NOWHERE,
            intention=NOWHERE if tomorrow is None else full._replace(y=tomorrow),
            entry=(
                full._replace(y=self._below - self._entered, height=self._entered)
                if self._entered
                else NOWHERE
            ),
            note=full._replace(y=self._below, height=rows) if rows else NOWHERE,
            footer=full._replace(y=self._height - 1) if self._footer else NOWHERE,
        )
