"""What is found out about a draft's file when it is opened: its text, its form, who else has it, what lies beside it.

All of it may wait for a network folder, so it is done beside the window; nothing here knows of Qt.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.app.files import open_file, same_file, why_read_only
from drafter.storage.conflict_copies import ConflictCopy, copies_of
from drafter.storage.errors import CannotRead, CannotWrite
from drafter.storage.locks import Holder, InUse, Lock, take_lock
from drafter.storage.recovery import RecoveryCopy, claim_copy, left_behind

if TYPE_CHECKING:
    from drafter.model.draft import Draft
    from drafter.storage.draft_files import OpenedDraft
    from drafter.storage.packs import Pack


@dataclass(frozen=True)
class Opening:
    """A draft's file as it was found. `lock` is held on it, unless somebody (`in_use`) has it open or it may not be
    written (`locked` says why). `copies` lie beside it; `left` are copies of what was typed and never saved. `latest`
    is the pack in use now, where the draft stays on an older one."""

    opened: OpenedDraft
    pack: Pack
    note: str = ""
    lock: Lock | None = None
    in_use: Holder | None = None
    read_only: str = ""
    locked: str = ""
    copies: tuple[ConflictCopy, ...] = ()
    left: tuple[RecoveryCopy, ...] = ()
    latest: Pack | None = None


@dataclass(frozen=True)
class Restoring:
    """What a recovery copy holds, at `place` now. It belongs to the file at `path` (None: it never had one), which held
    the bytes of `sha256` and the text `base` then, where that is still known. `file` is that file as it is now, where
    it can be read."""

    draft: Draft
    place: Path
    pack: Pack
    note: str = ""
    path: Path | None = None
    sha256: str = ""
    base: Draft | None = None
    file: Opening | None = None
    latest: Pack | None = None


def open_to_write(path: Path, roots: Sequence[Path], home: Path, *, from_holder: Holder | None = None) -> Opening:
    """Raises CannotRead or FormError; then nobody else is kept from the draft.

    `from_holder` is the one the officer was asked about, and takes the draft from.
    """
    from drafter.app import versions
    from drafter.app.packs import pack_for

    path = path.absolute()
    opened = open_file(path)
    found = pack_for(opened.draft, roots, home)
    locked = "" if opened.newer else why_read_only(opened) or why_shipped(path)
    lock, holder, read_only = None, None, opened.newer
    if not locked and not read_only:
        try:
            lock = take_lock(path, from_holder=from_holder)
        except InUse as failure:
            holder, read_only = failure.holder, failure.what
        except CannotWrite:  # a folder that takes no lock: each save looks at what the file holds
            lock = None
    with contextlib.ExitStack() as undone:
        if lock is not None:
            undone.callback(lock.release)
            opened = open_file(path)  # somebody may have saved between the first look and the lock
        unkept = versions.keep_file(path, opened.sha256, opened.draft.id, home, "opened")
        copies = tuple(copy for copy in left_behind(home) if copy.path is not None and same_file(copy.path, path))
        opening = Opening(opened, found.pack, f"{found.note} {unkept}".strip(), lock, holder, read_only, locked,
                          copies_of(path, opened.draft.id), copies, found.latest)
        undone.pop_all()
    return opening


def restore(copy: RecoveryCopy, roots: Sequence[Path], home: Path) -> Restoring:
    """The copy, taken over by this program. Raises CannotRead or FormError; then it stays where it is."""
    from drafter.app.packs import pack_for

    found = open_file(copy.place)
    pack = pack_for(found.draft, roots, home)
    file: Opening | None = None
    if copy.path is not None:
        with contextlib.suppress(CannotRead):
            file = open_to_write(copy.path, roots, home)
    try:
        place = claim_copy(copy)
    except CannotRead:
        if file is not None and file.lock is not None:
            file.lock.release()
        raise
    note = file.note if file is not None else pack.note
    if file is not None and file.opened.draft == found.draft:  # it was saved in the moment that the program ended
        return Restoring(found.draft, place, pack.pack, note, copy.path, file.opened.sha256, found.draft, file,
                         pack.latest)
    base = file.opened.draft if file and file.opened.sha256 == copy.base else base_of(copy, found.draft.id, home)
    return Restoring(found.draft, place, pack.pack, note, copy.path, copy.base or "", base, file,
                     pack.latest)


def base_of(copy: RecoveryCopy, draft_id: str, home: Path) -> Draft | None:
    """The text that the copy began with, from among the versions that were kept; None where it is not there."""
    from drafter.storage.history import open_version, versions

    for version in versions(home, draft_id):
        if version.sha256 == copy.base:
            with contextlib.suppress(CannotRead):
                return open_version(version).draft
    return None


def why_shipped(path: Path) -> str:
    """Why a draft that came with the program cannot be saved where it is; "" for all others."""
    from drafter.storage.locations import resources

    if path.resolve().is_relative_to(resources().resolve()):
        return "This sample comes with drafter and stays as it is. Save it under a new name to keep your changes."
    return ""
