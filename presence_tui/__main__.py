"""The one door: no words opens the dashboard, words go to the command line."""

import sys


def main() -> int:
    """Runs `presence` and returns its exit status: 0 done, 1 could not be done, 2 wrong usage."""
    if len(sys.argv) == 1:
        from presence_tui.ui.app import run_dashboard

        return run_dashboard()
    from presence_tui.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
