"""What is rarely done to an entry: field by field, put to rest, its other version, purged."""

from presence_tui.domain.errors import PresenceError
from presence_tui.domain.text import one_line
from presence_tui.services.past import as_words
from presence_tui.ui.actions.rows import rows_of, say_no_row
from presence_tui.ui.alerts import say
from presence_tui.ui.dialogs.question import Choice, Question, Reply
from presence_tui.ui.keymap import with_keys
from presence_tui.ui.screens.dashboard import Dashboard

RESTED = "It rests, and is never offered again; {rest} wakes it."
WOKEN = "It is awake: offered as before."


def _ident(room: Dashboard) -> str | None:
    """The record in focus; where there is none, that is said."""
    rows = rows_of(room)
    ident = rows.current() if rows is not None else None
    if ident is None:
        say_no_row(room)
    return ident


async def form(room: Dashboard) -> None:
    """Opens the row field by field."""
    ident = _ident(room)
    if ident is None:
        return
    await open_form(room, ident)


async def open_form(room: Dashboard, ident: str) -> None:
    """Opens the entry an id means field by field; what is kept is gone to."""
    from presence_tui.ui.screens.entry_form import EntryForm

    try:
        found = await room.desk.do(lambda: room.presence.forms.of(ident))
    except PresenceError as error:
        say(room.app, error, serious=True)
        return

    def kept(record: str | None) -> None:
        if record is not None:
            room.reload(record)

    await room.app.push_screen(EntryForm(room.presence, found), kept)


def rest(room: Dashboard) -> None:
    """Puts the row to rest, or wakes it."""
    if (ident := _ident(room)) is not None:
        room.run_worker(_rest(room, ident), group="change")


async def _rest(room: Dashboard, ident: str) -> None:
    memories, past = room.presence.memories, room.presence.past
    try:
        wake = await room.desk.do(lambda: memories.resting().has(past.find(ident)))
        await room.desk.do(lambda: memories.rest(ident, wake=wake))
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    await room.look_again()
    await room.at_rest.look()
    say(room.app, WOKEN if wake else with_keys(room.app, RESTED))


def other(room: Dashboard) -> None:
    """Shows what another device made of the row without knowing of this version."""
    if (ident := _ident(room)) is not None:
        room.run_worker(_other(room, ident), group="ask")


async def _other(room: Dashboard, ident: str) -> None:
    past = room.presence.past
    try:
        versions = await room.desk.do(lambda: past.versions(ident))
        words = [one_line(as_words(version)) for version in versions]
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    if not words:
        say(room.app, "There is one version of it.")
        return
    choices = tuple(Choice(str(n), shown, str(n - 1)) for n, shown in enumerate(words[:9], 1))

    async def answered(reply: Reply | None) -> None:
        if reply is not None:
            await room.entry.begin("edit", as_words(versions[int(reply.answer)]), ident)

    await room.app.push_screen(
        Question("Written elsewhere at the same time. A number opens it for editing.", choices),
        answered,
    )


def purge(room: Dashboard) -> None:
    """Takes the row's words off this disk for good, after a question."""
    if (ident := _ident(room)) is not None:
        room.run_worker(_ask_purge(room, ident), group="ask")


async def _ask_purge(room: Dashboard, ident: str) -> None:
    past = room.presence.past
    try:
        label = await room.desk.do(lambda: past.label(past.purgeable(ident)))
    except PresenceError as error:
        say(room.app, error, serious=True)
        return

    def answered(reply: Reply | None) -> None:
        if reply is not None:
            room.run_worker(_purge(room, ident), group="change")

    question = Question(
        "Take these words off this disk for good? Undo cannot bring them back.",
        (Choice("y", "yes, for good", "yes"),),
        lines=(one_line(label),),
    )
    await room.app.push_screen(question, answered)


async def _purge(room: Dashboard, ident: str) -> None:
    past = room.presence.past
    try:
        elsewhere = await room.desk.do(lambda: past.purge(ident))
    except PresenceError as error:
        say(room.app, error, serious=True)
        return
    room.drafting.forget()
    await room.look_again()
    rest = f" {', '.join(elsewhere)} will follow when it next reads." if elsewhere else ""
    say(room.app, f"Gone from the journal, its backups and the change log.{rest}")
