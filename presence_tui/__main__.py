"""The one door: no words opens the dashboard, words go to the command line."""

import gc
import sys


def main() -> int:
    """Runs `presence` and returns its exit status: 0 done, 1 could not be done, 2 wrong usage."""
    if len(sys.argv) == 1:
        from presence_tui.ui.app import run_dashboard

        return run_dashboard()
    # A command answers and leaves: collecting its garbage, at its end too, is only waited for.
    gc.disable()
    from presence_tui.cli.main import run

    status = run(sys.argv[1:])
    gc.freeze()
    return status


if __name__ == "__main__":
    sys.exit(main())
