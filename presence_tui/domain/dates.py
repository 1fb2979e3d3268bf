"""The names of days and months."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Monday is 0."""
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def weekday_said(words: str) -> int | None:
    """The weekday that words name, by three letters or more: `mon`, `Tuesday`; none for others."""
    said = words.strip().casefold()
    if len(said) < 3:
        return None
    return next((n for n, day in enumerate(WEEKDAYS) if day.casefold().startswith(said)), None)
