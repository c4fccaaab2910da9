"""New, open, save, save as, import: the rules of it, without a dialog, for the window and the command line.

What reads form and draft files is imported when one is read: the window paints without it.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.model.draft import Draft
from drafter.model.failure import Failure
from drafter.storage.atomic import read_file, shown
from drafter.storage.errors import CannotRead, CannotWrite, Unconfirmed
from drafter.storage.locations import SUFFIX

if TYPE_CHECKING:
    from drafter.storage.draft_files import OpenedDraft
    from drafter.storage.packs import Pack

LARGEST_RECORD = 8 * 2**20
"""Bytes of a published record as text. Real ones have a few thousand."""

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")


class ReadOnly(Failure):
    """The draft may be read here, not changed."""


@dataclass(frozen=True)
class Saved:
    """The draft as it is on the disk now. `note` says what did not go as well as it should have; `unconfirmed` where
    the disk did not confirm that the file stays."""

    opened: OpenedDraft
    note: str = ""
    unconfirmed: Unconfirmed | None = None


def suffix(path: Path) -> str:
    """The suffix of a file's name in lower case, with its dot; "" for none. "26.00017 Marsh Road" has none."""
    return path.suffix.lower() if _SUFFIX.fullmatch(path.suffix) else ""


def named(path: Path) -> Path:
    """The path with the suffix of drafts, where it was given without any."""
    return path if suffix(path) or not path.name else path.with_name(path.name + SUFFIX)


def same_file(one: Path, other: Path) -> bool:
    """Whether both names reach one file; where none can be asked, whether the names are the same."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return one.absolute() == other.absolute()


def refuse_other_suffix(path: Path) -> None:
    """Raises a Failure for a name that promises another kind of file: a draft in b.docx would open in no program."""
    if path.name and suffix(path) not in ("", SUFFIX):
        raise Failure(f"A draft is kept in a file whose name ends in {SUFFIX}, not in {path.suffix}.",
                      f"Call it {shown(path.with_suffix(SUFFIX))}.")


def new_draft(pack: Pack) -> Draft:
    """A draft with nothing in it yet, on the pack's form."""
    return Draft(pack.form.form_version)


def open_file(path: Path) -> OpenedDraft:
    """Raises CannotRead."""
    from drafter.storage.draft_files import open_draft

    return open_draft(path)


def why_read_only(opened: OpenedDraft) -> str:
    """Why the draft cannot be saved where it is; "" where it can."""
    if opened.newer:
        return opened.newer
    may_write = os.access(opened.path, os.W_OK) and os.access(opened.path.parent, os.W_OK)
    if os.access(opened.path, os.F_OK) and not may_write:
        return f"You are not allowed to change {shown(opened.path)}. Save it under a new name in a folder of your own."
    return ""


def refuse_newer(opened: OpenedDraft) -> None:
    """Raises ReadOnly for a draft of a newer version: what this one does not know would go unseen."""
    if opened.newer:
        raise ReadOnly(opened.newer, "Open it with the newer version to change it.")


def save(draft: Draft, opened: OpenedDraft, pack: Pack, home: Path) -> Saved:
    """Save where it was opened. Raises ReadOnly, Conflict or CannotWrite; then the file is as it was."""
    refuse_newer(opened)
    return _save(draft, opened.path, opened.sha256, pack, home)


def save_as(draft: Draft, path: Path, pack: Pack, home: Path, *, over: str | None = None) -> Saved:
    """Save under a name, which gets the suffix. A file that is there is replaced only where it holds the bytes of
    SHA-256 `over`: those that somebody has seen, and kept.

    Raises a Failure for a name with another suffix, Conflict or CannotWrite; then the file is as it was.
    """
    refuse_other_suffix(path)
    return _save(draft, named(path), over, pack, home)


def import_record(source: Path, pack: Pack) -> Draft:
    """A draft from a published record given as plain text; every line is in a field or left over. Raises CannotRead."""
    from drafter.reading.record_text import read_record

    return read_record(_plain_text(source), pack.form, source.name)


def _save(draft: Draft, path: Path, over: str | None, pack: Pack, home: Path) -> Saved:
    from drafter.storage.draft_files import OpenedDraft, save_draft
    from drafter.storage.packs import keep_pack

    draft, note, unconfirmed = replace(draft, form=pack.form.form_version), "", None
    try:
        sha256 = save_draft(draft, path, over=over)
    except Unconfirmed as error:
        sha256, note, unconfirmed = error.sha256, str(error), error
    try:
        keep_pack(pack, home)
    except (CannotWrite, CannotRead) as error:
        note = f"{note} {error}".strip()
    return Saved(OpenedDraft(draft, path, sha256), note, unconfirmed)


def _plain_text(source: Path) -> str:
    content = read_file(source, LARGEST_RECORD)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content or content.startswith((b"PK\x03\x04", b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        encodings = ()
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotRead(f"{shown(source)} is not plain text.",
                     "Open it in the program it belongs to, save it as plain text, and import that.")
