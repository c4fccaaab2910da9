"""The decision's clauses: each begins with what is decided, and a delegation names the post that is to act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from drafter.checks.messages import quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import field_of, words
from drafter.checks.wording import folded
from drafter.model.draft import Path
from drafter.model.fields import ClausesField
from drafter.model.problem import Fix

_WORD = re.compile(r"[^\W\d_]+")
_DELEGATES = re.compile(r"(?i)\b(?:delegate\s+(?:the\s+)?(?:authority|responsibility|power|powers)|delegate)\s+to\b")
_ALSO = re.compile(r"(?i)\band\s+(?:to\s+)?delegate\s+(?:the\s+)?authority\b")
_CONSULTING = re.compile(r"(?i)\b(?:in|after|following)\s+consultation\s+with\b")
_REACH = 300
_NEXT_WORD = re.compile(r"[\s,(–-]*([^\s,;:.()]+)")
_JOINS = ("of", "for", "the", "and", "to", "in")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that holds words, lettered as it is printed."""

    row: str
    name: str
    verb: str
    """The verb as written: the verb's own cell, or the first word of the text."""
    text: str
    """The text after the verb."""
    is_apart: bool
    """Whether the verb has a cell of its own."""
    goes_on: bool
    """Whether sub-clauses follow."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ClauseVerb(Rule):
    """Sub-clauses continue the sentence of their clause, so they need no verb."""

    code = "clause_verb"
    family = "decision"
    severity = "must_explain"
    local = True
    looks_at = "The first word of each clause."
    why = "Whoever carries the decision out must see at once whether it approves or only notes."
    sentence = "Clause {clause} begins with {word}. Begin it with what is decided: {verbs}."
    fix = "Puts in the verb that was meant, where one is near."

    clauses: str = field_of("clauses")

    def findings(self, case: Case) -> Iterator[Finding]:
        field = case.answers.form.field(self.clauses)
        if not isinstance(field, ClausesField) or not field.verbs:
            return
        known = {verb.casefold() for verb in field.verbs}
        for clause in clauses_of(case, self.clauses):
            word = clause.verb
            if not word or word.casefold() in known:
                continue
            path = Path(self.clauses, clause.row, "verb")
            near = get_close_matches(word.upper()[:40], field.verbs, n=1, cutoff=0.7) if clause.is_apart else []
            yield Finding(path if clause.is_apart else Path(self.clauses, clause.row, "text"), {
                "clause": clause.name, "word": quoted(word), "verbs": _either(field.verbs),
            }, tuple(Fix(f"Use {verb}", ((path, verb),)) for verb in near))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DelegationWithoutPost(Rule):
    """A delegation names a post of the directory, or one of `posts`, or one that begins as posts do: a word of
    `post_words`, followed by a name ("Corporate Director ...")."""

    code = "delegation_without_post"
    family = "decision"
    local = True
    looks_at = "Each clause that delegates."
    why = "Power that is given to nobody in particular can be used by nobody lawfully."
    sentence = "Clause {clause} delegates, but names no post. Name the post that is to act."

    clauses: str = field_of("clauses")
    posts: tuple[str, ...] = words(())
    post_words: tuple[str, ...] = words(())

    def findings(self, case: Case) -> Iterator[Finding]:
        field = case.answers.form.field(self.clauses)
        if not isinstance(field, ClausesField):
            return
        listed = case.answers.form.directory.get(field.directory or "posts", ())
        posts = tuple(map(folded, (*(entry.title for entry in listed), *self.posts)))
        for clause in clauses_of(case, self.clauses):
            if case.answers.value(self.clauses, clause.row, "delegate_to") is not None:
                continue
            given = clause.text if field.delegates(clause.verb) else _delegated(clause.text)
            if given is not None and not self._names_a_post(given, posts):
                post = Path(self.clauses, clause.row, "delegate_to")
                path = post if post in case.answers.asked else Path(self.clauses, clause.row, "text")
                yield Finding(path, {"clause": clause.name})

    def _names_a_post(self, text: str, posts: tuple[str, ...]) -> bool:
        to_whom = _CONSULTING.split(text[:_REACH * 4], 1)[0]
        plain = f" {folded(to_whom)} "
        return any(f" {post} " in plain for post in posts) or any(
            _is_title(to_whom, word) for word in self.post_words)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TwoActions(Rule):
    """A clause that approves something and delegates as well."""

    code = "two_actions"
    family = "decision"
    severity = "advice"
    local = True
    looks_at = "Each clause that does something else and delegates as well."
    why = "A clause that does one thing can be agreed, changed or called in by itself."
    sentence = "Clause {clause} also delegates. Give the delegation a clause of its own."

    clauses: str = field_of("clauses")

    def findings(self, case: Case) -> Iterator[Finding]:
        field = case.answers.form.field(self.clauses)
        for clause in clauses_of(case, self.clauses):
            delegates = isinstance(field, ClausesField) and field.delegates(clause.verb)
            if not delegates and _ALSO.search(clause.text):
                yield Finding(Path(self.clauses, clause.row, "text"), {"clause": clause.name})


def clauses_of(case: Case, field: str) -> Iterator[Clause]:
    """The clauses that hold words, lettered as they are printed, without sub-clauses."""
    number = 0
    rows = case.answers.row_ids(field)
    for row, following in zip(rows, (*rows[1:], ""), strict=False):
        if case.answers.value(field, row, "level") == "2" and number:
            continue
        number += 1
        verb, text = case.answers.text(field, row, "verb"), case.answers.text(field, row, "text")
        first, goes_on = _WORD.match(text, _start(text)), case.answers.value(field, following, "level") == "2"
        if verb:
            yield Clause(row, _letter(number), verb.strip(" ,:;."), text, True, goes_on)
        elif first:
            yield Clause(row, _letter(number), first[0], text[first.end():], False, goes_on)
        elif text:
            yield Clause(row, _letter(number), text.split(" ", 1)[0], text, False, goes_on)


def _start(text: str) -> int:
    """Where the words of a clause begin: "to APPROVE" and "I APPROVE" begin with APPROVE."""
    opening = re.match(r"(?i)(?:to|i|and)\s+(?=\w)", text)
    return opening.end() if opening else 0


def _letter(number: int) -> str:
    """a) to z), then aa)."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return f"{letters})"


def _delegated(text: str) -> str | None:
    """What follows "delegate authority to" within a clause that does something else first."""
    found = _DELEGATES.search(text)
    return text[found.end():] if found else None


def _is_title(text: str, word: str) -> bool:
    """Whether the text holds the word as the beginning of a title: followed by a name in capitals."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        end += text[end:end + 1] == "s"
        if not text[at - 1:at].isalnum() and not text[end:end + 1].isalnum():
            following = _NEXT_WORD.match(text, end)
            while following and following[1] in _JOINS:
                following = _NEXT_WORD.match(text, following.end())
            if following and following[1][0].isupper():
                return True
        at = text.find(word, end)
    return False


def _either(verbs: tuple[str, ...]) -> str:
    return ", ".join(verbs[:-1]) + f" or {verbs[-1]}" if len(verbs) > 1 else "".join(verbs)
