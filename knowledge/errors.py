"""The one exception base of the project and the few kinds below it; every message is Vietnamese and says what to do."""


class TrolyError(Exception):
    """Base of every error that a user may see; `exit_status` is what the command line leaves with."""

    exit_status = 2


class UnusableInput(TrolyError):
    """A file or text given by the user cannot be used as it is."""


class NotFound(TrolyError):
    """An id, path or section that the user names does not exist."""


class ServiceDown(TrolyError):
    """A service that the settings name (language model, Chroma server) does not answer."""

    exit_status = 3


class HeldBack(TrolyError):
    """The final form was refused because ERROR findings are open."""

    exit_status = 1
