"""A page about one person: what was lived together lately, and what is kept about them."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from presence_tui.domain.text import one_line
from presence_tui.services.people import COLOURS, Known, PersonPage
from presence_tui.services.presence import Presence
from presence_tui.ui.alerts import say
from presence_tui.ui.draw import Piece, cut, fill
from presence_tui.ui.phrases import found_day, minutes_short
from presence_tui.ui.plan import MIDDLE
from presence_tui.ui.screens.asking import TYPING
from presence_tui.ui.screens.evening import EveningScreen
from presence_tui.ui.themes import person_style
from presence_tui.ui.widgets.sheet import BLANK, KeyHint, Line, title_line

RESTED = "At rest: never offered again, in any spelling. z on this page wakes them."
WOKEN = "Awake: offered as before."


class PersonScreen(EveningScreen[None]):
    """What was lived together lately; a fuller name, a colour, another spelling, rest."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *TYPING,
        Binding("down", "scroll_lines(1)", "Further down"),
        Binding("j", "scroll_lines(1)", "Further down", id="down"),
        Binding("up", "scroll_lines(-1)", "Further up"),
        Binding("k", "scroll_lines(-1)", "Further up", id="up"),
        Binding("n", "ask_name", "A fuller name"),
        Binding("c", "colour", "A colour"),
        Binding("m", "ask_merge", "The same as someone else"),
        Binding("p", "part", "Their own person again"),
        Binding("z", "rest", "Put to rest, or wake", id="rest"),
        Binding("q", "leave", "Back", id="leave"),
    ]

    def __init__(self, presence: Presence, person: Known) -> None:
        super().__init__(presence)
        self.person = person
        self.page: PersonPage | None = None
        self._note = ""
        """What the field asks for."""

    async def begin(self) -> None:
        """The name at once, the page when it is read."""
        self.redraw()
        await self._read()

    async def _read(self) -> None:
        name = self.person.id
        page = await self.desk(lambda: self.presence.people.page(name))
        if page is not None:
            self.page, self.person = page, page.person
        self.redraw()

    async def _do(self, change: Callable[[], Known]) -> None:
        """Changes what is kept about them; what cannot be is said."""
        person = await self.desk(change)
        if person is not None:
            self.person = person
        await self._read()

    # ── keys ─────────────────────────────────────────────────────────────────

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed, letters are letters."""
        if action in ("ask_name", "ask_merge", "colour", "part", "rest"):
            return not self.asking
        return super().check_action(action, parameters)

    def drafted(self) -> None:
        """A name is short: nothing of it is kept until enter."""

    async def action_leave(self) -> None:
        """Escape leaves the field first, then the page."""
        if self.asking:
            self.hush()
            self.redraw()
        else:
            self.dismiss(None)

    def _ask(self, key: str, note: str, words: str) -> None:
        self.asking, self._note = key, note
        self.words.load_text(words)
        self.words.move_cursor(self.words.document.end)
        self.words.display = True
        self.set_focus(self.words)
        self.redraw()

    def action_scroll_lines(self, by: int) -> None:
        """What does not fit comes into sight."""
        self.sheet.scroll_lines(by)

    def action_ask_name(self) -> None:
        """Asks for a fuller name."""
        self._ask("name", "a fuller name; empty takes it away", one_line(self.person.name))

    def action_ask_merge(self) -> None:
        """Asks whose other spelling this is."""
        self._ask("merge", "the same person as", "@")

    async def answered(self, words: str) -> None:
        """Keeps what the field asked for."""
        people, name, asked = self.presence.people, self.person.id, self.asking
        self.hush()
        if asked == "name":
            await self._do(lambda: people.rename(name, words))
        elif words.strip() not in ("", "@"):
            await self._do(lambda: people.merge(name, words.strip()))

    async def action_colour(self) -> None:
        """The next colour, then none."""
        now = self.person.colour
        colours = (*COLOURS, None)
        after = colours[(colours.index(now) + 1) % len(colours)] if now in colours else COLOURS[0]
        if now is None:
            after = COLOURS[0]
        name = self.person.id
        await self._do(lambda: self.presence.people.colour(name, after))

    async def action_part(self) -> None:
        """The last of the other spellings is a person of their own again."""
        others = list(self.person.spellings[1:])
        if others:
            name, people = self.person.id, self.presence.people

            def part() -> Known:
                people.part(others[-1])
                return people.of(name)

            await self._do(part)

    async def action_rest(self) -> None:
        """Never offered again, or offered as before."""
        name, resting = self.person.id, self.person.at_rest
        await self._do(lambda: self.presence.people.rest(name, wake=resting))
        if self.person.at_rest != resting:
            say(self.app, WOKEN if resting else RESTED)

    # ── drawing ──────────────────────────────────────────────────────────────

    def title_pieces(self) -> list[Piece]:
        """`People   Mia`."""
        name = cut(self.person.name, max(0, self.inner - 10))
        return [("People   ", self.ink.muted), (name, self.ink.strong)]

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        if self.asking:
            return [KeyHint("enter", "keep", "field_enter"), KeyHint("esc", "leave it", "leave")]
        found = [
            KeyHint("n", "name", "ask_name"),
            KeyHint("c", "colour", "colour"),
            KeyHint("m", "same as", "ask_merge"),
            KeyHint("{rest}", "wake" if self.person.at_rest else "rest", "rest"),
        ]
        if len(self.person.spellings) > 1:
            found.insert(3, KeyHint("p", "part", "part"))
        return [*found, KeyHint("esc", "back", "leave")]

    def body(self) -> list[Line]:
        """Spellings, the field, the last moments and thanks, what you like to do."""
        ink, inner = self.ink, self.inner
        also = " ".join(f"@{one_line(s)}" for s in self.person.spellings)
        about = also + ("   at rest" if self.person.at_rest else "")
        pieces: list[Piece] = [(cut(about, max(0, inner - 4)), ink.muted)]
        if self.person.colour:
            pieces += [("  ●", person_style(ink, self.person.colour))]
        lines = [Line(tuple(pieces))]
        if self.asking:
            lines += [BLANK, *self.field_lines(), Line((("  ", ink.text), (self._note, ink.muted)))]
        if self.page is None:
            return lines
        today = self.presence.today()
        if self.page.liked:
            liked = " · ".join(one_line(words) for words in self.page.liked)
            lines += [BLANK, title_line(ink, "You like", inner), *self.said(liked, muted=False)]
        if self.page.moments:
            lines += [BLANK, title_line(ink, "Moments", inner)]
            for moment in self.page.moments:
                day = found_day(moment.stamp.day, today) if moment.stamp.day else ""
                length = minutes_short(moment.minutes) if moment.minutes else ""
                # Where there is little room, it is the words' own.
                tail = f"  {length:>5}" if inner >= MIDDLE - 4 else ""
                words = fill(moment.text, max(0, inner - 13 - len(tail)))
                pieces = [(fill(day, 11), ink.muted), ("  ", ink.text), (words, ink.text)]
                lines.append(Line((*pieces, (tail, ink.muted))))
        if self.page.gratitude:
            lines += [BLANK, title_line(ink, "Gratitude", inner)]
            for thanks in self.page.gratitude:
                day = found_day(thanks.stamp.day, today) if thanks.stamp.day else ""
                given = (cut(thanks.text, max(0, inner - 13)), ink.text)
                lines.append(Line(((fill(day, 11), ink.muted), ("  ", ink.text), given)))
        return lines

    def help_text(self) -> str:
        """What this is."""
        return (
            "The last moments together and what you like to do. n gives a fuller name, c a colour, "
            "m says that this is another spelling of someone, p parts them again. {rest} puts a "
            "person to rest: they stay in the journal and are never offered again."
        )
