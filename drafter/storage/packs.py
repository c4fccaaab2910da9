"""Packs: a council's form with its templates. Roots are searched in order; the first that has a form wins.

A root is a folder with forms/<id> and templates/<id>; it may be read-only. Each pack that a draft was edited with is
kept by its hash in the user's private folder, so that an old draft opens with the form it was written on.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.model.base import ID
from drafter.model.failure import did_you_mean
from drafter.model.form import Form
from drafter.storage.atomic import shown
from drafter.storage.errors import CannotRead, CannotWrite
from drafter.storage.form_files import load_form
from drafter.storage.private import make_private

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Pack:
    """A form, the folder it was read from, and the folder of its templates (which need not exist)."""

    form: Form
    folder: Path
    templates: Path


def find_packs(roots: Sequence[Path]) -> dict[str, Path]:
    """The folder of each form there is. A root that is not there, or cannot be read, has none."""
    found: dict[str, Path] = {}
    for root in roots:
        for folder in _form_folders(root):
            found.setdefault(folder.name, folder)
    return found


def load_pack(form_id: str, roots: Sequence[Path]) -> Pack:
    """The pack of the first root that has it. Raises CannotRead where none has, FormError where it has slips."""
    packs = find_packs(roots)
    folder = packs.get(form_id)
    if folder is None:
        raise CannotRead(f"There is no form '{form_id}'.{did_you_mean(form_id, packs)}",
                         f"The forms are: {', '.join(sorted(packs))}." if packs else "No forms were found at all.")
    return load_pack_folder(folder)


def load_pack_folder(folder: Path) -> Pack:
    """The pack whose form is in forms/<id>; its templates are in templates/<id> beside.

    Raises FormError where the form has slips, CannotRead where a file of the pack cannot be read.
    """
    folder = folder.resolve()
    templates = templates_of(folder)
    form = load_form(folder)
    return Pack(replace(form, sha256=pack_hash(folder, templates)), folder, templates)


def templates_of(folder: Path) -> Path:
    """Where the templates of the form in forms/<id> are: templates/<id> beside."""
    folder = folder.resolve()
    return folder.parent.parent / "templates" / folder.name


def pack_hash(folder: Path, templates: Path) -> str:
    """A hash of the names and bytes of all files of the form and its templates; the same wherever they lie.

    Raises CannotRead, naming the file, where one of them cannot be read.
    """
    whole = hashlib.sha256()
    try:
        for name, file in _files(folder, templates):
            content = file.read_bytes()
            whole.update(f"{name}\0{len(content)}\0".encode())
            whole.update(content)
    except OSError as error:
        place = shown(Path(error.filename or folder))
        raise CannotRead(f"The form '{folder.name}' cannot be used: {place} could not be read ({error.strerror}).",
                         "Ask whoever looks after the form to let you read all its files.") from None
    return whole.hexdigest()


def pack_files(pack: Pack) -> list[tuple[str, Path]]:
    """Every file of the pack with its name in it: forms/form.toml, templates/certificate/layout.docx."""
    return list(_files(pack.folder, pack.templates))


def changed_files(old: Pack, new: Pack) -> list[str]:
    """The wordings and layouts that differ, are new or are gone, by name: "certificate/opening.j2 (new)"."""
    before, after = ({name.removeprefix("templates/"): file for name, file in pack_files(pack)
                      if name.startswith("templates/")} for pack in (old, new))
    told = {name: "gone" if name not in after else "new" if name not in before else
            "changed" if before[name].read_bytes() != after[name].read_bytes() else "" for name in {*before, *after}}
    return [f"{name} ({what})" for name, what in sorted(told.items()) if what]


def keep_pack(pack: Pack, home: Path) -> None:
    """Copies the pack into the private folder, once. Raises CannotWrite."""
    kept = home / "packs" / pack.form.sha256
    try:
        if kept.exists():
            return
        make_private(kept.parent)
        with tempfile.TemporaryDirectory(dir=kept.parent, prefix=".new-") as new:
            whole = Path(new, "pack")
            for name, file in pack_files(pack):
                _copy(file, whole / _kept_name(name, pack.form.id))
            if pack_hash(whole / "forms" / pack.form.id, whole / "templates" / pack.form.id) != pack.form.sha256:
                raise CannotWrite(f"The form '{pack.form.id}' was changed while it was being read.",
                                  "Open the draft again.")
            _put(whole, kept)
    except OSError as error:
        raise CannotWrite(f"The form could not be kept in {kept.parent} ({error.strerror}).",
                          "Free some space, or check that you may write there.") from error


def kept_pack(sha256: str, home: Path) -> Pack | None:
    """The pack kept under this hash; None where it is not there or has been changed since."""
    if not _SHA256.fullmatch(sha256):
        return None
    for folder in _form_folders(home / "packs" / sha256):
        pack = load_pack_folder(folder)
        if pack.form.sha256 == sha256:
            return pack
    return None


def _form_folders(root: Path) -> list[Path]:
    try:
        return sorted(folder for folder in (root / "forms").iterdir()
                      if ID.fullmatch(folder.name) and (folder / "form.toml").is_file())
    except OSError:
        return []


def _files(folder: Path, templates: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a pack by its name in it. What editors leave lying about (~$layout.docx, .DS_Store) is none."""
    for top, base in (("forms", folder), ("templates", templates)):
        for name in sorted(_names(base)):
            if not any(part.startswith((".", "~$")) for part in name.split("/")):
                yield f"{top}/{name}", base / name


def _names(base: Path) -> Iterator[str]:
    """The files below a folder, none where there is no folder. Raises OSError for one that may not be looked into."""
    def refuse(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            raise error

    for folder, _, names in os.walk(base, onerror=refuse):
        yield from (Path(folder, name).relative_to(base).as_posix() for name in names if Path(folder, name).is_file())


def _kept_name(name: str, form_id: str) -> str:
    top, _, rest = name.partition("/")
    return f"{top}/{form_id}/{rest}"


def _copy(file: Path, to: Path) -> None:
    make_private(to.parent)
    shutil.copyfile(file, to)
    to.chmod(0o600)


def _put(whole: Path, kept: Path) -> None:
    """Into its place in one step. Another program may have put the very same pack there in the meantime."""
    try:
        whole.rename(kept)
    except OSError:
        if not kept.is_dir():
            raise
