"""What the committee did and who was asked: that the record of a decision says it, and says it one way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.messages import label_of, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import choice_of, field_of, fields_of, phrases
from drafter.checks.text import phrases_in, sentences, words_of
from drafter.model.draft import Path


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CommitteeStillToCome(Rule):
    """Once the decision is taken, the committee has met: `coming` are words of `text` that it will. With the choice
    `passed_by` of `outcome` it was not asked, and may well be told later."""

    code = "committee_still_to_come"
    family = "consultation"
    severity = "must_explain"
    stages = ("decided", "published")
    local = True
    looks_at = "What the record says of the committee, once the decision is taken."
    why = "The record of a decision says what the committee recommended, not that it was going to."
    sentence = "The decision is taken, and this still says {words}. Say what the committee did."

    outcome: str = field_of("choice")
    passed_by: str = choice_of("outcome")
    text: str = field_of("rich_text")
    coming: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts_of((self.text,)) if case.chosen(self.outcome) != self.passed_by else ():
            for hit in phrases_in(text, self.coming)[:1]:
                yield Finding(path, {"words": quoted(words_of(text, hit))})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NoneBesideConsultation(Rule):
    """A reason is given for having consulted nobody, and a text tells of a consultation. Sentences with one of `denied`
    say that there was none."""

    code = "none_beside_consultation"
    family = "consultation"
    severity = "must_explain"
    looks_at = "The reason for no consultation, beside what the other texts tell of one."
    why = "Whether people were asked is often the first thing that is challenged."
    sentence = "{label} is none, but {place} says {words}. Enter the consultation, or correct the text."

    consultation: str = field_of("consultation")
    fields: tuple[str, ...] = fields_of()
    consulted: tuple[str, ...] = phrases()
    denied: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        path = Path(self.consultation, None, "none_because")
        if path not in case.answers.values:
            return
        for there, text in case.texts_of(self.fields):
            for said in sentences(text) if phrases_in(text, self.consulted) else ():
                here = text[said.start:said.end]
                found = phrases_in(here, self.consulted)
                if found and not phrases_in(here, self.denied):
                    form = case.answers.form
                    label, place = form.field(self.consultation), form.field(there.field)
                    if label and place:
                        yield Finding(path, {
                            "label": quoted(label_of(label), 120), "place": quoted(label_of(place), 120),
                            "words": quoted(words_of(here, found[0]))})
                    return
