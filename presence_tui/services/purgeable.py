"""What a purge reaches: an entry under every id it has had, a day's page and review, a person."""

from datetime import date

from presence_tui.domain.boundary import TABLE as BOUNDARIES
from presence_tui.domain.errors import AmbiguousError, NotFoundError
from presence_tui.domain.moment import TABLE as MOMENTS
from presence_tui.domain.person import TABLE as PEOPLE
from presence_tui.domain.review import PAGES
from presence_tui.domain.review import TABLE as REVIEWS
from presence_tui.domain.text import fold, shortened
from presence_tui.store.journal import Journal
from presence_tui.store.lookup import Found
from presence_tui.store.months import ALWAYS, month_of


def purgeable(journal: Journal, said: str) -> tuple[Found, ...]:
    """All that a purge of `said` would reach, the record shown now first.

    What was purged before is among it only where words of it are left somewhere. Raises
    NotFoundError, AmbiguousError, StoreError.
    """
    if said.strip().startswith("@"):
        return (_person(journal, said.strip()),)
    try:
        day = date.fromisoformat(said.strip())
    except ValueError:
        return _entries(journal, said)
    month = month_of(day)
    tables = journal.read(month).tables
    every = [
        Found(table, month, entry)
        for table in (PAGES, REVIEWS)
        if (entry := tables.get(table, {}).get(day.isoformat()))
        and entry.row.get("id") == day.isoformat()
    ]
    found = [each for each in every if each.entry.row.get("purged") is not True]
    if not (found or (found := journal.words_left(every))):
        raise NotFoundError(f"{day} has neither a page nor a review.")
    return tuple(found)


def _entries(journal: Journal, said: str) -> tuple[Found, ...]:
    try:
        shown = journal.find(said, even_deleted=True)
    except NotFoundError:
        if left := journal.words_left(journal.purged(said)):
            return tuple(left)
        raise
    every = {str(each.entry.row["id"]): each for each in journal.linked(shown)}
    for each in list(every.values()):
        # A timed moment and the boundary it ran as hold the same words.
        for twin in _twins(journal, each):
            every.setdefault(str(twin.entry.row["id"]), twin)
    return tuple(every.values())


def _twins(journal: Journal, found: Found) -> list[Found]:
    row = found.entry.row
    if found.table == BOUNDARIES and row.get("kind") == "moment":
        return journal.naming(str(row["id"]), "boundary")
    ident = row.get("boundary")
    if found.table != MOMENTS or not isinstance(ident, str):
        return []
    try:
        ran = journal.find(ident, even_deleted=True)
    except (NotFoundError, AmbiguousError):
        return []
    return journal.linked(ran) if ran.entry.row.get("kind") == "moment" else []


def _person(journal: Journal, said: str) -> Found:
    name = said.removeprefix("@")
    entry = journal.read(ALWAYS).tables.get(PEOPLE, {}).get(fold(name))
    if entry is None or entry.row.get("purged") is True:
        raise NotFoundError(
            f"Nothing is kept about {shortened(name)} but the entries that name them; those go by "
            "their own ids."
        )
    return Found(PEOPLE, ALWAYS, entry)
