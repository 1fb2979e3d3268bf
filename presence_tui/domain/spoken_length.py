"""A length in words, without a digit: for a dark room."""

_SMALL = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty")
_PARTS = {15: "a quarter", 30: "half", 45: "three quarters"}


def spoken_length(minutes: int) -> str:
    """`half an hour`, `forty minutes`, `an hour and a half`, of 1 minute to 24 hours."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        if rest in _PARTS:
            return f"{_PARTS[rest]} {'' if rest == 30 else 'of '}an hour"
        return _minutes(rest)
    whole = "an hour" if hours == 1 else f"{_number(hours)} hours"
    if not rest:
        return whole
    part = "a half" if rest == 30 else _PARTS.get(rest) or _minutes(rest)
    return f"{whole} and {part}"


def _minutes(count: int) -> str:
    return f"{_number(count)} minute{'' if count == 1 else 's'}"


def _number(count: int) -> str:
    """0 to 59 in words."""
    if count < len(_SMALL):
        return _SMALL[count]
    tens, one = divmod(count, 10)
    return f"{_TENS[tens]}-{_SMALL[one]}" if one else _TENS[tens]
