"""Drafts on the disk: one JSON file that people can read, with a checksum, written whole or not at all.

    {"drafter": 1, "schema": 1, "app": "0.1.0", "saved": "2026-11-21T20:15:00Z", "sha256": "...",
     "id": "...", "form": {...}, "content": {"stage": ..., "entries": {...}, "exempt": [...], "stale": [...],
                                         "later": [...], "imported": {...}, "explanations": [...]}}

`sha256` is that of everything below it, as compact JSON in the order of the file: damage never goes unseen, yet spaces
and line ends may change. Who edits a file by hand empties the text after "sha256" to say that it was meant. Members
that this version does not know are kept, wherever they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from pydantic_core import PydanticSerializationError, from_json, to_json

from drafter import __version__
from drafter.model.base import ID, STAGES
from drafter.model.draft import Draft
from drafter.model.draft import Path as FieldPath
from drafter.storage.atomic import LARGEST, digest, read_file, shown, write_file
from drafter.storage.draft_shapes import (
    EXPLANATIONS,
    FORM_VERSION,
    IMPORTED,
    entry_from_tree,
    entry_to_tree,
    from_tree,
    reads_back,
    to_tree,
)
from drafter.storage.errors import CannotRead, CannotWrite
from drafter.storage.locations import SUFFIX
from drafter.storage.strict_json import Json, NotJson, strict_json
from drafter.storage.unknown_members import put_back, unknown_members

FORMAT = 1
"""How the file is built: header, checksum, members."""
SCHEMA = 1
"""How a draft is told inside it."""

_HEADER = {"drafter", "schema", "app", "saved", "kept", "sha256"}
"""The members that say how, when and what for the file was written; the checksum is of all others, known or not."""
_MARKS = {"exempt": "what it marks as exempt", "stale": "what it marks as of an earlier decision",
          "later": "what it marks to come back to"}
"""Lists of paths beside the entries, with what each is called where it cannot be read."""
_DRAFT_ID = re.compile(r"[0-9A-Za-z-]{1,64}")
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]{0,20}")
_RESTORE = ("Restore an earlier copy, from a backup or from the version history of the folder it is in; "
            "this file was left as it is.")


@dataclass(frozen=True, slots=True)
class OpenedDraft:
    """A draft with the bytes it came from: `sha256` tells them again. `newer` says why it may only be read."""

    draft: Draft
    path: Path
    sha256: str
    newer: str = ""


def open_draft(path: Path) -> OpenedDraft:
    """Raises CannotRead, in words that never quote the draft."""
    content = read_file(path)
    draft, newer = read_draft(content, shown(path))
    return OpenedDraft(draft, path, digest(content), newer)


def save_draft(draft: Draft, path: Path, *, over: str | None, kept: Json = None) -> str:
    """Write the draft and return the SHA-256 of the file's bytes.

    `over` is the SHA-256 as opened or last saved; None: no file may be there yet. `kept` is what the header of a
    recovery copy says in addition. Raises Conflict or CannotWrite.
    """
    file = _file(draft, datetime.now(UTC), kept)
    content = _to_bytes(file)

    def proof() -> None:
        if from_json(content) != file or not _says(file, draft):
            raise CannotWrite(f"{shown(path)} was not saved: what was to be written does not read back the same.",
                              "Undo the last step, then save again.")
    return write_file(path, content, over=over, proof=proof)


def format_draft(draft: Draft) -> bytes:
    """The file as bytes: UTF-8, LF, a space a level. Raises CannotWrite for text that no file can hold."""
    return _to_bytes(_file(draft))


def parse_draft(content: bytes, name: str) -> Draft:
    """The draft that the bytes hold; `name` is the file's name in the words of a CannotRead."""
    return read_draft(content, name)[0]


def _file(draft: Draft, saved: datetime | None = None, kept: Json = None) -> dict[str, Json]:
    body = _body(draft)
    header: dict[str, Json] = {"drafter": FORMAT, "schema": SCHEMA, "app": __version__}
    if saved is not None:
        header["saved"] = saved.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if kept is not None:
        header["kept"] = kept
    header["sha256"] = _checksum(body)
    return {**header, **body}


def _to_bytes(file: dict[str, Json]) -> bytes:
    content = to_json(file, indent=1) + b"\n"
    if len(content) > LARGEST:
        raise CannotWrite(f"The draft is larger than {LARGEST // 2**20} MB.", "Take out what was pasted last.")
    return content


def _says(file: dict[str, Json], draft: Draft) -> bool:
    """Whether the file, read, is this draft. What is unknown is not read, and so cannot read differently."""
    content = cast(dict[str, Json], file["content"])
    try:
        return (cast(dict[str, Json], content.get("entries", {})).keys() == draft.entries.keys()
                and _without_entries(file, "") == replace(draft, entries={}, unknown={})
                and all(reads_back(entry) for entry in draft.entries.values()))
    except CannotRead:
        return False


def _body(draft: Draft) -> dict[str, Json]:
    entries: dict[str, Json] = {name: entry_to_tree(entry) for name, entry in draft.entries.items()}
    content: dict[str, Json] = {"stage": draft.stage, "entries": entries}
    content.update({name: list(getattr(draft, name)) for name in _MARKS if getattr(draft, name)})
    if draft.imported is not None:
        content["imported"] = to_tree(draft.imported, IMPORTED)
    if draft.explanations:
        content["explanations"] = to_tree(draft.explanations, EXPLANATIONS)
    body: dict[str, Json] = {"id": draft.id, "form": to_tree(draft.form, FORM_VERSION), "content": content}
    put_back(body, draft.unknown)
    return body


def _checksum(body: dict[str, Json]) -> str:
    try:
        return digest(to_json(body))
    except PydanticSerializationError:
        raise CannotWrite("The draft holds text that no file can hold" + _where(body) + ".",
                          "Type that passage again.") from None


