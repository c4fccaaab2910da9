"""An output's layout and wordings: what they make of the answers, and what does not fit in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path as FilePath

from drafter.document.blocks import Block
from drafter.document.context import Words, is_word, shapes
from drafter.document.html_layout import HtmlLayout, HtmlLayoutError, HtmlSlot, compile_html
from drafter.document.layout import LIST_STYLES, TABLE_STYLES, Layout, LayoutError
from drafter.document.layout_compiler import compile_layout
from drafter.document.slots import If, Slot
from drafter.document.word_blocks import MissingStyle
from drafter.document.wording import MAX_LENGTH, GapMet, Wording, WordingError, compile_wording, context_of
from drafter.document.wording_tree import Shape
from drafter.model.failure import Failure, Fault, did_you_mean
from drafter.model.fields import (
    ClausesField,
    ConsultationField,
    DocumentsField,
    FieldBase,
    ImplicationField,
    OptionsField,
    RichTextField,
    TableField,
)
from drafter.model.form import Form, Output
from drafter.model.form_words import called_now
from drafter.model.rich_text import Paragraph

WORDING = ".j2"
_MET: tuple[Block, ...] = (Paragraph((), id=""),)
"""What stands for a condition that is met."""
SHARED = "wordings"
"""The folder beside those of the papers: a wording in it serves every paper that has none of its own."""
_MAX_LAYOUT = 50 << 20
_MAX_KEPT = 16
Stamp = tuple[int, int, int]
"""What tells whether a file was written or exchanged: its time, its size and its number."""
Stamps = dict[str, Stamp]
"""The files of a folder by name."""
_kept: dict[tuple[FilePath, str], Paper] = {}
"""Papers by folder and format."""


class DocumentError(Failure):
    """A paper could not be made of the answers."""


@contextmanager
def refusing(paper: Paper) -> Iterator[None]:
    """Tells what stands in the way of a paper as a DocumentError."""
    try:
        yield
    except GapMet as gap:
        raise DocumentError(str(gap), "Fill it in, or create a draft.") from gap
    except MissingStyle as missing:
        raise DocumentError(f"The layout {paper.place(paper.file)} has no style '{missing}'.") from missing


def open_paper(form: Form, output: Output, templates: FilePath, suffix: str = "docx") -> Paper:
    """The layout and wordings of an output, as they are on the disk now: compiled once, for as long as no file in
    their folder changes. Raises DocumentError."""
    place = templates / output.id, suffix
    stamps = _stamps(place[0]), _stamps(templates / SHARED)
    kept = _kept.get(place)
    if kept is None or kept.form is not form or kept.output != output or kept.stamps != stamps:
        kept = Paper(form, output, templates, suffix, stamps)
        if len(_kept) >= _MAX_KEPT:
            _kept.clear()
        _kept[place] = kept
    return kept


def _stamps(folder: FilePath) -> Stamps:
    try:
        with os.scandir(folder) as entries:
            return {entry.name: ((stat := entry.stat()).st_mtime_ns, stat.st_size, stat.st_ino) for entry in entries}
    except OSError:
        return {}


class Paper:
    """An output's layout and wordings, as they were on the disk when it was opened."""

    def __init__(self, form: Form, output: Output, templates: FilePath, suffix: str,
                 stamps: tuple[Stamps, Stamps]) -> None:
        self.form, self.output, self.templates, self.stamps = form, output, templates, stamps
        self.file = f"layout.{suffix}"
        self.own: dict[str, str] = {}
        self.sources: dict[str, str] = {}
        try:
            self.own = _texts(templates / output.id, stamps[0])
            shared = _texts(templates / SHARED, stamps[1])
            file = templates / output.id / self.file
            if file.stat().st_size > _MAX_LAYOUT:
                raise DocumentError(f"The layout {self.place(self.file)} is far too big.")
            self.content = file.read_bytes()
            self.sources = {**shared, **self.own}
        except UnicodeDecodeError as error:
            raise DocumentError(f"A wording in {self.place('')} is not UTF-8 text.", "Save it as UTF-8.") from error
        except OSError as error:
            raise DocumentError(f"The layout {self.place(self.file)} cannot be read.",
                                "Every output needs its layout there.") from error

    def place(self, name: str) -> str:
        """How the file is called in faults: from the templates folder on."""
        wording = name.removesuffix(WORDING)
        folder = SHARED if wording in self.sources and wording not in self.own else self.output.id
        return "/".join(filter(None, ("templates", self.templates.name, folder, name)))

    @cached_property
    def layout(self) -> Layout:
        """The compiled Word layout. Raises LayoutError."""
        return compile_layout(self.content)

    @cached_property
    def page(self) -> HtmlLayout:
        """The compiled HTML layout. Raises HtmlLayoutError."""
        return compile_html(self.content)

    @property
    def is_html(self) -> bool:
        return self.file.endswith(".html")

    @property
    def slots(self) -> Iterator[Slot | HtmlSlot]:
        return iter(self.page.slots) if self.is_html else self.layout.slots

    @property
    def _conditions(self) -> Iterator[If]:
        return iter(()) if self.is_html else self.layout.conditions

    @cached_property
    def wordings(self) -> Mapping[str, Wording]:
        return {name: compile_wording(source) for name, source in self.sources.items()}

    def slot_name(self, slot: Slot | HtmlSlot) -> str | None:
        """The wording or field that fills the place; None where nothing does."""
        return next((name for name in slot.names if name in self.sources or is_word(self.form, name)), None)

    @cached_property
    def _known(self) -> Mapping[str, Shape]:
        return shapes(self.form)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """What fills each slot, by the first of its names."""
        return {slot.names[0]: self.slot_name(slot) or "" for slot in self.slots}

    @cached_property
    def printed(self) -> frozenset[str]:
        """The names of all that the paper can print: fields, and words beyond them."""
        names = set(self._names.values())
        return frozenset(names.union(*(self.wordings[name].names for name in names if name in self.wordings)))

    def contents(self, words: Words) -> dict[str, Sequence[Block]]:
        """The blocks of every slot, by the first of its names; none for a condition that is not met."""
        known = words.of(self.printed)
        context = context_of(known)
        by_name: dict[str, Sequence[Block]] = {}
        for name in set(self._names.values()):
            wording = self.wordings.get(name) or _just(name)
            try:
                blocks: Sequence[Block] = wording.render(known, context)
                if not blocks and name in known:
                    blocks = _just(name).render(known)
            except WordingError as error:
                raise DocumentError(f"The wording {self.place(name + WORDING)} cannot be used: {error}") from error
            by_name[name] = blocks
        met = {one.name: _MET if words.has(one.field) else () for one in self._conditions}
        return {slot: by_name[name] for slot, name in self._names.items()} | met

    def refuse_faults(self) -> None:
        """Raises DocumentError with the first fault that would leave a gap."""
        if self._first_fault is not None:
            raise DocumentError(f"The templates have a mistake. {self._first_fault}")

    @cached_property
    def _first_fault(self) -> Fault | None:
        return next(self._hard_faults(), None)

    def faults(self) -> Iterator[Fault]:
        yield from self._hard_faults()
        usable = self._is_layout_usable()
        styles = self.layout.styles.names if usable and not self.is_html else None
        for name, source in self.sources.items():
            try:
                wording = compile_wording(source)
            except WordingError:
                continue
            for slip in wording.slips_against(self._known, styles):
                yield Fault(self.place(name + WORDING), f"line {slip.line}", slip.sentence)
        if usable and not self.is_html:
            yield from self._missing_styles()

    def _hard_faults(self) -> Iterator[Fault]:
        for name, source in self.sources.items():
            try:
                compile_wording(source)
            except WordingError as error:
                for slip in error.slips:
                    yield Fault(self.place(name + WORDING), f"line {slip.line}" if slip.line else "", slip.sentence)
        try:
            slots = list(self.slots)
        except (LayoutError, HtmlLayoutError) as error:
            yield from (Fault(self.place(self.file), slip.where, slip.sentence) for slip in error.slips)
            return
        filled = {self.slot_name(slot) for slot in slots}
        for slot in slots:
            if self.slot_name(slot) is None:
                near = called_now(self.form, slot.names[0]) or did_you_mean(
                    slot.names[0], (*self.sources, *self._known))
                yield Fault(self.place(self.file), slot.where,
                            f"'{slot.names[0]}' is neither a wording nor a field.{near}")
        for condition in self._conditions:
            if self.form.field(condition.field) is None:
                fields = (field.id for field in self.form.fields)
                yield Fault(self.place(self.file), condition.where, f"'{condition.field}', in "
                            f"'{condition.name}', is not a field.{did_you_mean(condition.field, fields)}")
        for name in self.own:
            if name not in filled:
                yield self._no_place(name)
        if self.output.whole:
            for field in self.form.fields:
                if field.required and field.when is None and not field.exempt and field.id not in self.printed:
                    yield self._no_place(field.id)

    def _no_place(self, name: str) -> Fault:
        return Fault(self.place(self.file), "", f"There is no place for '{name}'. Put a content control of that name, "
                                                f"or [[{name}]], where its words belong.")

    def _is_layout_usable(self) -> bool:
        try:
            return self.slots is not None
        except (LayoutError, HtmlLayoutError):
            return False

    def _missing_styles(self) -> Iterator[Fault]:
        """Styles that the answers printed here can need."""
        names = {self.slot_name(slot) or "" for slot in self.slots}
        names |= {one for name in names if name in self.sources for one in _names_of(self.sources[name])}
        printed = [field for field in self.form.fields if field.id in names]
        for kind, style in LIST_STYLES.items():
            if kind not in self.layout.lists and any(isinstance(field, _NEED[kind]) for field in printed):
                yield Fault(self.place(self.file), "", f"The list style '{style}' is missing.")
        if any(isinstance(field, _TABLES) for field in printed) and not any(
                self.layout.styles.id(name, "table") for name in TABLE_STYLES):
            yield Fault(self.place(self.file), "", f"The table style '{TABLE_STYLES[0]}' is missing.")


_RICH = (RichTextField, ImplicationField, OptionsField)
_TABLES = (*_RICH, TableField, ConsultationField)
_NEED: dict[str, tuple[type[FieldBase], ...]] = {
    "bullet": (*_RICH, DocumentsField), "decimal": _RICH, "clause": (ClausesField,)}


def _just(name: str) -> Wording:
    """The wording of a slot that has none: the answer itself."""
    return compile_wording(f"{{{{ {name} }}}}")


def _texts(folder: FilePath, stamps: Stamps) -> dict[str, str]:
    """The wordings of a folder by name."""
    return {name.removesuffix(WORDING): _text_of(folder / name, stamp)
            for name, stamp in sorted(stamps.items()) if name.endswith(WORDING)}


@lru_cache(maxsize=256)
def _text_of(wording: FilePath, stamp: Stamp) -> str:
    """Its text as it was at that stamp, as much of it as a wording may have and a letter more."""
    with wording.open(encoding="utf-8") as file:
        return file.read(MAX_LENGTH + 1)


def _names_of(source: str) -> Iterator[str]:
    try:
        yield from compile_wording(source).names
    except WordingError:
        return
