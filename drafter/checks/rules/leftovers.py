"""What was left in or left off: template prompts, text cut short, stray marks, status words in the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from drafter.checks.fixing import changed
from drafter.checks.messages import quoted, tail
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.rules.approved import GAP
from drafter.checks.settings import field_of, phrases, words
from drafter.checks.text import kept, names_in, phrases_in, spaced
from drafter.model.draft import Path
from drafter.model.fields import ClausesField, RichTextField


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TemplatePrompt(Rule):
    """Words of a template or a note to oneself. `phrases` count in any case, `exact` only as written; a phrase that
    begins or ends in a letter counts only as whole words. Right after one of `unless_after` an exact one is something
    else: "Part XX" is a numeral. Each prompt of a text is named once. What stands in square brackets in the clauses of
    `gaps_told` is left to the rule of gaps."""

    code = "template_prompt"
    family = "words"
    looks_at = "Every text, for words of a template and notes to oneself."
    why = "Guidance and gaps of a template have reached published notices."
    sentence = "{words} is left over from a template or a note. Replace it with the facts."

    phrases: tuple[str, ...] = phrases(())
    exact: tuple[str, ...] = words(())
    unless_after: tuple[str, ...] = words(())
    gaps_told: str = field_of("clauses", optional=True)

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, whole in case.saying((*self.phrases, *self.exact)):
            text = GAP.sub(" ", whole) if path.field == self.gaps_told else whole
            for prompt in _prompts(text, self.phrases, self.exact, self.unless_after):
                yield Finding(path, {"words": quoted(prompt)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CutShort(Rule):
    """A text that stops within a bracket, after a joining word or comma, or before what it announces.

    Clauses are joined with "; and", so of them only the last is looked at.
    """

    code = "cut_short"
    family = "words"
    looks_at = "The end of every text made of sentences."
    why = "Text pasted into a box that was too small has been published without its end."
    sentence = "This seems to be cut short: it ends with {end}. Add the rest."

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts.items():
            if _is_prose(case, path):
                end = _cut_end(text)
                if end:
                    yield Finding(path, {"end": end})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class StrayBracket(Rule):
    """A bracket without its other half, in a paragraph. List marks such as "a)" are no brackets."""

    code = "stray_bracket"
    family = "words"
    severity = "advice"
    looks_at = "The brackets of every text made of sentences."
    why = "A bracket without its other half often marks the place where words were lost."
    sentence = "A bracket stands alone at {words}. Add the other half, or remove it."

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts.items():
            if ("(" in text or ")" in text) and _is_prose(case, path):
                lines = text.split("\n")
                found = next((hit for line in lines if (hit := _stray(line)) is not None), None)
                if found is not None and not _unclosed_end(text):
                    yield Finding(path, {"words": quoted(found)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DoubledQuote(Rule):
    """Two opening quotation marks in a row, as copying leaves them."""

    code = "doubled_quote"
    family = "words"
    severity = "advice"
    looks_at = "The quotation marks of every text."
    why = "Two opening marks instead of one come from copying between programs."
    sentence = "A quotation mark is doubled at {words}. Keep one."
    fix = "Keeps one of the two marks."

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts.items():
            at = min((i for mark in ("‘‘", "““") if (i := text.find(mark)) >= 0), default=-1)
            if at >= 0:
                yield Finding(path, {"words": quoted(text[at:at + 30], 30)},
                              tuple(changed(case, path, _single, "Keep one mark")))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class StatusInTitle(Rule):
    """`statuses` count as written, wherever the title is not all in capitals; `phrases` in any case."""

    code = "status_in_title"
    family = "titles"
    severity = "must_explain"
    local = True
    looks_at = "The title of the decision."
    why = "The title is the name of the matter for years; its status changes and has its own place."
    sentence = "The title holds {words}, which is a status. Leave the title to say what is decided."

    title: str = field_of("line")
    statuses: tuple[str, ...] = words(())
    phrases: tuple[str, ...] = phrases(())

    def findings(self, case: Case) -> Iterator[Finding]:
        title = case.texts.get(Path(self.title), "")
        exact = () if title == title.upper() else self.statuses
        for hit in (*names_in(title, exact), *phrases_in(title, self.phrases))[:1]:
            yield Finding(Path(self.title), {"words": quoted(title[hit.start:hit.end])})


@kept
def _prompts(text: str, phrases: tuple[str, ...], exact: tuple[str, ...],
             unless_after: tuple[str, ...]) -> tuple[str, ...]:
    """The prompts of a text in order, each once."""
    plain = spaced(text)
    found = [*phrases_in(text, phrases), *(hit for hit in names_in(text, exact) if not (
        unless_after and plain[max(0, hit.start - 20):hit.start].rstrip().endswith(unless_after)))]
    named: dict[str, str] = {}
    upto = 0
    for hit in sorted(found, key=lambda hit: hit.start):
        if hit.start >= upto:
            named.setdefault(plain[hit.start:hit.end].lower(), plain[hit.start:hit.end])
            upto = hit.end
    return tuple(named.values())


_JOINING = frozenset(("and", "or", "the", "an", "our", "their", "its", "including"))
"""Words that nothing can end with. "None that we know of" may end so."""
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")


def _cut_end(text: str) -> str:
    """The last words of a text that stops before its end; "" where it does not."""
    last = text.rstrip().rsplit("\n", 1)[-1].replace("\xa0", " ").rstrip()
    word = _LAST_WORD.search(last[-40:])
    open_end = last.endswith((",", ":", " -", " –")) and len(last) > 1
    if _unclosed_end(text) or open_end or (word and word[0] in _JOINING and " " in last):
        return tail(last)
    return ""


def _unclosed_end(text: str) -> bool:
    """Whether the last paragraph ends within a bracket, and not at the end of a sentence."""
    last = text.rstrip().rsplit("\n", 1)[-1]
    return last.rfind("(") > last.rfind(")") and not last.endswith((".", "!", "?"))


_BRACKET = re.compile(r"[()]")
_LIST_MARK = re.compile(r"(?<![\w(])(?:[A-Za-z]|[ivxlc]{1,4}|[0-9]{1,2})\)")
_ENOUGH = 2000


def _stray(line: str) -> str | None:
    """The words around the first bracket that stands alone."""
    if line.count("(") == line.count(")") == 0:
        return None
    marks = {found.end() - 1 for found in islice(_LIST_MARK.finditer(line), _ENOUGH)}
    open_at: list[int] = []
    closed_by_marks = 0
    for found in islice(_BRACKET.finditer(line), _ENOUGH):
        at = found.start()
        if found[0] == "(":
            open_at.append(at)
        elif open_at:
            open_at.pop()
            closed_by_marks += at in marks
        elif at in marks:
            continue
        elif closed_by_marks:
            closed_by_marks -= 1
        elif line[at - 1:at] not in (":", ";"):
            return line[max(0, at - 30):at + 1]
    return line[open_at[0]:open_at[0] + 30] if open_at else None


def _is_prose(case: Case, path: Path) -> bool:
    """Whether the answer is made of sentences: rich text, and clauses - the last of them, which nothing follows."""
    field = case.answers.asked[path]
    if isinstance(case.answers.form.field(path.field), ClausesField):
        rows = case.answers.row_ids(path.field)
        return path.column == "text" and bool(rows) and path.row == rows[-1]
    return isinstance(field, RichTextField)


def _single(text: str) -> str:
    return text.replace("‘‘", "‘").replace("““", "“")
