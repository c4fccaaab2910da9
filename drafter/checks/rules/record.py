"""What the record as a whole must be: what is withheld, interests and who signs, labels that came twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafter.checks.messages import label_of, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import choice_of, choices_across, field_of, phrases, words
from drafter.checks.text import phrases_in, words_of
from drafter.checks.wording import folded
from drafter.model.draft import Imported, Path, plain_entry
from drafter.model.fields import ChoiceField, ImplicationField, RichTextField, RowsField
from drafter.model.problem import Fix


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ExemptInPublic(Rule):
    """Something is marked exempt, and the record says that all of it can be published."""

    code = "exempt_in_public"
    family = "public"
    law = "Schedule 12A, Local Government Act 1972"
    looks_at = "What is marked exempt, beside the answer on publication."
    why = "What is withheld needs its paragraph and its reason, and the record must say that it is."
    sentence = ("{what} is marked exempt, but the record is for publication in full. Say that part of it is exempt, or"
                " take the mark away.")
    fix = "Makes the record part exempt."

    publication: str = field_of("choice")
    open: str = choice_of("publication")
    part: str = choice_of("publication")

    def findings(self, case: Case) -> Iterator[Finding]:
        field = case.answers.form.field(self.publication)
        if case.chosen(self.publication) != self.open or not isinstance(field, ChoiceField):
            return
        exempt = next(_exempt(case), None)
        if exempt is not None:
            yield Finding(Path(self.publication), {"what": exempt},
                          (Fix(f"Use {field.words(self.part)}", ((Path(self.publication), self.part),)),))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RestrictionDiffers(Rule):
    """The notice and the record say the same about what the public may see."""

    code = "restriction_differs"
    family = "public"
    looks_at = "The restriction of the notice beside the answer on publication."
    why = "A record that is more open or more closed than its notice was not announced as the law asks."
    sentence = ("{restriction_label} says {restriction}, but {publication_label} says {publication}. Make them say the"
                " same.")

    publication: str = field_of("choice")
    restriction: str = field_of("choice")
    same: Mapping[str, str] = choices_across("publication", "restriction")

    def findings(self, case: Case) -> Iterator[Finding]:
        publication, restriction = case.chosen(self.publication), case.chosen(self.restriction)
        if publication is None or restriction is None or self.same.get(publication, restriction) == restriction:
            return
        answers = case.answers
        yield Finding(Path(self.restriction), {
            "restriction": answers.text(self.restriction), "publication": answers.text(self.publication),
            "restriction_label": label_of(answers.asked[Path(self.restriction)]),
            "publication_label": label_of(answers.asked[Path(self.publication)]),
        })


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class InterestsBlank(Rule):
    """Speaks while the form does not yet demand an answer; from then on the field itself does."""

    code = "interests_blank"
    family = "answers"
    severity = "advice"
    law = "Regulations 12(2)(d) and (e) and 13(2)(d) and (e), SI 2012/2089"
    looks_at = "The box for interests and dispensations, before the decision is taken."
    why = "Conflicts of interest and dispensations are among the five things every record must hold."
    sentence = "When the decision is taken, enter any interest declared and any dispensation granted, or None."

    interests: str = field_of()

    def findings(self, case: Case) -> Iterator[Finding]:
        path = Path(self.interests)
        answers = case.answers
        if path in answers.asked and path not in answers.values and path not in answers.required:
            yield Finding(path)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SignedByAnother(Rule):
    """Whoever signed is called neither by the decision maker's name nor by the title, and nothing says why. `stands_in`
    are words that do."""

    code = "signed_by_another"
    family = "decision"
    severity = "must_explain"
    stages = ("decided", "published")
    local = True
    looks_at = "The name of whoever signed, beside that of the decision maker."
    why = "Only the member who has the power, or one who may act in their place, can take the decision."
    sentence = ("Signed by {signed}; the decision maker is {maker}. Correct the name, or say in whose place it was "
                "signed.")

    signed: str = field_of("line")
    maker: str = field_of("line")
    title: str = field_of("choice")
    clauses: str = field_of("clauses")
    stands_in: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        signed, maker = case.answers.text(self.signed), case.answers.text(self.maker)
        names = [folded(name) for name in (maker, case.answers.text(self.title)) if name]
        here = folded(signed)
        if not here or not maker or any(name in here or here in name for name in names):
            return
        opening = case.answers.text(self.clauses, None, "introduction")
        if not phrases_in(signed, self.stands_in) and not phrases_in(opening, self.stands_in):
            yield Finding(Path(self.signed), {"signed": quoted(signed), "maker": quoted(maker)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DeciderDeclares(Rule):
    """A disclosable pecuniary interest is declared in a decision that one member takes. `bodies` are decision makers
    that are no one member; `dispensed` are words of a dispensation, or of somebody else's interest."""

    code = "decider_declares"
    family = "decision"
    severity = "must_explain"
    stages = ("decided", "published")
    law = "Localism Act 2011, s.31"
    looks_at = "The interests declared in a decision of one member."
    why = "A member who acts alone and has such an interest must leave the decision to somebody else."
    sentence = "{words} is declared, and one member decides. Say whose interest it is and who granted a dispensation."

    interests: str = field_of()
    maker: str = field_of("choice")
    bodies: tuple[str, ...] = words(())
    declared: tuple[str, ...] = phrases()
    dispensed: tuple[str, ...] = phrases(())

    def findings(self, case: Case) -> Iterator[Finding]:
        if case.answers.text(self.maker) in self.bodies:
            return
        for path, text in case.texts_of((self.interests,)):
            hit = next(iter(phrases_in(text, self.declared)), None)
            if hit and not phrases_in(text, self.dispensed):
                yield Finding(path, {"words": quoted(words_of(text, hit))})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RepeatedLabel(Rule):
    """A label that an imported record gives twice, as long as nobody has touched the field since.

    Texts and rows take what stands under both. A field with one value takes the first, and the other words were left
    over; where they were the same words, nothing is amiss.
    """

    code = "repeated_label"
    family = "words"
    severity = "must_explain"
    looks_at = "Headings of an imported record, until their fields are touched."
    why = "Where one heading stands twice with different words, one of the two is out of date."
    sentence = "Line {line} of the record begins {field} again, with the words {label}; {both}. Keep what is right."

    def findings(self, case: Case) -> Iterator[Finding]:
        imported = case.answers.draft.imported
        for repeated in imported.repeated if imported else ():
            path = Path(repeated.field)
            field = case.answers.asked.get(path)
            if field is None or plain_entry(case.answers.draft.entry(path)) != repeated.text:
                continue
            takes_both = isinstance(field, RichTextField | ImplicationField | RowsField)
            if takes_both or (imported and _was_left_over(imported, repeated.line)):
                both = "both texts stand here" if takes_both else "the first stands here and the other was left over"
                yield Finding(path, {"field": quoted(label_of(field), 120), "label": quoted(repeated.label),
                                     "line": str(repeated.line), "both": both})


def _was_left_over(imported: Imported, line: int) -> bool:
    """Whether words of this line were left over, or of the lines after it up to the next that found a field."""
    firsts = (int(span.partition("-")[0]) for span, place in imported.trail.items() if place)
    end = min((first for first in firsts if first > line), default=None)
    return any(line <= rest.line and (end is None or rest.line < end) for rest in imported.left_over)


def _exempt(case: Case) -> Iterator[str]:
    """What is answered and marked exempt, by the form or in the draft: "One document under "Documents"". """
    answers = case.answers
    marked = set(answers.draft.exempt)
    for path in answers.values:
        field = answers.asked[path]
        if field.exempt or not marked.isdisjoint({str(path), path.field, str(Path(path.field, path.row))}):
            whole = answers.form.field(path.field) or field
            label = quoted(label_of(whole), 120)
            if path.row is not None and path.field not in marked and isinstance(whole, RowsField):
                label = f"One {whole.row_name} under {label}"
            yield label
