"""`doctor`: whether all that is kept is sound."""

import sys
from argparse import ArgumentParser, Namespace

from presence_tui.cli import answers
from presence_tui.domain.text import one_line
from presence_tui.services.health import WRONG, Finding
from presence_tui.services.presence import Presence


def arguments(parser: ArgumentParser, name: str) -> None:
    """What may be said."""
    parser.add_argument("--repair", action="store_true", help="show what would be mended")
    parser.add_argument("--yes", action="store_true", help="with --repair: mend it")
    parser.add_argument("--json", action="store_true", help="the answer as JSON")


def run(presence: Presence, name: str, options: Namespace) -> int:
    """Says how things are. Status 0 when all is sound."""
    findings = presence.doctor.examine()
    if options.repair and options.yes:
        findings = presence.doctor.repair(findings)
    sound = not any(f.state == WRONG for f in findings)
    if options.json:
        answers.print_json({"sound": sound, "findings": [_json(f) for f in findings]})
    elif options.repair and not options.yes:
        _plan(findings)
    else:
        for finding in findings:
            _say(finding)
    if not sound and not options.repair:
        can = any(f.mend for f in findings)
        print(
            "Some of it wants care"
            + ("; `presence doctor --repair` shows what can be mended." if can else "."),
            file=sys.stderr,
        )
    return 0 if sound else 1


def _json(finding: Finding) -> dict[str, object]:
    return {
        "area": finding.area,
        "state": finding.state,
        "says": finding.says,
        "advice": finding.advice,
        "mendable": finding.mend is not None,
    }


def _say(finding: Finding) -> None:
    print(f"{finding.state:6} {finding.area:16} {one_line(finding.says)}")
    if finding.advice:
        print(f"{'':24}{one_line(finding.advice)}")


def _plan(findings: tuple[Finding, ...]) -> None:
    mendable = [f for f in findings if f.mend]
    for finding in mendable:
        _say(finding)
    if mendable:
        print("Nothing was changed yet; `presence doctor --repair --yes` does it.", file=sys.stderr)
    else:
        print("There is nothing that can be mended from here.", file=sys.stderr)
