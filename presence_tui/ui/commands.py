"""Every command of the dashboard: one object carries name, help, key and footer label.

Bindings, footer, help, palette and docs/keys.md are made from this list.
"""

from importlib import import_module
from inspect import isawaitable
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding

if TYPE_CHECKING:
    from presence_tui.ui.screens.dashboard import Dashboard


class Command(NamedTuple):
    """One thing a person can do here."""

    id: str
    name: str
    """Its name in the palette."""
    help: str
    """What it does, in the help and on the page of keys."""
    key: str
    """Textual key names, separated by commas; empty where it is by name only."""
    run: str
    """`module.function` under `presence_tui.ui.actions`; imported when it is first done."""
    shown: str
    """The key as it is shown."""
    footer: str = ""
    """Its word in the footer; empty where it is not shown there."""
    short: str = ""
    """Its word where there is little room."""
    place: str = "screen"
    """`screen`, or `list` where it needs a row."""
    group: str = "Moving about"
    """Its heading in the help."""
    each: bool = False
    """Whether each of its keys means another one: the function is given the key."""

    def bindings(self) -> list[Binding]:
        """Its key bindings, which can be re-mapped by their ids: one, or one for each key."""
        if not self.each:
            return [self._binding(self.key, self.id)]
        return [self._binding(key, f"{self.id}-{key}") for key in self.key.split(",")]

    def _binding(self, key: str, ident: str) -> Binding:
        """One binding.

        Priority bindings act before the next key is read, so words typed right after `m` are
        words already; Textual leaves printable keys to whoever is being typed into.
        """
        action = f"command('{ident}')" if self.place == "screen" else f"row('{ident}')"
        # What is by name only can be given a key; till then it waits for one that no one has.
        key = key or f"none-for-{ident}"
        return Binding(key, action, self.name, show=False, id=ident, priority=True)


NOW, DAY, EVENING = "Now", "The day", "The evening"

