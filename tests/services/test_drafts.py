"""Words being typed: on the disk, and in memory while that takes nothing."""

from typing import Any

import pytest

from presence_tui.domain.errors import StoreError
from presence_tui.domain.settings import Settings
from presence_tui.services.presence import Presence

KEY, OTHER = "review-weigh-2026-11-22", "page-2026-11-22"


class Disk:
    """A disk that takes nothing until it does again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from presence_tui.store.drafts import write_draft

        self.fails = True

        def write(*words: Any) -> None:
            if self.fails:
                raise StoreError("The disk is full; nothing was changed.")
            write_draft(*words)

        monkeypatch.setattr("presence_tui.services.drafts.write_draft", write)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def on_disk(presence: Presence, key: str) -> tuple[str, str]:
    drafts = Presence(presence.paths, Settings(), presence.clock).drafts
    return drafts.of(key), drafts.since(key)


def fail(presence: Presence, key: str, words: str, since: str = "") -> None:
    with pytest.raises(StoreError):
        presence.drafts.keep(key, words, since)


def test_words_that_the_disk_does_not_take_are_held(presence: Presence, disk: Disk) -> None:
    fail(presence, KEY, "the bank call", "the bank")
    assert (presence.drafts.of(KEY), presence.drafts.since(KEY)) == ("the bank call", "the bank")
    fail(presence, KEY, "the bank call sits on me", "the bank")
    assert presence.drafts.of(KEY) == "the bank call sits on me"
    assert on_disk(presence, KEY) == ("", "")


def test_they_are_written_with_the_next_words_that_are(presence: Presence, disk: Disk) -> None:
    fail(presence, KEY, "the bank call", "the bank")
    disk.fails = False
    presence.drafts.keep(OTHER, "a page")
    assert on_disk(presence, KEY) == ("the bank call", "the bank")
    assert on_disk(presence, OTHER) == ("a page", "")


def test_they_are_written_when_the_program_ends(presence: Presence, disk: Disk) -> None:
    fail(presence, KEY, "the bank call")
    fail(presence, OTHER, "a page")
    disk.fails = False
    presence.drafts.settle()
    assert on_disk(presence, KEY)[0] == "the bank call"
    assert on_disk(presence, OTHER)[0] == "a page"


@pytest.mark.parametrize("away", ["dropped", "emptied"])
def test_what_is_kept_elsewhere_is_held_no_more(presence: Presence, disk: Disk, away: str) -> None:
    fail(presence, KEY, "the bank call")
    disk.fails = False
    if away == "dropped":
        presence.drafts.drop(KEY)
    else:
        presence.drafts.keep(KEY, "")
    presence.drafts.settle()
    assert presence.drafts.of(KEY) == ""
    assert on_disk(presence, KEY) == ("", "")
