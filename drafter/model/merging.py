"""Two people's changes to one draft, put together place by place. Where both changed the same place, somebody chooses.

A place is a field; a part of one; a row that came or went; a cell of a row that both have; the reason that was given
for what a rule found at one of these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from drafter.model.draft import CellEntry, Draft, Entry, Explanation, Implication, Path, Row, Rows

WHOLE = Path("")
T = TypeVar("T")
Clashing = Entry | Row | Explanation | None


@dataclass(frozen=True, slots=True)
class Clash:
    """A place that both changed, each in their own way. None: it was emptied, the row was removed, or the reason taken
    back."""

    path: Path
    mine: Clashing
    theirs: Clashing

    @property
    def is_reason(self) -> bool:
        """Whether what clashes is the reason given for a finding at the place, not what stands there."""
        return isinstance(self.mine, Explanation) or isinstance(self.theirs, Explanation)


@dataclass(frozen=True, slots=True)
class Merged:
    """`draft` holds what either changed, and mine where both did: those are the `clashes`. A row that one removed and
    the other changed is there."""

    draft: Draft
    clashes: tuple[Clash, ...]

    def settled(self, theirs: Sequence[Clash]) -> Draft:
        """The draft with their words at the places given, and mine at the other clashes."""
        draft = self.draft
        for clash in self.clashes:
            chosen = clash.theirs if clash in theirs else clash.mine
            draft = (_explained(draft, clash.mine, chosen) if clash.is_reason else
                     _put(draft, clash.path, chosen))
        return draft


def merge(base: Draft | None, mine: Draft, theirs: Draft) -> Merged:
    """`base` is what both began with. Where it is not known, all that differs is a clash, unless only one has it."""
    base = base or Draft(mine.form, mine.id)
    clashes: list[Clash] = []
    entries: dict[str, Entry] = {}
    for name in {**mine.entries, **theirs.entries}:
        entry = _field(Path(name), base.entries.get(name), mine.entries.get(name), theirs.entries.get(name), clashes)
        if entry is not None:
            entries[name] = entry
    explained = _explanations(base.explanations, mine.explanations, theirs.explanations, clashes)
    draft = replace(mine, entries=entries, stage=_whole(base.stage, mine.stage, theirs.stage),
                    exempt=_marks(base.exempt, mine.exempt, theirs.exempt), explanations=explained,
                    stale=_marks(base.stale, mine.stale, theirs.stale),
                    later=_marks(base.later, mine.later, theirs.later),
                    imported=_whole(base.imported, mine.imported, theirs.imported),
                    unknown=_members(base.unknown, mine.unknown, theirs.unknown))
    return Merged(draft, tuple(clashes))


def _field(path: Path, base: Entry | None, mine: Entry | None, theirs: Entry | None, clashes: list[Clash]
           ) -> Entry | None:
    if isinstance(mine, Rows) and isinstance(theirs, Rows):
        return _rows(path, base if isinstance(base, Rows) else Rows(()), mine, theirs, clashes)
    if isinstance(mine, Implication) and isinstance(theirs, Implication):
        before = base if isinstance(base, Implication) else Implication("")
        parts = {part.name: _one(path._replace(column=part.name), getattr(before, part.name), getattr(mine, part.name),
                                 getattr(theirs, part.name), clashes) for part in fields(Implication)}
        return Implication(**parts)
    entry: Entry | None = _one(path, base, mine, theirs, clashes)
    return entry


def _rows(path: Path, base: Rows, mine: Rows, theirs: Rows, clashes: list[Clash]) -> Rows:
    found: dict[str, Row] = {}
    for row_id in dict.fromkeys(row.id for row in (*mine.rows, *theirs.rows)):
        row = _row(path._replace(row=row_id), base.row(row_id), mine.row(row_id), theirs.row(row_id), clashes)
        if row is not None:
            found[row_id] = row
    order = _order([row.id for row in base.rows], [row.id for row in mine.rows], [row.id for row in theirs.rows])
    beside = {part: _one(path._replace(column=part), getattr(base, part), getattr(mine, part), getattr(theirs, part),
                         clashes) for part in ("none_because", "introduction")}
    return Rows(tuple(found[row_id] for row_id in order if row_id in found), **beside)


def _row(path: Path, base: Row | None, mine: Row | None, theirs: Row | None, clashes: list[Clash]) -> Row | None:
    if mine is None or theirs is None:
        kept = mine or theirs
        if base is None or kept is None:
            return kept
        if kept.cells != base.cells:
            clashes.append(Clash(path, mine, theirs))
            return kept
        return None
    cells: dict[str, CellEntry] = {}
    before: Mapping[str, CellEntry] = base.cells if base is not None else {}
    for column in {**mine.cells, **theirs.cells}:
        cell = _one(path._replace(column=column), before.get(column), mine.cells.get(column), theirs.cells.get(column),
                    clashes)
        if cell is not None:
            cells[column] = cell
    return replace(mine, cells=cells)


def _order(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Mine, unless only they moved rows; what is in the other alone comes after the row it follows there."""
    kept = [row for row in base if row in mine and row in theirs]
    i_moved = [row for row in mine if row in kept] != kept
    leading, other = (mine, theirs) if i_moved else (theirs, mine)
    order = list(leading)
    for at, row in enumerate(other):
        if row not in order:
            before = next((one for one in reversed(other[:at]) if one in order), None)
            order.insert(order.index(before) + 1 if before is not None else 0, row)
    return order