def _where(body: Json) -> str:
    content = body.get("content") if isinstance(body, dict) else None
    entries = content.get("entries") if isinstance(content, dict) else None
    for name, entry in entries.items() if isinstance(entries, dict) else ():
        try:
            to_json(entry)
        except PydanticSerializationError:
            return f", in the field {name}"
    return ""


def read_draft(content: bytes, name: str) -> tuple[Draft, str]:
    """As `parse_draft`, with the sentence why it may only be read if it is of a newer version."""
    file = _members(content, name)
    newer = _newer(file, name)
    try:
        _compare_checksum(file, name)
        draft = _draft(file, name)
    except (CannotRead, CannotWrite) as error:
        if newer:
            raise CannotRead(f"{newer} This version cannot read it.", "Open it with the newer version.") from None
        if isinstance(error, CannotWrite):
            raise CannotRead(f"{name} holds text that this version could not save again.", _RESTORE) from None
        raise
    return draft, newer


def _members(content: bytes, name: str) -> dict[str, Json]:
    if len(content) > LARGEST:
        raise CannotRead(f"{name} is larger than {LARGEST // 2**20} MB, more than drafter reads.",
                         "Check that it is the file you meant.")
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise CannotRead(f"{name} is empty.", _RESTORE)
    try:
        file = strict_json(content)
    except NotJson as error:
        raise CannotRead(f"{name} is damaged, cut short or not a drafter file: {error}.", _RESTORE) from None
    if not isinstance(file, dict) or "drafter" not in file:
        raise CannotRead(f"{name} is not a drafter file.", f"Choose a file that ends in {SUFFIX}.")
    return file


def _newer(file: dict[str, Json], name: str) -> str:
    numbers = [file["drafter"], file.get("schema")]
    if not all(type(number) is int and number > 0 for number in numbers):
        raise CannotRead(f"{name} is damaged: the number of its format cannot be read.", _RESTORE)
    if cast(int, numbers[0]) <= FORMAT and cast(int, numbers[1]) <= SCHEMA:
        return ""
    app = file.get("app")
    version = f" ({app})" if isinstance(app, str) and _VERSION.fullmatch(app) else ""
    return f"{name} was saved by a newer version of drafter{version}, so it can only be read here."


def _compare_checksum(file: dict[str, Json], name: str) -> None:
    body = {member: value for member, value in file.items() if member not in _HEADER}
    try:
        found = digest(to_json(body))
    except PydanticSerializationError:
        raise CannotRead(f"{name} is damaged: it holds half a character.", _RESTORE) from None
    if file.get("sha256") not in (found, ""):
        raise CannotRead(f"{name} was damaged, or changed outside drafter: its checksum does not fit.",
                         f"{_RESTORE} If you changed it yourself, empty the text after \"sha256\" in it (leave the "
                         "two quotation marks) and open it again.")


def _draft(file: dict[str, Json], name: str) -> Draft:
    draft = _without_entries(file, name)
    entries = cast(dict[str, Json], file["content"]).get("entries", {})
    if not isinstance(entries, dict):
        raise _damaged(name, "its content")
    draft = replace(draft, entries={field: entry_from_tree(found) for field, found in entries.items()})
    found, body = {member: value for member, value in file.items() if member not in _HEADER}, _body(draft)
    if found != body:
        draft = replace(draft, unknown=_unknown(found, draft))
        body = _body(draft)
    _to_bytes({"sha256": _checksum(body), **body})  # what opens must be able to be saved
    return draft


def _without_entries(file: dict[str, Json], name: str) -> Draft:
    content = file.get("content")
    if not isinstance(content, dict):
        raise _damaged(name, "its content")
    form, draft_id, stage = from_tree(file.get("form"), FORM_VERSION), file.get("id"), content.get("stage", STAGES[0])
    if form is None or not ID.fullmatch(form.id):
        raise _damaged(name, "the name of its form")
    if not isinstance(draft_id, str) or not _DRAFT_ID.fullmatch(draft_id):
        raise _damaged(name, "its id")
    if stage not in STAGES:
        raise _damaged(name, "its stage (proposed, decided or published)")
    exempt, stale, later = (_marked(content, mark, name) for mark in _MARKS)
    return Draft(form, draft_id, stage, {}, exempt, from_tree(content.get("imported"), IMPORTED),
                 from_tree(content.get("explanations"), EXPLANATIONS) or (), stale, later)


def _damaged(name: str, what: str) -> CannotRead:
    return CannotRead(f"{name} is damaged: {what} cannot be read.", _RESTORE)


def _marked(content: dict[str, Json], mark: str, name: str) -> tuple[str, ...]:
    """A mark that cannot be read is not passed over: the passage could end up in a public record."""
    marks = content.get(mark, [])
    if not isinstance(marks, list):
        raise _damaged(name, _MARKS[mark])
    try:
        return tuple(str(FieldPath.parse(cast(str, path))) for path in marks)
    except (ValueError, TypeError):
        raise _damaged(name, _MARKS[mark]) from None


def _unknown(found: dict[str, Json], draft: Draft) -> dict[str, str]:
    known = _body(draft)
    content = cast(dict[str, Json], known["content"])
    content["entries"] = {name: entry_to_tree(entry, brief=False) for name, entry in draft.entries.items()}
    content.update({mark: list(getattr(draft, mark)) for mark in _MARKS})
    if draft.imported is not None:
        content["imported"] = to_tree(draft.imported, IMPORTED, brief=False)
    if draft.explanations:
        content["explanations"] = to_tree(draft.explanations, EXPLANATIONS, brief=False)
    known["form"] = to_tree(draft.form, FORM_VERSION, brief=False)
    return unknown_members(found, known)
