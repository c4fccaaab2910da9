"""Titles: the decision maker is called the same everywhere, and titles stand in the directory on the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from drafter.checks.fixing import replaced
from drafter.checks.messages import quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import field_of, fields_of, words
from drafter.checks.wording import folded
from drafter.model.draft import Path
from drafter.model.fields import ChoiceFieldBase
from drafter.model.figures import printed_date
from drafter.model.form import DirectoryEntry
from drafter.model.problem import Fix

_ASKED = re.compile(r"\s(?:is|are)\s(?:being\s|also\s|therefore\s)?(?:asked|recommended|requested|invited)\sto\b")
_AS = re.compile(r"\bAs\s(?:the\s)?")
_I = re.compile(r"\bI\b")
_REACH = 160
_MOST_TITLE = 200
_MOST_NUMBER = 40
_ALIKE = 0.6
_ENOUGH = 20
_NEAR, _APART = 0.75, 0.04
"""How like a title must be to be the one that is meant, and how much more so than the next."""
_BEYOND = 0.15
"""What it costs a title that all its words are beyond those that were typed."""
_TITLE_WORDS = re.compile(r"(?: {1,3}(?:[A-Z][\w'’,-]{0,30}|and|of|for|&|the|with)(?!\w)){1,16}")
_JOINS = ("and", "or", "of", "for", "the", "with")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class MakerCalledOtherwise(Rule):
    """Where a text speaks of the decision maker ("As ..., I", "... is asked to"), it is by the record's own title.

    `heads` are the words that such titles begin with.
    """

    code = "maker_called_otherwise"
    family = "titles"
    local = True
    looks_at = '"As ..., I" and "... is asked to" in every text, beside the title of the decision maker.'
    why = "A decision is taken by the member who has the power; two titles leave it open who that is."
    sentence = "This says {found}; the decision maker is the {maker}. Use one title throughout."
    fix = "Puts in the title of the decision maker."

    maker: str = field_of("choice")
    heads: tuple[str, ...] = words()

    def findings(self, case: Case) -> Iterator[Finding]:
        maker = _maker(case, self.maker)
        for path, text in _speaking_of(case, self.heads) if maker else ():
            for found in islice(dict.fromkeys(_other_titles(text, maker, self.heads)), _ENOUGH):
                yield _called(case, path, found, maker)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TitleSlip(Rule):
    """A title that begins as the decision maker's does, and is no title of the directory, old or new.

    Another member who is consulted is nobody's mistake.
    """

    code = "title_slip"
    family = "titles"
    severity = "must_explain"
    local = True
    looks_at = "Titles in every text that begin as that of the decision maker does."
    why = MakerCalledOtherwise.why
    sentence = "This says {found}, which is no title in the council's directory. The decision maker is the {maker}."
    fix = "Puts in the title of the decision maker."

    maker: str = field_of("choice")
    heads: tuple[str, ...] = words()

    def findings(self, case: Case) -> Iterator[Finding]:
        maker = _maker(case, self.maker)
        field = case.answers.form.field(self.maker)
        if not maker or not isinstance(field, ChoiceFieldBase):
            return
        listed = [entry.title for entry in case.answers.form.directory.get(field.directory, ())]
        known = tuple(folded(title) for title in (maker, *listed, *(choice.words for choice in field.choices)))
        for path, text in _speaking_of(case, self.heads):
            slips = dict.fromkeys(islice(_slips(text, maker, self.heads, known), _ENOUGH))
            otherwise = set(_other_titles(text, maker, self.heads)) if slips else ()
            for found in slips:
                if found not in otherwise:
                    yield _called(case, path, found, maker)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TitleDiffers(Rule):
    """Where a text gives the record's own number with a title ("26/00041 - New library"), it is the record's title.

    Words that are not alike are no attempt at the title, but something else that is said of the decision.
    """

    code = "title_differs"
    family = "titles"
    severity = "must_explain"
    local = True
    looks_at = "The number of the decision followed by a title, in every text."
    why = "A matter with two titles looks like two; readers cannot follow it from notice to record."
    sentence = "This calls decision {number} {found}; its title is {title}. Use one title throughout."

    title: str = field_of("line")
    number: str = field_of("line")

    def findings(self, case: Case) -> Iterator[Finding]:
        title, number = case.answers.text(self.title), case.answers.text(self.number)
        wanted = folded(title)
        if not wanted or not number or len(number) > _MOST_NUMBER or len(title) > _MOST_TITLE:
            return
        headed = re.compile(rf"(?<![\w/]){re.escape(number)}(?![\w/(])\s?[-–—:]\s?([^\n\"“”;]{{1,{_MOST_TITLE}}})")
        for path, text in case.texts.items():
            if path.field in (self.title, self.number) or number not in text:
                continue
            for hit in islice(headed.finditer(text.replace("\xa0", " ")), _ENOUGH):
                found = folded(hit[1])
                if not f"{found} ".startswith(f"{wanted} ") and _is_alike(found[:len(wanted)], wanted):
                    yield Finding(path, {"number": number, "found": quoted(hit[1], 120), "title": quoted(title, 120)})
                    break


def _is_alike(found: str, wanted: str) -> bool:
    return SequenceMatcher(None, found, wanted, autojunk=False).ratio() >= _ALIKE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NotInDirectory(Rule):
    """A title in `fields`, chosen from a list of the directory, stands in that list on the day of the record.

    That day is the first of `days` that is answered, or else today. An imported record that gives no date is judged by
    nobody's calendar: then only a title that was never listed is named.
    """

    code = "not_in_directory"
    family = "titles"
    severity = "advice"
    local = True
    looks_at = "Titles chosen from a list of the directory, on the day of the record."
    why = "Titles change at each reshuffle, and old ones live on in copied records."
    sentence = "{title} {state}.{suggestion}"
    fix = "Puts in the nearest title that is current."

    fields: tuple[str, ...] = fields_of("choice", "multi_choice")
    days: tuple[str, ...] = fields_of("date")

    def findings(self, case: Case) -> Iterator[Finding]:
        on = case.record_day(self.days)
        for path in map(Path, self.fields):
            field = case.answers.asked.get(path)
            entries = case.answers.form.directory.get(getattr(field, "directory", ""), ())
            value = case.answers.values.get(path)
            for title in value if isinstance(value, tuple) else (value,):
                if entries and isinstance(title, str):
                    yield from _unlisted(path, title, entries, on, isinstance(value, str))


def _unlisted(path: Path, title: str, entries: tuple[DirectoryEntry, ...], on: date | None,
              alone: bool) -> Iterator[Finding]:
    plain = folded(title)
    same = [entry for entry in entries if folded(entry.title) == plain]
    if same and (on is None or any(entry.is_current(on) for entry in same)):
        return
    current = [entry.title for entry in entries if on is None or entry.is_current(on)]
    near = _nearest(title, tuple(current)) if len(title) <= _MOST_TITLE else []
    fixes = tuple(Fix(f"Use {one}", ((path, one),)) for one in near if alone)
    yield Finding(path, {
        "title": quoted(title, 120), "state": _state(same, on),
        "suggestion": f" The nearest current title is {quoted(near[0], 120)}." if near else "",
    }, fixes)


@lru_cache(maxsize=256)
def _nearest(title: str, current: tuple[str, ...]) -> list[str]:
    """The title that is meant. A word tells the more the fewer titles have it: all Cabinet Members begin alike. None
    where two are about as near: the wrong title on a record is worse than none offered."""
    listed = {one: _telling(one) for one in current}
    weights = {word: 1 - sum(word in words for words in listed.values()) / len(listed) for word in _telling(title)}
    of_all = sum(weights.values())
    if not of_all:
        return []

    def likeness(words: list[str]) -> float:
        alike = {word: max((_alike(word, other) for other in words), default=0.0) for word in weights}
        beyond = sum(max(_alike(word, other) for word in weights) < _NEAR for other in words) / max(len(words), 1)
        return sum(weights[word] * alike[word] for word in weights) / of_all - _BEYOND * beyond

    (best, found), (next_best, _) = (*sorted(((likeness(words), one) for one, words in listed.items()), reverse=True),
                                     (0.0, ""), (0.0, ""))[:2]
    return [found] if best >= _NEAR and best - next_best >= _APART else []


def _telling(title: str) -> list[str]:
    return [word for word in folded(title).split(" ") if word not in _JOINS]


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _state(same: list[DirectoryEntry], on: date | None) -> str:
    if not same or on is None:
        return "is not in the council's directory"
    past = [entry.until for entry in same if entry.until is not None and entry.until < on]
    if past:
        return f"was in use until {printed_date(max(past))}; this record is of {printed_date(on)}"
    return f"was not yet in use on {printed_date(on)}"


def _maker(case: Case, field: str) -> str:
    """The decision maker's title; "" where there is none, or a text that is no title."""
    title = case.answers.text(field)
    return title if len(title) <= _MOST_TITLE else ""


