"""The one door: order, stages, the council's own words, and texts of any size."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.checks.check import SEVERITIES, check
from drafter.checks.rules import RULES
from drafter.checks.text import MEMORY, MOST, amounts, days
from drafter.model.answers import Answers, read_answers
from drafter.model.base import STAGES, Stage
from drafter.model.draft import Draft, Path
from drafter.model.form import Form, RuleEntry
from drafter.model.problem import Problem
from drafter.model.rich_text import Paragraph, RichText, Run, from_plain
from drafter.model.timetable import Calendar

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def everywhere(kent: Form) -> Callable[[str, Stage], Answers]:
    """A draft that holds the same text in every field."""
    def answers(text: str, stage: Stage) -> Answers:
        entries = {field.id: field.entry_from_text(text) for field in kent.fields}
        return read_answers(kent, Draft(kent.form_version, stage=stage, entries=entries))

    return answers


def with_rules(form: Form, *rules: RuleEntry) -> Form:
    return replace(form, rules=rules)


def problems_of(form: Form, calendar: Calendar, code: str, stage: Stage = "proposed",
                **entries: str) -> list[Problem]:
    draft = Draft(form.form_version, stage=stage)
    for name, text in entries.items():
        field = form.field(name)
        assert field is not None
        draft = draft.with_entry(Path(name), field.entry_from_text(text))
    return [problem for problem in check(read_answers(form, draft), TODAY, calendar) if problem.code == code]


def test_what_must_be_fixed_comes_first_and_then_the_order_of_the_form(
        kent: Form, told: Callable[..., tuple[Problem, ...]]) -> None:
    problems = told(title="Park", reasons="[insert reasons]", department="Parks & Zoos", key_decision="maybe")
    assert {problem.severity for problem in problems} == {"must_fix", "advice"}
    order = [field.id for field in kent.fields]
    keys = [(SEVERITIES.index(problem.severity), order.index(problem.path.field)) for problem in problems]
    assert keys == sorted(keys)


def test_entries_that_the_form_lacks_come_last(kent: Form, calendar: Calendar) -> None:
    draft = Draft(kent.form_version, entries={"nowhere": "kept"})
    problems = check(read_answers(kent, draft), TODAY, calendar)
    assert problems[-1].code == "unknown_field"


def test_the_same_finding_is_told_once(kent: Form, calendar: Calendar) -> None:
    twice = with_rules(kent, RuleEntry(rule="cut_short"), RuleEntry(rule="cut_short", severity="must_fix"))
    assert len(problems_of(twice, calendar, "cut_short", reasons="It is needed, and")) == 1


def test_a_form_sets_severity_law_and_words(kent: Form, calendar: Calendar) -> None:
    rule = RuleEntry(rule="cut_short", severity="advice", law="Standing order 7", local=True,
                     message="It stops at {end}. {end.__class__}")
    [problem] = problems_of(with_rules(kent, rule), calendar, "cut_short", reasons="It is needed, {end} and")
    assert (problem.severity, problem.law, problem.local) == ("advice", "Standing order 7", True)
    assert problem.message == 'It stops at "It is needed, {end} and". {end.__class__}'
    assert problem.why == RULES["cut_short"].why


@pytest.mark.parametrize("stage", STAGES)
def test_a_rule_speaks_at_the_stages_the_form_names(kent: Form, calendar: Calendar, stage: Stage) -> None:
    form = with_rules(kent, RuleEntry(rule="cut_short", stages=("decided",)))
    found = problems_of(form, calendar, "cut_short", stage=stage, reasons="It is needed, and")
    assert bool(found) == (stage == "decided")


def test_a_rule_keeps_its_own_stages_where_the_form_names_none(kent: Form, calendar: Calendar) -> None:
    form = with_rules(kent, RuleEntry(rule="date_to_come", settings={"dates": ["notice_first_published"]}))
    day = "3 March 2026"
    assert not problems_of(form, calendar, "date_to_come", notice_first_published=day)
    assert problems_of(form, calendar, "date_to_come", stage="decided", notice_first_published=day)


def test_blank_interests_are_advice_while_proposed_and_must_be_filled_once_decided(
        told: Callable[..., tuple[Problem, ...]]) -> None:
    def said(stage: Stage) -> list[tuple[str, str]]:
        return [(problem.severity, problem.code) for problem in told(stage) if problem.path == Path("interests")]

    assert said("proposed") == [("advice", "interests_blank")]
    assert said("decided") == [("must_fix", "missing")]


def test_the_past_depends_on_the_day_that_is_given_and_on_no_clock(
        filled: Callable[..., Answers], calendar: Calendar) -> None:
    answers = filled(cabinet_committee="The committee will meet on 11 May 2024 to discuss it.")

    def codes(today: date) -> set[str]:
        return {problem.code for problem in check(answers, today, calendar)}

    assert "past_future" not in codes(date(2024, 5, 11))
    assert "past_future" in codes(date(2024, 5, 12))


def test_a_form_that_does_not_fit_is_refused(kent: Form, calendar: Calendar) -> None:
    with pytest.raises(ValueError, match="Did you mean 'cut_short'"):
        check(read_answers(with_rules(kent, RuleEntry(rule="cut_shrt")), Draft(kent.form_version)), TODAY, calendar)


def test_every_rule_says_why_and_what_to_do() -> None:
    for code, rule in RULES.items():
        assert rule.code == code and rule.why.endswith(".") and rule.sentence.endswith((".", "}")), code
        for word in ("please", "invalid", "forgot", "oops"):
            assert word not in rule.sentence.lower()


HOSTILE = {
    "brackets": "(", "closed": ")", "marks": "a) ", "prompts": "TBC", "capitals": "XX ", "numerals": "Part XX ",
    "will": "will be discussed on 1 January 2020 ", "as": "As Cabinet Member for ", "asked": " is asked to ",
    "titles": "Cabinet Member for Adult X ", "figures": "22/0", "citations": "decision 1", "addresses": "a@a.",
    "telephones": "020 ", "quotes": "‘‘", "delegates": "and delegate to ", "spaces": " ", "no-breaks": "\xa0",
    "lines": "(\n", "controls": "\x01", "months": "May 2020 ", "braces": "{end}",
}


@pytest.mark.parametrize("maker", ["", "Cabinet Member for Adult Social Care and Public Health"], ids=["", "maker"])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_great_mass_of_anything_is_checked_in_linear_time(
        kent: Form, answers_of: Callable[[Draft], Answers], calendar: Calendar, words: str, maker: str) -> None:
    """Nothing is timed: what grows faster than the text would take minutes."""
    text = words * (250_000 // len(words))
    maker = maker or text
    draft = Draft(kent.form_version, entries={
        "reasons": from_plain(text), "title": text, "decision_maker_title": maker})
    problems = check(answers_of(draft), TODAY, calendar)
    assert all(len(problem.message) < 1000 for problem in problems)
    assert "missing" in {problem.code for problem in problems}


def test_of_doubled_words_only_the_first_few_of_each_text_are_told(kent: Form, calendar: Calendar) -> None:
    many = "\n".join(f"Here the word {word} {word} stands in a line that is long enough to be read by itself."
                     for word in ("alpha", "beta", "gamma", "delta", "eta", "theta", "iota", "kappa", "lambda", "mu",
                                  "nu", "xi", "rho", "sigma"))
    found = problems_of(kent, calendar, "doubled_word", reasons=many, title="The the title")
    assert [problem.path.field for problem in found].count("reasons") == 10
    assert "alpha alpha" in "".join(problem.message for problem in found)


@given(st.lists(st.sampled_from(["decision 22/0081 of then", "It cost £5 a year for five years", "22/00814", "",
                                 "Decision number\xa023/1 and 24/01 were taken on 4 May 2026 in all", "£1,000,000"]),
                max_size=6))
def test_a_text_reads_the_same_in_its_lines_and_as_one(lines: list[str]) -> None:
    """Lines of a short text are read together, those of a long one each by itself."""
    long = [f"{line} {'and so on ' * 20}" for line in lines]
    for read in (amounts, days):
        whole = read("\n".join(long))
        single = [one for line in long for one in read(line)]
        assert [one[2:] for one in whole] == [one[2:] for one in single]
        text = "\n".join(long)
        assert all(read(text[one.start:one.end]) for one in whole)


def test_what_was_typed_long_ago_is_not_remembered(kent: Form, calendar: Calendar) -> None:
    def remembered() -> int:
        return sum(len(texts) for one in MEMORY.readings for tables in (one.now, one.before)
                   for texts in tables.values())

    def check_many(first: int) -> None:
        for number in range(first, first + 40):
            problems_of(kent, calendar, "title_differs", title=f"A new library, attempt {number}", reasons="Of use.")

    check_many(100)
    after_some = remembered()
    check_many(200)
    assert 0 < remembered() <= after_some


@pytest.mark.parametrize(("words", "read"), [("£1 ", amounts), ("1 May 2026 ", days)])
def test_of_a_mass_of_anything_in_one_paragraph_so_many_are_read_and_of_the_next_paragraph_all(
        words: str, read: Callable[[str], tuple[object, ...]]) -> None:
    mass, next_one = words * (2 * MOST), f"Then there is {words}in a paragraph of its own, that is long enough."
    assert len(read(f"{mass}\n{next_one}")) == MOST + 1


def test_many_empty_paragraphs_count_as_one(kent: Form, calendar: Calendar) -> None:
    def told(empty: int) -> set[str]:
        words = Paragraph((Run("The decision is is to close the depot."),))
        draft = Draft(kent.form_version, entries={"reasons": RichText((words, *[Paragraph(())] * empty, words))})
        return {problem.message for problem in check(read_answers(kent, draft), TODAY, calendar)
                if problem.path.field == "reasons"}

    assert told(1) and told(1) == told(50_000)


PIECES = st.sampled_from(["(", ")", "a)", "TBC", "will be made on", "11 May 2024", "Cabinet Member for", "Adult",
                          "As ", ", I", " is asked to", "22/0081", "‘‘", "[insert", "and",
                          "delegate authority to", "\n", " ",
                          "\x00", "£", "a@b.uk", "Decision ", "{end}", "The"])


@given(st.lists(st.one_of(PIECES, st.text(alphabet=string.printable, max_size=8)), max_size=30).map("".join),
       st.sampled_from(STAGES))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_anywhere_is_answered_and_the_same_each_time(
        everywhere: Callable[[str, Stage], Answers], calendar: Calendar, text: str, stage: Stage) -> None:
    answers = everywhere(text, stage)
    problems = check(answers, TODAY, calendar)
    assert problems == check(answers, TODAY, calendar)
    for readings in MEMORY.readings:
        readings.now, readings.before = {}, {}
    assert problems == check(answers, TODAY, calendar), "what is remembered makes no difference"
    for problem in problems:
        assert problem.message and answers.form.field(problem.path.field) is not None
        for fix in problem.fixes:
            assert fix.edits