def _one(path: Path, base: Any, mine: Any, theirs: Any, clashes: list[Clash]) -> Any:
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    if _is_nothing(base) and (_is_nothing(mine) or _is_nothing(theirs)):
        return theirs if _is_nothing(mine) else mine
    clashes.append(Clash(path, mine, theirs))
    return mine


def _is_nothing(entry: object) -> bool:
    return entry is None or entry == ""


def _whole(base: T, mine: T, theirs: T) -> T:
    """Where both changed it, mine stays: the comparison shows it, and one click changes it."""
    return theirs if mine == base else mine


def _marks(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """A mark that anyone set stays; one that was there goes only where somebody took it away."""
    gone = {mark for mark in base if mark not in mine or mark not in theirs}
    return tuple(mark for mark in dict.fromkeys((*mine, *theirs)) if mark not in gone)


def _explanations(base: Sequence[Explanation], mine: Sequence[Explanation], theirs: Sequence[Explanation],
                  clashes: list[Clash]) -> tuple[Explanation, ...]:
    """One for each finding about the same text; the same reason given twice is one reason."""
    before, ours, other = ({(one.code, one.path, one.about): one for one in said} for said in (base, mine, theirs))
    found: list[Explanation | None] = []
    for finding in {**ours, **other}:
        then, my, their = before.get(finding), ours.get(finding), other.get(finding)
        same = my is not None and their is not None and (my.reason, my.who) == (their.reason, their.who)
        if not same and their != then and my != then:
            clashes.append(Clash(Path.parse(finding[1]), my, their))
        found.append(their if my == then and not same else my)
    return tuple(one for one in found if one is not None)


def _explained(draft: Draft, mine: Clashing, chosen: Clashing) -> Draft:
    said = [one for one in draft.explanations if one != mine]
    at = draft.explanations.index(mine) if isinstance(mine, Explanation) else len(said)
    if isinstance(chosen, Explanation):
        said.insert(at, chosen)
    return replace(draft, explanations=tuple(said))


def _members(base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    found = {name: _whole(base.get(name), mine.get(name), theirs.get(name)) for name in {**mine, **theirs}}
    return {name: value for name, value in found.items() if value is not None}


def _put(draft: Draft, path: Path, value: Clashing) -> Draft:
    if path.row is not None and path.column is None:
        return draft if isinstance(value, Row) else draft.with_row_removed(path.field, path.row)
    if isinstance(value, Row | Explanation):
        raise TypeError(f"{path} is no row")
    return draft.with_entry(path, value)
