"""Duties that a record says were met: the finding and its date, the right assessment, staff, awards and extensions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.messages import quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.rules.law import lacking
from drafter.checks.settings import choice_of, field_of, fields_of, phrases
from drafter.checks.text import days, months, phrases_in, sentence_at, sentences, words_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AssessmentWithoutFinding(Rule):
    """An assessment, called by one of `names`, is said to be done; the text gives no date (nor does the field `dated`),
    or none of the words that tell what was found."""

    code = "assessment_without_finding"
    family = "law"
    severity = "must_explain"
    local = True
    looks_at = "What the implications say of an assessment that was done."
    why = "That a form was filled in shows nothing; what it found, and when, shows that the duty was met."
    sentence = "{words} is said to be done, but not {missing}. Add it."

    text: str = field_of("implication", "rich_text")
    dated: str = field_of(optional=True)
    names: tuple[str, ...] = phrases()
    done: tuple[str, ...] = phrases()
    found: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts_of((self.text,)):
            for name in phrases_in(text, self.names)[:20]:
                said = sentence_at(text, name.start)
                if not phrases_in(text[said.start:said.end][:2000], self.done):
                    continue
                has_date = days(text) or months(text) or (self.dated and case.answers.value(self.dated) is not None)
                missing = ([] if has_date else ["when"]) + ([] if phrases_in(text, self.found) else ["what it found"])
                if missing:
                    yield Finding(path, {"words": quoted(words_of(text, name)), "missing": " and ".join(missing)})
                break


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NoImpactClaim(Rule):
    """The text claims that nobody is affected, in a sentence without a reason, and the record is about a service for
    one of `groups`."""

    code = "no_impact_claim"
    family = "law"
    severity = "must_explain"
    law = "Equality Act 2010, s.149"
    looks_at = "Claims in the equalities implications that nobody is affected, beside what the record is about."
    why = "Due regard is shown by what was weighed; a service for people whom the Act protects does touch them."
    sentence = "This says {words}, but the record is about {group}. Say why they are not affected."

    text: str = field_of("implication", "rich_text")
    claims: tuple[str, ...] = phrases()
    because: tuple[str, ...] = phrases()
    groups: tuple[str, ...] = phrases()
    about: tuple[str, ...] = fields_of()

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts_of((self.text,)):
            for claim in phrases_in(text, self.claims)[:20]:
                said = sentence_at(text, claim.start)
                if phrases_in(text[said.start:said.end], self.because):
                    continue
                group = next((words_of(other, hit) for _, other in case.texts_of(self.about)
                              for hit in phrases_in(other, self.groups)), "")
                if group:
                    yield Finding(path, {"words": quoted(words_of(text, claim)), "group": quoted(group)})
                return


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AssessmentOfOther(Rule):
    """The assessment that is relied on was made for another decision."""

    code = "assessment_of_other"
    family = "law"
    severity = "must_explain"
    law = "Equality Act 2010, s.149"
    looks_at = "What the equalities implications say the assessment was made for."
    why = "The duty is met when this decision is taken, on what is known then."
    sentence = "{words} speaks of an assessment made for another decision. Say why it holds for this one, or renew it."

    text: str = field_of("implication", "rich_text")
    others: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts_of((self.text,)):
            for hit in phrases_in(text, self.others)[:1]:
                yield Finding(path, {"words": quoted(words_of(text, hit))})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AssessmentNotNamed(Rule):
    """The text speaks neither of personal data nor of an assessment. Silent where `status` is answered."""

    code = "assessment_not_named"
    family = "law"
    severity = "must_explain"
    local = True
    looks_at = "The data protection implications."
    why = "How a supplier guards its systems is no answer to what is done with people's data."
    sentence = ("{label} say nothing of personal data or of an impact assessment. Say whether personal data is used "
                "differently, and what the screening found.")

    text: str = field_of("implication", "rich_text")
    status: str = field_of("choice")
    signs: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        if case.answers.value(self.status) is None:
            yield from lacking(case, self.text, self.signs)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class StaffTransfer(Rule):
    """A text says that staff will, or will not, transfer, and the answer on TUPE says otherwise; or there is none, and
    the legal implications do not speak of it."""

    code = "staff_transfer"
    family = "law"
    severity = "must_explain"
    law = "TUPE Regulations 2006"
    looks_at = "What every text says of staff who transfer, beside the answer on TUPE and the legal implications."
    why = "Whose staff they are on the first day is settled by law, not by what a recruitment plan assumes."
    sentence = "This says {words}, but {answer}. Say in the legal implications whether TUPE applies, and why."

    answer: str = field_of("choice")
    yes: str = choice_of("answer")
    no: str = choice_of("answer")
    legal: tuple[str, ...] = fields_of("implication", "rich_text")
    says_yes: tuple[str, ...] = phrases()
    says_no: tuple[str, ...] = phrases()
    named: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        answer = case.chosen(self.answer)
        words = {self.yes: self.says_no, self.no: self.says_yes}.get(answer or "", (*self.says_yes, *self.says_no))
        if answer not in (self.yes, self.no, None):
            return
        if answer is None and any(phrases_in(text, self.named) for _, text in case.texts_of(self.legal)):
            return
        for path, text in case.saying(words):
            said = next(iter(phrases_in(text, words)), None)
            if said and not (answer == self.no and _is_denied(text, said.start, self.says_no)):
                yield Finding(path, {"words": quoted(words_of(text, said)), "answer": _as_said(case, self.answer)})
                return


def _is_denied(text: str, place: int, denials: tuple[str, ...]) -> bool:
    said = sentence_at(text, place)
    return bool(phrases_in(text[said.start:said.end], denials))


def _as_said(case: Case, field: str) -> str:
    answer = case.answers.text(field)
    return f"the answer on TUPE is {quoted(answer)}" if answer else "the record does not speak of TUPE"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AwardAndExtension(Rule):
    """The decision is to award a contract, and a text calls it an extension. Options to extend are no extension."""

    code = "award_and_extension"
    family = "law"
    severity = "advice"
    looks_at = "Awards in the decision, and extensions in every other text."
    why = "A new contract and the extension of an old one are lawful on different grounds."
    sentence = "This says {words}, but the decision is to make {award}. Use one of the two, with the ground for it."

    clauses: str = field_of("clauses")
    awards: tuple[str, ...] = phrases()
    extensions: tuple[str, ...] = phrases()
    options: tuple[str, ...] = phrases(())

    def findings(self, case: Case) -> Iterator[Finding]:
        award = next((words_of(text, hit) for _, text in case.texts_of((self.clauses,))
                      for hit in phrases_in(text, self.awards)), "")
        for path, text in case.saying(self.extensions) if award else ():
            if path.field == self.clauses or not phrases_in(text, self.extensions):
                continue
            for said in sentences(text):
                here = text[said.start:said.end]
                found = phrases_in(here, self.extensions)
                if found and not phrases_in(here, self.options):
                    yield Finding(path, {"words": quoted(words_of(here, found[0])), "award": quoted(award)})
                    return
