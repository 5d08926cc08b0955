"""What can go wrong at a source, in words: the kind of fault says what is done about it, the same for all."""

from __future__ import annotations

from os import PathLike

from invoice_desk.errors import DeskError


class SourceFault(DeskError):
    """A fault of a source or of one of its files. Never raised itself, only its kin."""


class TryLater(SourceFault):
    """A fault that passes by itself: no network, an overloaded server, a body that broke off.

    after: seconds that the server asks to wait, None where it says nothing; is_everywhere: nothing
    else of this source would come either, such as without a network, so no single file is to blame.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | PathLike[str] = "",
        remedy: str = "it is tried again by itself",
        after: float | None = None,
        is_everywhere: bool = False,
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.after = after
        self.is_everywhere = is_everywhere


class SignInNeeded(SourceFault):
    """The source no longer knows us: a token was revoked, a key or SAS has run out."""


class RightsRefused(SourceFault):
    """The source knows us and does not let us have this.

    is_everywhere: it concerns the source as a whole, not one of its files.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | PathLike[str] = "",
        remedy: str = "",
        is_everywhere: bool = False,
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.is_everywhere = is_everywhere


class Gone(SourceFault):
    """A file, or the place that is watched, is no longer there."""


class BadItem(SourceFault):
    """A file that can never be taken in as it is: no invoice by its content, empty, or too large."""


class StateRefused(SourceFault):
    """The source does not take the state that it gave us, such as a page token: all is listed again."""
