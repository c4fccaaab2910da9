"""What an exempt answer would give away: its passages, searched for in a finished public paper.

A public paper is made of answers that hold nothing exempt; this is the second lock. It looks for what got in on another
way, such as a sentence that was pasted into a public box too. A passage is five words in a row. What the form, the
layout and the wordings say themselves, such as the title of a post, is no secret.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from drafter.document.package import Unusable, unpacked
from drafter.model.answers import Answers, without_exempt
from drafter.model.draft import CellEntry, Entry, Implication, Path, Row, Rows, Unread, plain_entry
from drafter.model.fields import ChoiceFieldBase, FieldBase, ImplicationField, RowsField
from drafter.model.form import Form

LENGTH = 5
"""Words in a row that give something away."""
_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_BETWEEN = re.compile(r"(?i)</w:p>|<w:(?:br|tab|cr)\b[^>]*>|<br>|</(?:p|li|td|th|h[1-6]|caption|title|div|button)>")
_TAG = re.compile(r"<[^>]*>")
_ESCAPED = re.compile(r"\\[nrtbf]|\\u[0-9a-fA-F]{4}")
_COMMON = frozenset(_WORD.findall("""
    a about after all also an and any are as at be been before being but by can could did do does for from had has have
    if in into is it its may more must no not of on or other our set should so such than that the their them there these
    they this to up was were when which while who will with within would year years council decision cabinet member
    committee report out under s"""))
_TELLING = 2
"""How many words of a passage must be others than these: "as set out in the" gives nothing away."""
_KNOWN = 3
"""Words in a row by which something that is said anyway is known again."""


@dataclass(frozen=True, slots=True)
class Leak:
    """An exempt passage in a public paper: its words, and the part of the file that holds them."""

    passage: str
    part: str


def leaks(answers: Answers, file_name: str, content: bytes, said_anyway: Iterable[str] = ()) -> tuple[Leak, ...]:
    """The exempt passages that stand in the file, or in its name; nothing to look for costs nothing. `said_anyway` is
    what the paper says whatever was answered."""
    texts = list(map(_words, exempt_texts(answers)))
    if not any(len(words) >= LENGTH for words in texts):
        return ()
    known = {run for text in (*_public_words(answers.form), *said_anyway) for run in _runs(_words(text), _KNOWN)}
    secret = {passage for words in texts for passage in _passages(words, known)}
    found: dict[Leak, None] = {}
    for part, text in (("the name of the file", file_name), *_parts(content)):
        for words in _readings(text):
            found |= {Leak(" ".join(run), part): None for run in _runs(words, LENGTH) if run in secret}
    return tuple(found)


def places_of(passage: str, answers: Answers) -> tuple[str, ...]:
    """The labels of the public answers that hold the passage."""
    found = (path.field for path, text in without_exempt(answers).texts() if passage in " ".join(_words(text)))
    fields = (answers.form.field(name) for name in found)
    return tuple(dict.fromkeys(field.label.strip(" :") for field in fields if field is not None))


def exempt_texts(answers: Answers) -> Iterator[str]:
    """Every text that is marked exempt, in the words that were typed, whether it is asked at the moment or not."""
    public = without_exempt(answers)
    marked = set(answers.draft.exempt)
    for name, entry in answers.draft.entries.items():
        field = answers.form.field(name)
        path = Path(name)
        if (field is not None and field.exempt) or str(path) in marked or (
                path in answers.asked and path not in public.asked):
            yield from _texts(entry)
        elif isinstance(entry, Rows):
            for row in entry.rows:
                yield from _row_texts(path, row, field, answers, public, marked)
            parts = {"none_because": entry.none_because, "introduction": entry.introduction}
            yield from (text for part, text in parts.items() if str(Path(name, None, part)) in marked)


def _row_texts(path: Path, row: Row, field: FieldBase | None, answers: Answers, public: Answers,
               marked: Collection[str]) -> Iterator[str]:
    whole = str(Path(path.field, row.id)) in marked
    for name, cell in row.cells.items():
        place = Path(path.field, row.id, name)
        column = field.column(name) if isinstance(field, RowsField) else None
        if whole or str(place) in marked or (column is not None and column.exempt) or (
                place in answers.asked and place not in public.asked):
            yield from _texts(cell)


def _texts(entry: Entry | CellEntry) -> Iterator[str]:
    if isinstance(entry, Rows):
        yield from (entry.none_because, entry.introduction)
        for row in entry.rows:
            for cell in row.cells.values():
                yield from _texts(cell)
    elif isinstance(entry, Implication):
        yield from (plain_entry(entry.text), entry.because, entry.waiting_for)
    elif isinstance(entry, Unread):
        yield _ESCAPED.sub(" ", entry.json)
    elif isinstance(entry, tuple):
        yield from entry
    else:
        yield plain_entry(entry)


def _public_words(form: Form) -> Iterator[str]:
    """What the form says itself: labels, sentences, choices, the titles of its directory."""
    yield from (form.title, form.council)
    for entries in form.directory.values():
        yield from (entry.title for entry in entries)
    for field in form.fields:
        yield from _field_words(field)


def _field_words(field: FieldBase) -> Iterator[str]:
    yield from (field.label, field.hint, field.why, field.missing)
    if isinstance(field, ChoiceFieldBase):
        yield from (choice.words for choice in field.choices)
    if isinstance(field, RowsField | ImplicationField):
        for inside in field.fields:
            yield from _field_words(inside)


def _parts(content: bytes) -> Iterator[tuple[str, str]]:
    """Each part that is text. Bytes that are no package are one part."""
    if not content.startswith(b"PK"):
        yield "the page", content.decode("utf-8", "replace")
        return
    try:
        for name, part in unpacked(content).items():
            yield name, f"{name} {part.decode('utf-8', 'replace')}"
    except Unusable:
        yield "the file", content.decode("utf-8", "replace")


def _readings(text: str) -> Iterator[list[str]]:
    """The words of a part as they are read: without its tags, cut at every tag, and with what stands inside tags."""
    yield _words(html.unescape(text))
    if "<" in text:
        yield _words(html.unescape(_TAG.sub("", _BETWEEN.sub(" ", text))))
        yield _words(html.unescape(_TAG.sub(" ", text)))


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    return _WORD.findall(_ESCAPED.sub(" ", text).casefold())


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    """All runs of so many words."""
    return zip(*(words[start:] for start in range(length)), strict=False)


def _passages(words: list[str], known: Collection[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The runs that give something away: with words that are neither common nor part of what is said anyway."""
    tells = [word not in _COMMON for word in words]
    for at, run in enumerate(_runs(words, _KNOWN)):
        if run in known:
            tells[at:at + _KNOWN] = [False] * _KNOWN
    return (run for at, run in enumerate(_runs(words, LENGTH)) if sum(tells[at:at + LENGTH]) >= _TELLING)