def _speaking_of(case: Case, heads: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for path, text in case.texts.items():
        if any(head in text for head in heads):
            yield path, text.replace("\xa0", " ")


def _called(case: Case, path: Path, found: str, maker: str) -> Finding:
    return Finding(path, {"found": quoted(found, 120), "maker": maker},
                   tuple(replaced(case, path, found, maker)))


def _other_titles(text: str, maker: str, heads: tuple[str, ...]) -> Iterator[str]:
    """Titles in places where only the decision maker can be meant, that are not the decision maker's."""
    wanted = folded(maker)
    for asked in _ASKED.finditer(text):
        before = text[max(0, asked.start() - _REACH):asked.start()]
        starts = [at for head in heads if (at := before.rfind(head)) >= 0]
        if starts:
            title = before[min(starts):].strip()
            if _is_title(title, heads) and not _is_maker(title, wanted):
                yield title
    for opening in _AS.finditer(text):
        if not text.startswith(heads, opening.end()):
            continue
        after = text[opening.end():opening.end() + _REACH]
        end = _I.search(after)
        if end:
            title = after[: end.start()].rstrip(" ,")
            if _is_title(title, heads) and not _is_maker(title, wanted):
                yield title


def _is_title(words: str, heads: tuple[str, ...]) -> bool:
    """Whether the words are a title and nothing else: a head, then words in capitals."""
    following = next((words[len(head):] for head in heads if words.startswith(head)), "-")
    return not following or _TITLE_WORDS.fullmatch(following) is not None


def _is_maker(title: str, wanted: str) -> bool:
    """The decision maker's title, alone or beside the office of whoever stands in ("Leader ... in post of ...")."""
    here = folded(title)
    return f" {wanted} " in f" {here} " or wanted.endswith(f" and {here}")


def _slips(text: str, maker: str, heads: tuple[str, ...], known: tuple[str, ...]) -> Iterator[str]:
    """Titles that begin with the head and the first word of the decision maker's, and are no known title."""
    head = next((head for head in heads if maker.startswith(head)), None)
    if head is None:
        return
    own_words = folded(maker[len(head):]).split(" ")
    alike = tuple(title for title in known if title.startswith(folded(head)))
    at = text.find(head)
    while at >= 0:
        end = at + len(head)
        found = _TITLE_WORDS.match(text, end)
        if found and folded(found[0]).startswith(f"{own_words[0]} "):
            here = folded(head + found[0])
            if not any(here == title or here.startswith(f"{title} ") for title in alike):
                yield head + _title(found[0], own_words)
        at = text.find(head, end)


def _title(following: str, own_words: list[str]) -> str:
    """The words after the head that belong to the title: as far as they are the decision maker's own, unless more of
    the same title follows ("... Social Care and Health and the Corporate Director" ends at Health)."""
    parts = following.split(" ")
    ends = [n for n, word in enumerate(parts, 1) if folded(word) in own_words and folded(word) not in _JOINS]
    last = max(ends, default=len(parts))
    if last < len(parts) and not parts[last - 1].endswith(",") and parts[last] not in _JOINS:
        last = len(parts)
    while folded(parts[last - 1]) in (*_JOINS, ""):
        last -= 1
    return " ".join(parts[:last]).rstrip(" ,")
