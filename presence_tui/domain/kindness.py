"""The fixed sentences about where this program ends and other help begins."""

EMERGENCY = "If you, or someone with you, may not be safe: call your local emergency number now."
"""Always in the help; nothing is ever detected."""

NO_THERAPY = "The guilt card is a page to think on, not a therapy, and no one reads it but you."
