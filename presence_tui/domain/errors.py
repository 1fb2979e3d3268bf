"""What can go wrong, each as one sentence that says what happened and what to do."""


class PresenceError(Exception):
    """Base of all errors that a person may see; `str(error)` is the sentence.

    Where it says what to do, each front has its own words for it.
    """

    def __init__(self, sentence: str, shell: str = "", screen: str = "") -> None:
        super().__init__(sentence)
        self.shell = shell
        """What to do, on the command line."""
        self.screen = screen
        """What to do, in the dashboard; keys are named by their command, as in `{boundary}`."""

    def in_shell(self) -> str:
        """What the command line says."""
        return f"{self} {self.shell}".rstrip()


class WordsError(PresenceError):
    """The words typed cannot be meant: an impossible time or length, or no text at all."""


class UsageError(WordsError):
    """Words of the command line that do not go together."""


class AheadError(WordsError):
    """The time typed is still to come."""


class NotFoundError(PresenceError):
    """Nothing goes by that name, id or day."""


class AmbiguousError(PresenceError):
    """Several records fit; the sentence lists them."""


class StateError(PresenceError):
    """It cannot be done now: it runs already, it does not run, it is paused."""


class SettingsError(PresenceError):
    """A setting is not what it may be; names place, value and what is allowed."""


class FieldError(WordsError):
    """What was typed into one field of a form cannot be meant."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field

    def in_shell(self) -> str:
        """The field as well, for on the command line no cursor stands in it."""
        return f"{self.field}: {self}"


class StoreError(PresenceError):
    """The journal could not be read or written; nothing was changed."""


class UncertainWriteError(StoreError):
    """The new state is in place but the disk did not confirm it: the entry may be there."""


class LockedError(StoreError):
    """Another presence process held the lock for longer than we wait."""


class DamagedError(StoreError):
    """A file of the journal is not what it should be."""


class NewerVersionError(StoreError):
    """The file or record was written by a newer version: readable, never written here."""