COMMANDS = (
    Command(
        "moment", "Log a moment", "log a moment", "m", "moments.begin", "m", "moment", group=NOW
    ),
    Command(
        "gratitude",
        "Give thanks",
        "give thanks",
        "g",
        "gratitude.begin",
        "g",
        "gratitude",
        "thanks",
        group=NOW,
    ),
    Command(
        "boundary",
        "Start or end a boundary",
        "start or end a boundary",
        "b",
        "boundaries.choose",
        "b",
        "boundary",
        group=NOW,
    ),
    Command(
        "bedtime",
        "Phone-free bedtime",
        "a phone-free bedtime",
        "n",
        "boundaries.bedtime",
        "n",
        "bedtime",
        group=NOW,
    ),
    Command(
        "return",
        "A return",
        "a return, while a boundary runs",
        "x",
        "boundaries.come_back",
        "x",
        "return",
        group=NOW,
    ),
    Command(
        "pause",
        "Pause, or go on",
        "pause, and go on",
        "p",
        "boundaries.pause",
        "p",
        "pause",
        group=NOW,
    ),
    Command(
        "extend",
        "Five minutes longer",
        "five minutes longer",
        "plus",
        "boundaries.extend",
        "+",
        group=NOW,
    ),
    Command(
        "extend-more",
        "Fifteen minutes longer",
        "fifteen minutes longer",
        "",
        "boundaries.extend_more",
        "",
        group=NOW,
    ),
    Command(
        "tell",
        "Words for the others",
        "copy the words for the others of what runs",
        "Y",
        "boundaries.tell",
        "Y",
        group=NOW,
    ),
    Command(
        "timed",
        "Start a timed moment",
        "start a timed moment; ending it logs it",
        "T",
        "timed.begin",
        "T",
        group=NOW,
    ),
    Command(
        "drop",
        "Drop the timed moment, let it go",
        "let the timed moment go, unlogged",
        "D",
        "timed.drop",
        "D",
        group=NOW,
    ),
    Command(
        "deck",
        "Ten-minute deck",
        "ideas for ten minutes; on a boundary in focus a return",
        "space",
        "deck.open_deck",
        "space",
        group=NOW,
    ),
    Command(
        "usual",
        "A usual moment",
        "one of your usual moments: logged, or started",
        "1,2,3,4,5,6,7,8,9",
        "usual.do",
        "1–9",
        group=NOW,
        each=True,
    ),
    Command(
        "usual-moments",
        "Usual moments",
        "your usual moments: change, order, start or log",
        "0",
        "preparing.usual",
        "0",
        group=NOW,
    ),
    Command(
        "presets",
        "Presets",
        "presets: make one, change one",
        "",
        "preparing.presets",
        "",
        group=NOW,
    ),
    Command(
        "plans",
        "Plans",
        "plans: if it is that time, then this",
        "",
        "preparing.plans",
        "",
        group=NOW,
    ),
    Command(
        "parked",
        "Parked lines",
        "parked lines: what is left open",
        "",
        "preparing.parked",
        "",
        group=NOW,
    ),
    Command(
        "edit",
        "Edit the row",
        "edit the row",
        "enter,e",
        "rows.edit",
        "e",
        "edit",
        place="list",
        group=DAY,
    ),
    Command(
        "delete",
        "Delete the row",
        "delete the row; undo brings it back",
        "d,delete",
        "rows.delete",
        "d",
        "delete",
        place="list",
        group=DAY,
    ),
    Command(
        "fulfilled",
        "This was it",
        "this moment was the one chosen for the day",
        "t",
        "intentions.fulfilled",
        "t",
        "this was it",
        "was it",
        place="list",
        group=DAY,
    ),
    Command(
        "form",
        "Edit every field",
        "edit the row field by field",
        "E,ctrl+e",
        "records.form",
        "E",
        place="list",
        group=DAY,
    ),
    Command(
        "select",
        "Select the row",
        "select the row, or leave it out again",
        "s",
        "rows.select",
        "s",
        place="list",
        group=DAY,
    ),
    Command(
        "tag",
        "Tag the row",
        "tag the row, or all that are selected",
        "number_sign",
        "rows.tag",
        "#",
        place="list",
        group=DAY,
    ),
    Command(
        "copy",
        "Copy the row",
        "copy the row’s words",
        "y",
        "rows.copy",
        "y",
        place="list",
        group=DAY,
    ),
    Command(
        "rest",
        "Put the row to rest, or wake it",
        "put the row to rest: never offered again; once more wakes it",
        "z",
        "records.rest",
        "z",
        place="list",
        group=DAY,
    ),
    Command(
        "other",
        "The other version",
        "what another device made of the row meanwhile",
        "",
        "records.other",
        "",
        group=DAY,
    ),
    Command(
        "purge",
        "Purge the row",
        "take the row’s words off this disk for good",
        "",
        "records.purge",
        "",
        group=DAY,
    ),
    Command("undo", "Undo", "take the last change back", "u", "changes.undo", "u", group=DAY),
    Command("redo", "Redo", "do it again", "U,upper_u", "changes.redo", "U", group=DAY),
    Command(
        "day-before",
        "The day before",
        "the day before",
        "left_square_bracket",
        "days.before",
        "[",
        group=DAY,
    ),
    Command(
        "day-after",
        "The day after",
        "the day after",
        "right_square_bracket",
        "days.after",
        "]",
        group=DAY,
    ),
    Command("today", "Today", "today", "full_stop", "days.today", ".", group=DAY),
    Command(
        "find",
        "Find",
        "find anything ever written",
        "slash",
        "finding.find",
        "/",
        "find",
        group=DAY,
    ),
    Command(
        "history",
        "History",
        "history: a calendar of days",
        "h",
        "history.open_calendar",
        "h",
        "history",
        group=DAY,
    ),
    Command(
        "people",
        "People",
        "the people in the journal",
        "P",
        "people.open_people",
        "P",
        group=DAY,
    ),
    Command(
        "review",
        "End-of-day review",
        "end-of-day review",
        "r",
        "evening.review",
        "r",
        "review",
        group=EVENING,
    ),
    Command(
        "care",
        "Care check-in",
        "care and guilt check-in",
        "c",
        "evening.care",
        "c",
        "care",
        group=EVENING,
    ),
    Command(
        "guilt", "Guilt card", "put guilt on the table", "", "evening.guilt", "", group=EVENING
    ),
    Command(
        "page", "The day's page", "a free page of the day", "", "evening.page", "", group=EVENING
    ),
    Command(
        "intention",
        "Tomorrow's intention",
        "tomorrow's one moment",
        "i",
        "intentions.choose",
        "i",
        group=EVENING,
    ),
    Command(
        "rhythm",
        "Rhythm",
        "rhythm: week, month, year",
        "w",
        "evening.rhythm",
        "w",
        "rhythm",
        group=EVENING,
    ),
    Command(
        "week-review",
        "Week review",
        "a look at the week",
        "",
        "evening.week_review",
        "",
        group=EVENING,
    ),
    Command(
        "hard-week",
        "Hard week: let prompts rest",
        "a hard week: nothing asks for some days",
        "",
        "evening.hard_week",
        "",
        group=EVENING,
    ),
    Command("next-panel", "Next panel", "the next panel", "tab", "panels.next_panel", "tab"),
    Command(
        "previous-panel",
        "Previous panel",
        "the panel before",
        "shift+tab",
        "panels.previous_panel",
        "shift+tab",
    ),
    Command(
        "focus",
        "Only what runs",
        "only what runs, and back",
        "f",
        "view.focus_lamp",
        "f",
    ),
    Command(
        "veil",
        "Veil",
        "hide all words, keep the timer: someone is looking",
        "v",
        "view.veil",
        "v",
    ),
    Command(
        "jump",
        "Jump",
        "a letter on every place one can go",
        "J",
        "view.jump",
        "J",
    ),
    Command("down", "Next row", "the next row", "down,j", "rows.down", "↓ j", place="list"),
    Command("up", "Row before", "the row before", "up,k", "rows.up", "↑ k", place="list"),
    Command(
        "help",
        "Help",
        "help, about where you are",
        "question_mark,f1",
        "panels.explain",
        "?",
        "help",
    ),
    Command("theme", "Theme", "choose a theme, seen while choosing", "", "themes.choose", ""),
    Command(
        "palette", "Everything by name", "everything by name", "ctrl+p", "panels.palette", "ctrl+p"
    ),
    Command("leave", "Leave", "leave; boundaries go on", "q", "panels.leave", "q"),
)


def bindings(place: str) -> list[Binding]:
    """The key bindings of a place."""
    return [b for c in COMMANDS if c.place == place for b in c.bindings()]


def command(ident: str) -> Command:
    """The command of that id."""
    return next(c for c in COMMANDS if c.id == ident)


async def perform(room: "Dashboard", ident: str) -> None:
    """Does a command by its id, as its key would; `usual-3` is the third of those of `usual`."""
    item = next((c for c in COMMANDS if c.id == ident), None)
    given: tuple[str, ...] = ()
    if item is None:
        base, _, key = ident.rpartition("-")
        item, given = command(base), (key,)
    module, _, name = item.run.partition(".")
    done = getattr(import_module(f"presence_tui.ui.actions.{module}"), name)(room, *given)
    if isawaitable(done):
        await done
