"""The record that every engine makes: 12 fields, 25 paragraphs, 8 bullets, 3 lettered clauses, a table of five rows.

The words are invented and drawn at random from a fixed seed, so that a long record is no repetition of a short one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from drafter.model.draft import Draft, Entry, Implication, Row, Rows
from drafter.model.draft import Path as FieldPath
from drafter.model.form import Form
from drafter.model.rich_text import Cell, Item, Paragraph, RichText, Run, Table, from_plain

_WORDS = """the council survey service passengers contract years cost of ferry harbour bridge school residents river
budget capital revenue committee officers review tender market price risk demand access level works tide agreed found
kept would be renewed published each month after which and for with from under because within operator timetable
maintenance inspection consultation answers parish district members 91% 2027/28 local highway transport equality
data statutory duty power section power's lawful reasonable"""
_LETTERS_BEYOND_ASCII = ["£43,900", "“best", "value”"]
"""So rare that a third of the paragraphs hold one, as in published records."""
_SECTIONS = {"reasons": 10, "financial_implications": 3, "legal_implications": 3, "equalities_implications": 2,
             "data_protection_implications": 2, "cabinet_committee": 4, "interests": 1}
_IMPLICATIONS = ("financial_implications", "legal_implications", "equalities_implications",
                 "data_protection_implications")


@dataclass(frozen=True)
class Record:
    """What the record says, in plain words: `facts` by name, `paragraphs` by field, and the lists after the reasons."""

    facts: dict[str, str]
    clauses: list[str]
    paragraphs: dict[str, list[str]]
    bullets: list[str]
    caption: str
    rows: list[list[str]]


def record(times: int) -> Record:
    """A realistic record before it is signed, or one with so many times its paragraphs, bullets, clauses and rows."""
    words = random.Random(20261121)
    return Record(
        {"decision_maker_title": "Cabinet Member for Highways and Transport", "decision_number": "26/00041",
         "for_publication": "Yes", "key_decision": "No", "title": "Harbour Reach foot ferry & landing: contract",
         "introduction": "As Cabinet Member for Highways and Transport, I propose to:",
         "alternatives": f"None, because {_sentence(words, 25)}", "signature_name": "", "signature_date": ""},
        [f"APPROVE {_sentence(words, 40)}" for _ in range(3 * times)],
        {name: [_sentence(words, 45) for _ in range(count * times)] for name, count in _SECTIONS.items()},
        [_sentence(words, 18) for _ in range(8 * times)],
        "Passengers a year",
        [["Year", "Passengers"], *([str(2020 + row), f"{words.randrange(40, 50)},{words.randrange(100, 999)}"]
                                   for row in range(1, 5 * times))])


def _sentence(words: random.Random, length: int) -> str:
    return f"{' '.join(words.choices(5 * _WORDS.split() + _LETTERS_BEYOND_ASCII, k=length))}."


def draft(form: Form, said: Record) -> Draft:
    """The record as it would have been typed into Kent's form."""
    facts = said.facts
    paragraphs = {name: from_plain("\n".join(texts)) for name, texts in said.paragraphs.items()}
    table = Table(tuple(tuple(Cell((Paragraph((Run(cell),)),)) for cell in row) for row in said.rows), said.caption)
    bullets = tuple(Item("bullet", (Run(text),)) for text in said.bullets)
    made = Draft(form.form_version)
    entries: dict[str, Entry] = {
        "decision_maker_title": facts["decision_maker_title"], "decision_number": facts["decision_number"],
        "for_publication": "yes", "key_decision": "no", "title": facts["title"],
        "decision_clauses": Rows(tuple(Row({"verb": text[:7], "text": text[8:]}) for text in said.clauses)),
        "reasons": RichText((*paragraphs["reasons"].blocks, *bullets, table)),
        **{name: Implication("answered", paragraphs[name]) for name in _IMPLICATIONS},
        "cabinet_committee": paragraphs["cabinet_committee"], "interests": paragraphs["interests"],
        "alternatives": Rows((), none_because=facts["alternatives"].removeprefix("None, because "))}
    for name, entry in entries.items():
        made = made.with_entry(FieldPath(name), entry)
    return made
