"""`log` and `thanks`."""

from typing import TYPE_CHECKING, Any

from presence_tui.services.presence import Presence, a_day

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: "ArgumentParser", name: str) -> None:
    """What may be said."""
    if name == "log":
        parser.add_argument(
            "text",
            nargs="*",
            metavar="TEXT",
            help="what it was, in your words; - logs each line of standard input",
        )
        parser.add_argument("--at", metavar="TIME", help="when it began: 7:40, 7pm, 18:00-18:30")
        parser.add_argument("--edit", action="store_true", help="write it in $EDITOR")
    else:
        parser.add_argument("text", nargs="*", metavar="TEXT", help="what you are thankful for")
        parser.add_argument("--because", metavar="TEXT", help="why")
    parser.add_argument("--day", metavar="DATE", help="the day it belongs to: 2026-11-20")
    parser.add_argument("--json", action="store_true", help="print the record as kept")


def plain(name: str, words: list[str]) -> dict[str, Any] | None:
    """What is meant where no option is said."""
    own = {"at": None, "edit": False} if name == "log" else {"because": None}
    return {"text": words, **own, "day": None, "json": False}


def run(presence: Presence, name: str, options: "Namespace") -> int:
    """Logs the words and says what was kept."""
    words = " ".join(options.text)
    day = a_day(options.day, presence.today()) if options.day is not None else None
    if name == "log" and options.text == ["-"]:
        from presence_tui.cli.lines import log_lines

        return log_lines(presence, options, day)
    from presence_tui.cli import answers

    if name == "log":
        if options.edit:
            from presence_tui.cli.lines import log_edited

            moment = log_edited(presence, words, options.at, day)
        else:
            moment = presence.moments.log(words, at=options.at, day=day)
        line, record = answers.moment_line(moment).strip(), moment.to_row()
    else:
        gratitude = presence.gratitude.give(words, because=options.because, day=day)
        line, record = answers.gratitude_line(gratitude), gratitude.to_row()
    if options.json:
        answers.print_json(record)
        return 0
    if record["day"] != presence.today().isoformat():
        line = f"{record['day']}  {line}"
    print(f"{line}  [{answers.short_id(record['id'])}]")
    return 0
