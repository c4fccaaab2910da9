"""What is worth answering before anything demands it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.messages import label_of, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import field_of, fields_of
from drafter.model.draft import Path


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WorthAnswering(Rule):
    """Fields that are asked, blank and not (yet) demanded, in one sentence, at the first of them.

    Where `only_if` is named, only while that is answered yes.
    """

    code = "worth_answering"
    family = "answers"
    severity = "advice"
    local = True
    looks_at = "Questions that are asked and not demanded."
    why = "Nothing stops a record without these answers, but readers look for them."
    sentence = "Left blank: {labels}. Answer what applies."

    fields: tuple[str, ...] = fields_of()
    only_if: str = field_of("yes_no", optional=True)

    def findings(self, case: Case) -> Iterator[Finding]:
        answers = case.answers
        if self.only_if and answers.value(self.only_if) is not True:
            return
        blank = [path for path in map(Path, self.fields)
                 if path in answers.asked and path not in answers.values and path not in answers.required
                 and path not in answers.unreadable
                 and answers.value(path.field, None, "none_because") is None]
        if blank:
            labels = [quoted(label_of(answers.asked[path]), 120) for path in blank]
            yield Finding(blank[0], {"labels": ", ".join(labels)})
