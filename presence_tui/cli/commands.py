"""Every command of the command line: its name, what it does, an example, and where it lives."""

from typing import NamedTuple


class Command(NamedTuple):
    """One command. Its module has `arguments(parser)` and `run(presence, options)`."""

    name: str
    module: str
    usage: str
    help: str
    example: str
    changes: bool = False
    """Whether it changes what is kept, so that it is done even where its answer gets lost."""


COMMANDS = (
    Command(
        "log",
        "entries",
        "TEXT…",
        "logs a moment in quick-entry words",
        'presence log "10m dance party @mia #play"',
        changes=True,
    ),
    Command(
        "thanks",
        "entries",
        "TEXT…",
        "logs a gratitude",
        'presence thanks "Sam took the morning" --because "I slept until seven"',
        changes=True,
    ),
    Command(
        "start",
        "boundaries",
        "[NAME]",
        "starts a boundary: a preset's name or words of your own",
        'presence start logged-off --until 20:00\n  presence start --moment "dance party 10m @mia"',
        changes=True,
    ),
    Command(
        "stop",
        "boundaries",
        "[NAME]",
        "ends a boundary; with no name the one that began last",
        "presence stop --at 17:30",
        changes=True,
    ),
    Command(
        "extend",
        "boundaries",
        "[NAME]",
        "moves a planned end further on",
        "presence extend --by 15m",
        changes=True,
    ),
    Command(
        "pause",
        "boundaries",
        "[NAME]",
        "pauses a boundary",
        "presence pause",
        changes=True,
    ),
    Command(
        "resume",
        "boundaries",
        "[NAME]",
        "goes on with a paused boundary",
        "presence resume",
        changes=True,
    ),
    Command(
        "return",
        "boundaries",
        "[NAME]",
        "counts a return: attention had left, and is here again",
        "presence return",
        changes=True,
    ),
    Command(
        "wait",
        "waiting",
        "[NAME]",
        "waits until a boundary ends",
        "presence wait bedtime && notify-send 'Asleep'",
    ),
    Command(
        "park",
        "parked",
        "[TEXT…]",
        "parks what is left open; without words, shows what waits",
        'presence park "finish the slides — tomorrow 9:15, at the desk"',
        changes=True,
    ),
    Command(
        "plans",
        "plans",
        "",
        "the if–then plans of the settings, soonest first",
        "presence plans",
    ),
    Command(
        "drop",
        "boundaries",
        "[NAME]",
        "lets a timed moment go without logging it",
        "presence drop",
        changes=True,
    ),
    Command(
        "status",
        "status",
        "",
        "one line about what runs, for a status bar",
        'presence status --format "{name} {elapsed}"',
    ),
    Command(
        "today",
        "today",
        "",
        "the day on paper",
        "presence today --day 2026-11-20",
    ),
    Command(
        "find",
        "find",
        "WORDS…",
        "searches everything ever written",
        "presence find pancakes @mia after:2025-06 kind:moment",
    ),
    Command(
        "edit",
        "past",
        "ID [TEXT…]",
        "replaces the words of an entry, or a field; without words shows its fields",
        'presence edit 7QXT "15m dance party @mia"\n  presence edit 7QXT --set ended=17:10',
        changes=True,
    ),
    Command(
        "delete",
        "past",
        "ID",
        "deletes an entry",
        "presence delete 7QXT",
        changes=True,
    ),
    Command(
        "undo",
        "changes",
        "",
        "takes the last change back",
        "presence undo",
        changes=True,
    ),
    Command(
        "redo",
        "changes",
        "",
        "does again what was taken back last",
        "presence redo",
        changes=True,
    ),
    Command(
        "purge",
        "past",
        "ID",
        "takes an entry's words off this disk for good",
        "presence purge 7QXT --yes",
        changes=True,
    ),
    Command(
        "review",
        "review",
        "",
        "closes the day in four short steps; without a terminal, prints it",
        "presence review --week",
    ),
    Command(
        "rhythm",
        "rhythm",
        "",
        "how the week, the month or the year leans",
        "presence rhythm --month",
    ),
    Command(
        "letter",
        "letter",
        "",
        "a week or a month as a page to keep or to send",
        "presence letter --month --format html -o november.html",
    ),
    Command(
        "export",
        "export",
        "",
        "writes everything that is kept",
        "presence export --format json -o journal.json",
    ),
    Command(
        "import",
        "importing",
        "FILE",
        "brings an export back in, twice without doubling",
        "presence import journal.json",
        changes=True,
    ),
    Command(
        "backup",
        "keeping",
        "[FILE]",
        "writes all that is kept to one zip file",
        "presence backup ~/presence.zip",
        changes=True,
    ),
    Command(
        "restore",
        "keeping",
        "[WHAT]",
        "brings back what a backup or an earlier state holds",
        "presence restore ~/presence.zip --yes",
        changes=True,
    ),
    Command(
        "doctor",
        "doctor",
        "",
        "looks whether all that is kept is sound",
        "presence doctor --repair",
    ),
    Command(
        "people",
        "people",
        "[NAME]",
        "who is named in the journal; a page about one of them",
        "presence people mimi --same-as mia",
    ),
    Command(
        "usual",
        "usual",
        "[NUMBER]",
        "your usual moments; with a number logs or starts that one",
        "presence usual 2",
        changes=True,
    ),
    Command(
        "deck",
        "deck",
        "",
        "ideas for ten minutes; starts one as a timed moment",
        "presence deck --minutes 5 --place in --start 1",
    ),
    Command(
        "completion",
        "completion",
        "SHELL",
        "a script that completes commands and options in bash, zsh or fish",
        "presence completion bash >> ~/.bashrc\n"
        '  presence completion zsh > "${fpath[1]}/_presence"\n'
        "  presence completion fish > ~/.config/fish/completions/presence.fish",
    ),
    Command(
        "demo",
        "demo",
        "",
        "the dashboard on some months of a made-up family; nothing is kept",
        "presence demo",
    ),
    Command(
        "config",
        "config",
        "path|check|edit",
        "the settings: path, check or edit",
        "presence config edit",
    ),
)
