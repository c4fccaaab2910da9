"""Which form a draft is worked on with. A form with a slip in it is refused at the door, never met half way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.model.draft import Draft
from drafter.model.failure import Fault
from drafter.model.form import Output
from drafter.storage.errors import CannotRead, FormError

if TYPE_CHECKING:
    from drafter.storage.packs import Pack

_sound: set[str] = set()
"""Packs and papers that this run found without a fault, by hash: looking again takes time, and finds none."""


@dataclass(frozen=True)
class FoundPack:
    """The pack for a draft. `note` says so when it is not the one that the draft was written on; `latest` is the one in
    use now, where the draft stays on an older one."""

    pack: Pack
    note: str = ""
    latest: Pack | None = None


def open_pack(form_id: str, roots: Sequence[Path]) -> Pack:
    """The current form of that name. Raises CannotRead where no root has it, FormError with all its faults.

    Layouts and wordings are looked at when a paper is made (`refuse_paper_faults`): opening a draft needs none.
    """
    from drafter.storage.packs import load_pack

    return _without_rule_faults(load_pack(form_id, roots))


def pack_for(draft: Draft, roots: Sequence[Path], home: Path) -> FoundPack:
    """The version that the draft was last edited with, as long as it is there or was kept; else the current one."""
    wanted = draft.form
    try:
        current = open_pack(wanted.id, roots)
    except (CannotRead, FormError):
        kept = pack_kept(wanted.sha256, home)
        if kept is None:
            raise
        return FoundPack(kept)
    if wanted.sha256 == current.form.sha256:
        return FoundPack(current)
    kept = pack_kept(wanted.sha256, home)
    if kept is not None:
        return FoundPack(kept, latest=current)
    if not wanted.sha256 and wanted.version == current.form.version:
        return FoundPack(current)
    if wanted.version == current.form.version:
        note = (f"The form '{wanted.id}', version {current.form.version}, has changed since this draft was written; it "
                "is shown as it is now.")
    else:
        note = (f"This draft was written on version {wanted.version} of the form '{wanted.id}', which is not on this "
                f"computer; version {current.form.version} is used.")
    return FoundPack(current, note)


def refuse_paper_faults(pack: Pack, output: Output) -> None:
    """Raises FormError with every fault of the layout and the wordings of one paper."""
    mark = f"{pack.form.sha256}/{output.id}"
    if mark not in _sound:
        _refuse(pack, paper_faults(pack, output))
        _sound.add(mark)


def paper_faults(pack: Pack, output: Output) -> tuple[Fault, ...]:
    """Every fault of the layout and the wordings of one paper; one that cannot be read at all is a fault too."""
    from drafter.document.render import output_faults

    return output_faults(pack.form, output, pack.templates)


def all_faults(folder: Path) -> tuple[Fault, ...]:
    """Every fault of the pack whose form is in the folder: of the form, its rules, its papers.

    Rules and papers are judged beside a form with slips too, but for what they say of fields that could not be read.
    """
    from drafter.storage.packs import Pack, load_pack_folder, templates_of

    try:
        pack = load_pack_folder(folder)
    except FormError as error:
        if error.form is None:
            return error.faults
        further = _further_faults(Pack(error.form, folder, templates_of(folder)))
        return (*error.faults, *(one for one in further if not _names_any(one, error.unread)))
    from drafter.document.render import unused_wordings

    return tuple(dict.fromkeys(_further_faults(pack))) or unused_wordings(pack.form, pack.templates)


def _further_faults(pack: Pack) -> Iterator[Fault]:
    """Those of the rules and the papers."""
    from drafter.checks.check import rule_faults
    from drafter.document.second_reader import faults_for_others

    yield from rule_faults(pack.form)
    for output in pack.form.outputs:
        faults = paper_faults(pack, output)
        if not faults and "docx" in output.formats:
            place = f"{output.id}/layout.docx"
            faults = faults_for_others(pack.templates / place, f"templates/{pack.form.id}/{place}")
        yield from faults


def _names_any(fault: Fault, fields: frozenset[str]) -> bool:
    return not fields.isdisjoint(re.findall(r"\w+", f"{fault.place} {fault.sentence}"))


def _without_rule_faults(pack: Pack) -> Pack:
    if pack.form.sha256 not in _sound:
        from drafter.checks.check import rule_faults

        _refuse(pack, rule_faults(pack.form))
        _sound.add(pack.form.sha256)
    return pack


def pack_kept(sha256: str, home: Path) -> Pack | None:
    """The pack kept under this hash; None where there is none. One that this version refuses is as good as none."""
    from drafter.storage.packs import kept_pack

    try:
        pack = kept_pack(sha256, home)
        return _without_rule_faults(pack) if pack else None
    except (FormError, CannotRead, OSError):
        return None


def _refuse(pack: Pack, faults: tuple[Fault, ...]) -> None:
    if faults:
        raise FormError(f"The form '{pack.form.id}' cannot be used.", faults)
