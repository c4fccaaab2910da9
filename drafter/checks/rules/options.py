"""Alternatives considered and rejected: one of the five things that every record must hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.messages import quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import field_of, phrases
from drafter.checks.text import phrases_in, sentences, words_of
from drafter.checks.wording import gives_no_reason
from drafter.model.draft import Path
from drafter.model.fields import OptionsField

LAW = "Regulations 12(2)(c) and 13(2)(c), SI 2012/2089"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NoRejectedOption(Rule):
    """Silent while the field is empty and demanded: then the field itself says so."""

    code = "no_rejected_option"
    family = "options"
    law = LAW
    looks_at = "The options and their outcomes."
    why = "A record without the alternatives that were rejected is not the record the law asks for."
    sentence = "Mark at least one option as considered and rejected, with its reason, or say why there were none."

    options: str = field_of("options")

    def findings(self, case: Case) -> Iterator[Finding]:
        path = Path(self.options)
        rows = case.answers.row_ids(self.options)
        if path not in case.answers.asked or _is_none(case, self.options) or (
                not rows and path in case.answers.required):
            return
        if not any(_outcome(case, self.options, row) == "rejected" for row in rows):
            yield Finding(path)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RejectedWithoutReason(Rule):
    """A rejected option says why, in words that give a reason."""

    code = "rejected_without_reason"
    family = "options"
    law = LAW
    looks_at = "The reason of each option that was rejected."
    why = "The public may see why each alternative was not taken."
    sentence = "Say why the option {option} was rejected."

    options: str = field_of("options")

    def findings(self, case: Case) -> Iterator[Finding]:
        for row in case.answers.row_ids(self.options):
            reason = Path(self.options, row, "reason")
            if (_outcome(case, self.options, row) == "rejected" and reason not in case.answers.unreadable
                    and gives_no_reason(case.answers.text(*reason))):
                yield Finding(reason, {"option": _name(case, self.options, row)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OptionBothWays(Rule):
    """One option cannot be both the one recommended and one rejected."""

    code = "option_both_ways"
    family = "options"
    looks_at = "The names and outcomes of the options."
    why = "The decision maker must be able to tell what is recommended."
    sentence = "The option {option} is both recommended and rejected. Keep one of the two."

    options: str = field_of("options")

    def findings(self, case: Case) -> Iterator[Finding]:
        recommended = {name for name, outcome, _ in self._named(case) if outcome == "recommended"}
        for name, outcome, row in self._named(case):
            if outcome == "rejected" and name in recommended:
                yield Finding(Path(self.options, row, "outcome"), {"option": _name(case, self.options, row)})

    def _named(self, case: Case) -> Iterator[tuple[str, object, str]]:
        for row in case.answers.row_ids(self.options):
            name = case.answers.text(self.options, row, "name").casefold()
            if name:
                yield name, _outcome(case, self.options, row), row


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RejectedButPreferred(Rule):
    """An option that was rejected calls itself the one that is recommended. `others` are words of a comparison with it:
    "than the recommended option"."""

    code = "rejected_but_preferred"
    family = "options"
    severity = "must_explain"
    looks_at = "The words of each option that was rejected."
    why = "The decision maker must be able to tell what is recommended."
    sentence = "The option {option} is marked as rejected, but its words say {words}. Correct its outcome or its words."

    options: str = field_of("options")
    preferred: tuple[str, ...] = phrases()
    others: tuple[str, ...] = phrases(())

    def findings(self, case: Case) -> Iterator[Finding]:
        for row in case.answers.row_ids(self.options):
            if _outcome(case, self.options, row) != "rejected":
                continue
            for column in ("name", "description", "reason"):
                text = case.answers.text(self.options, row, column)
                said = next((text[one.start:one.end] for one in sentences(text)
                             if phrases_in(text[one.start:one.end], self.preferred)), "")
                if said and not phrases_in(said, self.others):
                    hit = phrases_in(said, self.preferred)[0]
                    yield Finding(Path(self.options, row, column), {
                        "option": _name(case, self.options, row), "words": quoted(words_of(said, hit))})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NoDoNothing(Rule):
    """None of the options is to leave things as they are, or to let them end. `nothing` are words for that."""

    code = "no_do_nothing"
    family = "options"
    severity = "advice"
    local = True
    looks_at = "The names and descriptions of the options."
    why = "What happens if nothing is done is what every other option is measured by."
    sentence = "No option is to do nothing. Add it, with what would follow and why it was rejected."

    options: str = field_of("options")
    nothing: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        rows = case.answers.row_ids(self.options)
        said = (case.answers.text(self.options, row, column) for row in rows for column in ("name", "description"))
        if rows and not _is_none(case, self.options) and not any(phrases_in(text, self.nothing) for text in said):
            yield Finding(Path(self.options))


def _outcome(case: Case, options: str, row: str) -> object:
    return case.answers.value(options, row, "outcome")


def _is_none(case: Case, options: str) -> bool:
    """Whether a reason for having none is stated, and the field allows that."""
    field = case.answers.asked[Path(options)]
    return (isinstance(field, OptionsField) and field.may_be_none
            and case.answers.value(options, None, "none_because") is not None)


def _name(case: Case, options: str, row: str) -> str:
    name = case.answers.text(options, row, "name")
    return quoted(name) if name else f"in row {case.answers.row_ids(options).index(row) + 1}"


