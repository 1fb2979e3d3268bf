"""How words are compared when they are looked for: without case, accents and other spellings."""

import unicodedata

_MARKS = (
    (0x0300, 0x036F),  # accents
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),  # Arabic vowel signs
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E4),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
)
"""Marks that are left out. Those that make another letter stay: kana voicing, Indic vowels."""

_SAME = {
    "\u0640": "",  # the Arabic stretcher
    "\u0671": "\u0627",  # alef wasla → alef
    "\u0649": "\u064a",  # alef maksura → yeh
    "\u06cc": "\u064a",  # Persian yeh → yeh
    "\u0629": "\u0647",  # teh marbuta → heh
    "\u06a9": "\u0643",  # Persian kaf → kaf
    "\u200c": "",
    "\u200d": "",
    "\u00ad": "",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
}


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(char): same for char, same in _SAME.items()}
    for first, last in _MARKS:
        table.update(dict.fromkeys(range(first, last + 1)))
    # Katakana as hiragana: the same sounds in another hand.
    table.update({code: chr(code - 0x60) for code in range(0x30A1, 0x30F7)})
    return table


_FOLDED = _table()


def plain(text: str) -> str:
    """`text` as it is searched: `Café` and `cafe`, `أحمد` and `احمد`, `ママ` and `まま` are one."""
    if text.isascii():
        return text.lower()
    loose = unicodedata.normalize("NFKD", text).casefold()
    if not loose.isascii():
        loose = unicodedata.normalize(
            "NFC", unicodedata.normalize("NFKD", loose).translate(_FOLDED)
        )
    return loose


def places(text: str, word: str) -> tuple[tuple[int, int], ...]:
    """Where `word`, plain already, stands in `text`: (first, after last) in its own characters."""
    if not word:
        return ()
    folded, letters = _letters(text)
    found: list[tuple[int, int]] = []
    at = folded.find(word)
    while at >= 0:
        end = at + len(word)
        first, last = letters[at][0], letters[end - 1][1]
        if found and first < found[-1][1]:
            # Both stand in one letter of the text.
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
        at = folded.find(word, end)
    return tuple(found)


def _letters(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Plain text, and for each of its characters the letter of `text` it comes from."""
    if text.isascii():
        return text.lower(), [(i, i + 1) for i in range(len(text))]
    folded = ""
    letters: list[tuple[int, int]] = []
    i = 0
    while i < len(text):
        end = i + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        letter = plain(text[i:end])
        folded += letter
        letters += [(i, end)] * len(letter)
        i = end
    return folded, letters


def _joins(char: str) -> bool:
    """Whether a character belongs to the letter before it."""
    return unicodedata.combining(char) != 0 or char in "\uff9e\uff9f"
