"""A new council's pack, begun as a copy of another: its files under the new id, the council's name put in."""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from drafter.model.base import ID
from drafter.model.failure import Failure
from drafter.storage.atomic import shown
from drafter.storage.errors import CannotWrite
from drafter.storage.packs import Pack, pack_files

_OWN_ID = re.compile(r'^(id\s*=\s*)"[^"]*"', re.MULTILINE)
_OWN_VERSION = re.compile(r'^(version\s*=\s*)"[^"]*"', re.MULTILINE)


def copy_pack(pack: Pack, form_id: str, council: str, root: Path) -> tuple[Path, tuple[str, ...]]:
    """Copies the pack into forms/<form_id> and templates/<form_id> below `root`; returns the new form's folder and the
    names of the files that still name the old council in some way, for a person to look at.

    Nothing that is there is written over. Raises Failure for an id that no form may have, CannotWrite.
    """
    if not council.strip() or set(council) & set('"\\{}[]\r\n'):
        raise Failure("A council's name is one line of words, without quotes, brackets or backslashes.")
    if not ID.fullmatch(form_id):
        raise Failure(f"'{form_id}' cannot be the id of a form.",
                      "Use small letters, digits and underscores, beginning with a letter: westshire.")
    taken = [folder for folder in (root / "forms" / form_id, root / "templates" / form_id) if os.path.lexists(folder)]
    if taken:
        raise CannotWrite(f"{shown(taken[0])} is there already.", "Choose another id, or another folder.")
    left: list[str] = []
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=root, prefix=".new-") as new:
            for name, file in pack_files(pack):
                top, _, rest = name.partition("/")
                content = _renamed(name, file.read_bytes(), pack, form_id, council)
                if _names(content, name, pack.form.council):
                    left.append(f"{top}/{form_id}/{rest}")
                target = Path(new, top, rest)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            for top in ("templates", "forms"):  # the form last: without its papers it is none
                if Path(new, top).is_dir():
                    (root / top).mkdir(exist_ok=True)
                    shutil.move(Path(new, top), root / top / form_id)
    except OSError as error:
        raise CannotWrite(f"The new form could not be written to {shown(root)} ({error.strerror}).",
                          "Free some space, or check that you may write there.") from error
    return root / "forms" / form_id, tuple(left)


def _renamed(name: str, content: bytes, pack: Pack, form_id: str, council: str) -> bytes:
    if name.endswith(".docx"):
        return _renamed_in_word(content, pack.form.council, council)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return content
    text = _put_in(text, pack.form.council, council, _in_xml if name.endswith(".html") else str)
    if name == "forms/form.toml":
        text = _OWN_ID.sub(rf'\1"{form_id}"', text, count=1)
        text = _OWN_VERSION.sub(r'\1"1"', text, count=1)
    return text.encode()


def _renamed_in_word(content: bytes, old: str, new: str) -> bytes:
    """In every part that holds text. A name that Word has broken into pieces stays, and is told."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            inside = source.read(part)
            if part.filename.endswith(".xml"):
                inside = _put_in(inside.decode("utf-8"), old, new, _in_xml).encode()
            target.writestr(part, inside)
    return whole.getvalue()


def _put_in(text: str, old: str, new: str, written: Callable[[str], str]) -> str:
    """The new name for the old one, in small letters and in capitals, as such a file writes it."""
    return text.replace(written(old), written(new)).replace(written(old.upper()), written(new.upper()))


def _in_xml(text: str) -> str:
    return escape(text, quote=False)


def _names(content: bytes, name: str, council: str) -> bool:
    """Whether a file still has the first word of the old council's name, as in "Kent's record"."""
    word = re.compile(rf"\b{re.escape(council.split()[0])}\b", re.IGNORECASE)
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return any(word.search(re.sub(r"<[^>]*>", "", parts.read(part).decode("utf-8"))) is not None
                       for part in parts.namelist() if part.endswith(".xml"))
    return word.search(content.decode("utf-8", "ignore")) is not None
