"""What goes wrong with files, in the words an officer reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.model.failure import Failure, Fault

if TYPE_CHECKING:
    from drafter.model.form import Form


class StorageError(Failure):
    """A file could not be read or written."""


class CannotRead(StorageError):
    """A file cannot be used: not there, not ours, damaged, too big."""


class DamagedSettings(CannotRead):
    """The settings make no sense; the file can be reached."""


class CannotWrite(StorageError):
    """A file could not be written. What was there before is untouched."""


class Conflict(CannotWrite):
    """The file is not the one that was opened: someone else has changed, replaced or removed it."""


class Gone(Conflict):
    """No file is there any more."""


class Unconfirmed(CannotWrite):
    """The new content is in the file, but the disk did not confirm it. `sha256` names what the file holds now."""

    def __init__(self, what: str, advice: str, sha256: str) -> None:
        super().__init__(what, advice)
        self.sha256 = sha256


class FormError(StorageError):
    """A form has slips; each fault names its file and place.

    `form` is the form as far as it could be read, for those who look for further slips; None where so much is missing
    that they would find false ones. `unread` are fields of it that cannot be judged.
    """

    def __init__(self, what: str, faults: Sequence[Fault], form: Form | None = None,
                 unread: frozenset[str] = frozenset()) -> None:
        super().__init__("\n".join([what, *map(str, faults)]))
        self.faults, self.form, self.unread = tuple(faults), form, unread
