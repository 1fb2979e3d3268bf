"""Every command of the dashboard, one row each.

Bindings, footer, help, palette and docs/keys.md are made from this list.
"""

from functools import partial
from importlib import import_module
from inspect import isawaitable
from typing import TYPE_CHECKING

from textual.binding import Binding

from presence_tui.ui.command import Command

if TYPE_CHECKING:
    from presence_tui.ui.screens.dashboard import Dashboard

NOW, DAY, EVENING, ABOUT = "Now", "The day", "The evening", "Moving about"

_now = partial(Command, group=NOW)
_day = partial(Command, group=DAY)
_row = partial(Command, group=DAY, place="list")
_evening = partial(Command, group=EVENING)
_about = partial(Command, group=ABOUT)

# fmt: off
COMMANDS = (
    _now("moment",           "m",                    "Log a moment",                     "", "moments.begin", "moment", 1),
    _now("gratitude",        "g",                    "Give thanks",                      "", "gratitude.begin", "gratitude", 2, "thanks"),
    _now("boundary",         "b",                    "Start or end a boundary",          "", "boundaries.choose", "boundary", 3),
    _now("bedtime",          "n",                    "Phone-free bedtime",               "a phone-free bedtime", "boundaries.bedtime", "bedtime", 7),
    _now("return",           "x",                    "A return",                         "a return, while a boundary runs", "boundaries.come_back", "return", 8),
    _now("pause",            "p",                    "Pause, or go on",                  "", "boundaries.pause", "pause", 12),
    _now("extend",           "plus",                 "Five minutes longer",              "", "boundaries.extend"),
    _now("extend-more",      "",                     "Fifteen minutes longer",           "", "boundaries.extend_more"),
    _now("tell",             "Y",                    "Words for the others",             "copy the words for the others of what runs", "boundaries.tell"),
    _now("timed",            "T",                    "Start a timed moment",             "start a timed moment; ending it logs it", "timed.begin"),
    _now("drop",             "D",                    "Drop the timed moment, let it go", "let the timed moment go, unlogged", "timed.drop"),
    _now("deck",             "space",                "Ten-minute deck",                  "ideas for ten minutes; on a boundary in focus a return", "deck.open_deck"),
    _now("usual",            "1,2,3,4,5,6,7,8,9",    "A usual moment",                   "one of your usual moments: logged, or started", "usual.do", keys="1–9", each=True),
    _now("usual-moments",    "0",                    "Usual moments",                    "your usual moments: change, order, start or log", "preparing.usual"),
    _now("presets",          "",                     "Presets",                          "presets: make one, change one", "preparing.presets"),
    _now("plans",            "",                     "Plans",                            "plans: if it is that time, then this", "preparing.plans"),
    _now("parked",           "",                     "Parked lines",                     "parked lines: what is left open", "preparing.parked"),

    _row("edit",             "e,enter",              "Edit the row",                     "", "rows.edit", "edit", 4),
    _row("delete",           "d,delete",             "Delete the row",                   "delete the row; undo brings it back", "rows.delete", "delete", 5),
    _row("fulfilled",        "t",                    "This was it",                      "this moment was the one chosen for the day", "intentions.fulfilled", "this was it", 6, "was it"),
    _row("form",             "E,ctrl+e",             "Edit every field",                 "edit the row field by field", "records.form"),
    _row("select",           "s",                    "Select the row",                   "select the row, or leave it out again", "rows.select"),
    _row("tag",              "number_sign",          "Tag the row",                      "tag the row, or all that are selected", "rows.tag"),
    _row("copy",             "y",                    "Copy the row",                     "copy the row’s words", "rows.copy"),
    _row("rest",             "z",                    "Put the row to rest, or wake it",  "put the row to rest: never offered again; once more wakes it", "records.rest"),
    _day("other",            "",                     "The other version",                "what another device made of the row meanwhile", "records.other"),
    _day("purge",            "",                     "Purge the row",                    "take the row’s words off this disk for good", "records.purge"),
    _day("undo",             "u",                    "Undo",                             "take the last change back", "changes.undo"),
    _day("redo",             "U,upper_u",            "Redo",                             "do it again", "changes.redo"),
    _day("day-before",       "left_square_bracket",  "The day before",                   "", "days.before"),
    _day("day-after",        "right_square_bracket", "The day after",                    "", "days.after"),
    _day("today",            "full_stop",            "Today",                            "", "days.today"),
    _day("find",             "slash",                "Find",                             "find anything ever written", "finding.find", "find", 11),
    _day("history",          "h",                    "History",                          "history: a calendar of days", "history.open_calendar", "history", 13),
    _day("people",           "P",                    "People",                           "the people in the journal", "people.open_people"),

    _evening("review",       "r",                    "End-of-day review",                "", "evening.review", "review", 9),
    _evening("care",         "c",                    "Care check-in",                    "care and guilt check-in", "evening.care", "care", 14),
    _evening("guilt",        "",                     "Guilt card",                       "put guilt on the table", "evening.guilt"),
    _evening("page",         "",                     "The day's page",                   "a free page of the day", "evening.page"),
    _evening("intention",    "i",                    "Tomorrow's intention",             "tomorrow's one moment", "intentions.choose"),
    _evening("rhythm",       "w",                    "Rhythm",                           "rhythm: week, month, year", "evening.rhythm", "rhythm", 10),
    _evening("week-review",  "",                     "Week review",                      "a look at the week", "evening.week_review"),
    _evening("hard-week",    "",                     "Hard week: let prompts rest",      "a hard week: nothing asks for some days", "evening.hard_week"),

    _about("next-panel",     "tab",                  "Next panel",                       "the next panel", "panels.next_panel"),
    _about("previous-panel", "shift+tab",            "Previous panel",                   "the panel before", "panels.previous_panel"),
    _about("focus",          "f",                    "Only what runs",                   "only what runs, and back", "view.focus_lamp"),
    _about("veil",           "v",                    "Veil",                             "hide all words, keep the timer: someone is looking", "view.veil"),
    _about("jump",           "J",                    "Jump",                             "a letter on every place one can go", "view.jump"),
    _about("down",           "down,j",               "Next row",                         "the next row", "rows.down", keys="↓ j", place="list"),
    _about("up",             "up,k",                 "Row before",                       "the row before", "rows.up", keys="↑ k", place="list"),
    _about("help",           "question_mark,f1",     "Help",                             "help, about where you are", "panels.explain", "help"),
    _about("theme",          "",                     "Theme",                            "choose a theme, seen while choosing", "themes.choose"),
    _about("palette",        "ctrl+p",               "Everything by name",               "", "panels.palette"),
    _about("leave",          "q",                    "Leave",                            "leave; boundaries go on", "panels.leave"),
)
# fmt: on


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
