"""From the format of an earlier version to that of today, one function a step.

A file of an older version is brought up to date when it is read, in memory; the next write keeps
the old file among the backups and writes the new form. `STEPS[n]` turns the tables of version `n`
into those of `n + 1`. A file of a newer version has no step down: it is shown and never written.
"""

from collections.abc import Callable

from presence_tui.store.files import Tables

VERSION = 1
"""The format version that this program writes."""

STEPS: dict[int, Callable[[Tables], Tables]] = {}
"""Version 1 is the first, so there is no step yet."""


def migrated(tables: Tables, version: int) -> Tables:
    """The tables of a file of `version` in today's form; those given are left unchanged."""
    # A newer version's range is empty: there is no step down.
    for step in range(version, VERSION):
        tables = STEPS[step](tables)
        meta = dict(tables["meta"])
        meta["1"] = {**meta["1"], "version": step + 1}
        tables = {**tables, "meta": meta}
    return tables
