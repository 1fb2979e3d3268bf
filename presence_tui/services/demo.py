"""A lively sample of months in a throw-away folder, so that one can look before living with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory
from typing import Any

from presence_tui.domain.clock import Clock
from presence_tui.domain.errors import StoreError
from presence_tui.domain.sample import Here, sample
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence
from presence_tui.store.changes import forget_changes
from presence_tui.store.paths import Paths, find_paths, reason
from presence_tui.store.sample_file import load_sample
from presence_tui.store.settings_edit import make_settings
from presence_tui.store.settings_file import load_settings
from presence_tui.store.zones import SystemClock

MINE = ("zone", "day_ends", "theme", "themes_at", "glyphs", "hemisphere", "keys")
"""What of one's own settings holds in the demo: how it looks and listens, nothing one wrote."""
SAMPLE = {
    "usual": ["20m slow breakfast @mia @leo", {"start": "10m dance party @mia"}],
    "week": [{"day": "Sunday", "text": "cook ahead"}, {"day": "Wednesday", "text": "home by five"}],
    "plans": [
        {
            "at": "17:30",
            "days": ["mon", "tue", "wed", "thu", "fri"],
            "start": "logged-off",
            "words": "If it is half past five, then the laptop closes.",
        }
    ],
}
"""Settings that the family of the sample has made."""


@contextmanager
def demo(clock: Clock | None = None) -> Iterator[Presence]:
    """The program on a sample that is gone when this is left; one's own journal is not touched.

    Raises StoreError where there is no room for it.
    """
    mine = find_paths()
    settings, _ = load_settings(mine)
    with TemporaryDirectory(prefix="presence-demo-", ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        paths = Paths(root, root / "journal", root / "backups", root / "state")
        try:
            if mine.themes.is_dir():
                copytree(mine.themes, paths.themes, ignore=ignore_patterns(".*"))
            make_settings(paths, _settings(settings))
            theirs, problems = load_settings(paths)
            presence = Presence(paths, theirs, clock or SystemClock(theirs.zone), problems)
            _write(presence)
        except OSError as error:
            raise StoreError(f"The demo could not be made in {root} ({reason(error)}).") from error
        yield presence


def _write(presence: Presence) -> None:
    now, place = presence.clock.now(), presence.clock.place()
    here = Here(now.replace(microsecond=0), place.tz, place.name)
    rows = sample(load_sample(), here, presence.today())
    with presence.journal.writing(now) as journal:
        journal.put_all(rows)
    # The first undo takes back what was done in the demo, and not the demo.
    forget_changes(presence.paths)


def _settings(mine: Settings) -> str:
    """The settings of the sample, with one's own look and keys, as TOML."""
    import tomlkit

    found: dict[str, Any] = {}
    plain = Settings()
    for name in MINE:
        value = getattr(mine, name)
        if value != getattr(plain, name):
            found[name] = _plain(name, value)
    return tomlkit.dumps({**found, **SAMPLE})


def _plain(name: str, value: Any) -> Any:
    """A setting as it is written."""
    if name == "keys":
        return {command: list(keys) for command, keys in value}
    if name == "themes_at":
        return {f"{at:%H:%M}": theme for at, theme in value}
    return f"{value:%H:%M}" if name == "day_ends" else value
