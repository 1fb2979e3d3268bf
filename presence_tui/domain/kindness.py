"""The fixed sentences about where this program ends and other help begins."""

EMERGENCY = "If you, or someone with you, may not be safe: call your local emergency number now."
"""Always in the help; nothing is ever detected."""

NO_THERAPY = (
    "A guilt card is a place to think. It is not therapy. It stays out of every list, search and "
    "letter unless you ask for it."
)
