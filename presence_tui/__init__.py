"""presence: quality moments, boundaries and gratitude on one calm screen."""

__version__ = "0.1.0"
