"""A record → the line of words that is shown for editing, and that reads back to the same."""

import unicodedata
from collections.abc import Sequence

from presence_tui.domain.lengths import MOST_MINUTES
from presence_tui.domain.meanings import Word, meanings, name_of, words_of


def show_moment(text: str, minutes: int | None, people: Sequence[str], tags: Sequence[str]) -> str:
    """A moment as one line of words for editing; `read_moment` gives the same back.

    Its time is not among them: editing changes it only when one is said. A length that nobody
    could have typed is shown as the nearest that can be.
    """
    length = min(minutes, MOST_MINUTES) if minutes else None
    return _shown(text, length, people, tags, times=True)


def show_gratitude(text: str, people: Sequence[str], tags: Sequence[str]) -> str:
    """A gratitude as one line of words for editing; `read_gratitude` gives the same back."""
    return _shown(text, None, people, tags, times=False)


def _shown(
    text: str, length: int | None, people: Sequence[str], tags: Sequence[str], times: bool
) -> str:
    words = words_of(text.replace("\\", "\\\\"))
    own = 0
    if length is not None:
        words = [Word("", f"{length}m"), Word(" ", words[0].text if words else ""), *words[1:]]
        own = 1
    escaped = _to_escape(words, own, times)
    shown = "".join(
        word.gap + ("\\" if i in escaped else "") + word.text for i, word in enumerate(words)
    )
    return " ".join([shown, *_signed("@", people), *_signed("#", tags)])


def _to_escape(words: Sequence[Word], own: int, times: bool) -> set[int]:
    """The words that need a backslash so that only the first `own` words mean anything."""
    escaped: set[int] = set()
    plain: set[int] = set()
    for meaning in meanings(words, times):
        # Behind the entry's own length any other stays text by itself.
        if own and meaning.is_length:
            continue
        span = range(meaning.start, meaning.stop)
        if not plain.isdisjoint(span):
            continue
        if meaning.start >= own:
            escaped.add(meaning.start)
            plain.update(span)
        else:
            escaped.add(own)
            plain.add(own)
    return escaped


def _signed(sign: str, names: Sequence[str]) -> list[str]:
    """Names as they are typed; what a name cannot hold (another program's space) is a dash."""
    signed = []
    for name in names:
        whole = name_of(sign + name)
        if whole is None or whole.rest:
            parts = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in name)
            whole = name_of(sign + "-".join(parts.split()))
        if whole is not None:
            signed.append(sign + whole.name)
    return signed
