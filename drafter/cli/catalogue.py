"""The catalogue of rules, as text, as JSON and as the page docs/rules.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from drafter.checks.rule import FAMILIES, RuleFacts
from drafter.cli.printed import SEVERITIES
from drafter.model.base import STAGES
from drafter.model.problem import source_of

_NEITHER = "Good drafting; a form may name a law or a rule of its own."
_CONTRADICTS = "The record contradicts itself; a form may name a law or a rule of its own."
_UNFINISHED = "The record is not finished; a form may name a law or a rule of its own."
_MARKUP = re.compile(r"([\\`*_<>#|\[\]])")
_INTRODUCTION = """\
# What drafter checks

Every rule there is. A council's form switches on those it wants, with its own fields, numbers and wording, and may make
a rule stricter or gentler; `drafter rules --form kent` prints those that Kent's form switches on, as it has them. Words
in braces are filled in with what was found.

What **must be fixed** holds up every paper that is signed. What **must be explained** does so until the officer says
why it is right as it is; the reason stands on the certificate. **Advice** holds nothing up.

This page is made by `python -m drafter rules --format markdown > docs/rules.md`.
"""


def as_text(rules: Sequence[RuleFacts]) -> str:
    """A heading for each family; under it each rule's code, and a line for each thing to know about it."""
    return "\n".join(_text_lines(rules))


def as_json(rules: Sequence[RuleFacts]) -> str:
    """Every rule with all its members; `source` is the statute or the council's rule in one phrase."""
    return json.dumps({"rules": [asdict(rule) | {"family_title": FAMILIES[rule.family],
                                                 "source": source_of(rule.law, rule.local)} for rule in rules]},
                      ensure_ascii=False, indent=1)


def as_markdown(rules: Sequence[RuleFacts]) -> str:
    """The page docs/rules.md."""
    return "\n".join(_markdown_lines(rules))


def _text_lines(rules: Sequence[RuleFacts]) -> Iterator[str]:
    for family, members in groupby(rules, key=lambda rule: rule.family):
        yield f"== {FAMILIES[family]} =="
        for rule in members:
            yield f"{rule.code} - {SEVERITIES[rule.severity]}"
            yield f"  {rule.sentence}"
            yield from (f"  {name}: {words}" for name, words in _known(rule))
        yield ""


def _markdown_lines(rules: Sequence[RuleFacts]) -> Iterator[str]:
    yield _INTRODUCTION
    for family, members in groupby(rules, key=lambda rule: rule.family):
        yield f"## {FAMILIES[family]}\n"
        for rule in members:
            yield f"### `{rule.code}`\n"
            yield f"**{SEVERITIES[rule.severity].capitalize()}.** {_plain(rule.sentence)}\n"
            yield from (f"- {name}: {_plain(words)}" for name, words in _known(rule))
            yield ""


def _known(rule: RuleFacts) -> Iterator[tuple[str, str]]:
    yield "Looks at", rule.looks_at
    yield "Why it matters", rule.why
    yield "Source", source_of(rule.law, rule.local) or _sourceless(rule)
    yield "May be waived by", rule.waiver
    if rule.fix:
        yield "One click", rule.fix
    if rule.stages != STAGES:
        yield "Speaks when the decision is", " or ".join(rule.stages)


def _sourceless(rule: RuleFacts) -> str:
    """Why a rule stands that neither a law nor the council asks for; nothing is stopped for its style alone."""
    if rule.severity != "must_fix" or rule.family == "answers":
        return _NEITHER
    return _UNFINISHED if rule.family == "words" else _CONTRADICTS


def _plain(words: str) -> str:
    """Words that Markdown shows as they are."""
    return _MARKUP.sub(r"\\\1", words)
