"""What comes after papers were made: the next steps, by when, and the words to send them with. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.app.facts import lawful_dates
from drafter.model.answers import Answers, without_exempt
from drafter.model.draft import Implication
from drafter.model.problem import Problem
from drafter.model.timetable import Calendar

MARKED = "Marked DRAFT on every page."
NOTHING_SENT = "Nothing has been sent to anyone."


@dataclass(frozen=True, slots=True)
class NextSteps:
    """`words` say what was made, `steps` what to do next and by when; `email` is a text to send the papers with."""

    words: str = ""
    steps: tuple[str, ...] = ()
    email: str = ""


def next_steps(answers: Answers, problems: Sequence[Problem], calendar: Calendar, paper: str, *,
               as_draft: bool) -> NextSteps:
    """For a `paper` ("Proposed record of decision") of the draft. What is exempt is not named."""
    steps = _of_draft(answers, problems, calendar) if as_draft else _of_stage(answers, calendar)
    return NextSteps(MARKED if as_draft else NOTHING_SENT, tuple(steps), _email(answers, calendar, paper, as_draft))


def _of_draft(answers: Answers, problems: Sequence[Problem], calendar: Calendar) -> Iterator[str]:
    yield "Send the draft to those who are to comment."
    yield from _waiting(answers)
    left = sum(problem.severity == "must_fix" for problem in problems)
    if left:
        yield (f"Put {'one more thing' if left == 1 else f'{left} more things'} right: the check page lists "
               f"{'it' if left == 1 else 'them'}. Then create the record for signature.")
    else:
        yield "Create the record for signature from the check page."
    yield from _dates(answers, calendar)


def _of_stage(answers: Answers, calendar: Calendar) -> Iterator[str]:
    stage = answers.draft.stage
    if stage == "proposed":
        yield "Send the papers to Democratic Services, for the decision maker to sign."
    yield from _dates(answers, calendar)
    if stage == "proposed":
        yield ("Once it is signed, choose Record > Stage > Decided and answer what is asked then. drafter makes the "
               "record of decision and the publication text from the same draft.")
    elif stage == "decided":
        yield "Publish the record of decision, and open the report it rests on to inspection."
        yield "Then choose Record > Stage > Published, and enter the day."


def _waiting(answers: Answers) -> Iterator[str]:
    for path, field in answers.asked.items():
        value = answers.values.get(path)
        if isinstance(value, Implication) and value.state == "waiting":
            whom = " ".join(value.waiting_for.split()) or "an answer"
            yield f"{field.label.rstrip(' :')}: waiting for {whom}."


def _dates(answers: Answers, calendar: Calendar) -> Iterator[str]:
    for one in lawful_dates(answers, calendar):
        yield f"{one['name']}: {one['day']}. {one['count']} ({one['source']})."


def _email(answers: Answers, calendar: Calendar, paper: str, as_draft: bool) -> str:
    public, form = without_exempt(answers), answers.form
    number, title = public.text(form.number_field), public.text(form.title_field)
    named = " – ".join(one for one in (number, title) if one) or "a decision that has no title yet"
    paper = paper[:1].lower() + paper[1:]
    lines = [f"Subject: {'For your comments' if as_draft else 'For signature'}: {named}", ""]
    if as_draft:
        lines += [f"Attached is a draft of the {paper}, {named}.", "",
                  "Comments can be made in the Word file itself, with Track Changes on.", *_waiting(public)]
    else:
        lines += [f"Attached is the {paper}, {named}."]
    dates = list(_dates(public, calendar))
    return "\n".join([*lines, "", *dates] if dates else lines) + "\n"
