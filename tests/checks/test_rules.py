"""Every rule as Kent's form switches it on: what it names, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

import pytest

from drafter.model.base import Stage
from drafter.model.draft import Draft, Entry, Implication, Imported, LeftOver, Path, Repeated, Row, Rows
from drafter.model.problem import Problem
from drafter.model.rich_text import RichText, from_plain, plain

MAKER = "Cabinet Member for Adult Social Care and Public Health"
KEY = {"key_decision": "yes"}
NOTIFIED = {**KEY, "notice_first_published": "2 March 2026"}


class Case(NamedTuple):
    code: str
    path: str
    entries: Mapping[str, Entry]
    stage: Stage = "proposed"


def clauses(*texts: str, introduction: str = "") -> Rows:
    """Clauses by their sentences: "APPROVE | the plan", or the text alone."""
    rows = []
    for number, text in enumerate(texts, 1):
        verb, bar, rest = text.partition(" | ")
        rows.append(Row({"verb": verb, "text": rest} if bar else {"text": text}, id=f"c{number}"))
    return Rows(tuple(rows), introduction=introduction)


def options(*rows: tuple[str, str, str]) -> Rows:
    """Options as name, outcome, reason."""
    return Rows(tuple(Row({"name": name, "outcome": outcome, "reason": from_plain(reason)}, id=f"o{number}")
                      for number, (name, outcome, reason) in enumerate(rows, 1)))


def answered(text: str) -> Implication:
    return Implication("answered", from_plain(text))


BROKEN = [
    # the notice
    Case("short_notice", "decision_due_not_before",
         {**KEY, "notice_first_published": "20/02/2015", "decision_due_not_before": "13/03/2015"}),
    Case("short_notice", "decision_due_not_before",
         {"notice_first_published": "2 September 2025", "decision_due_not_before": "30 September 2025"}),
    Case("short_notice", "signature_date",
         {**KEY, "notice_first_published": "1/2/2026", "signature_date": "1/3/2026"}, "decided"),
    Case("short_exception_notice", "decision_due_not_before",
         {**KEY, "urgency_route": "general_exception", "notice_first_published": "2 March 2026",
          "decision_due_not_before": "9 March 2026"}),
    Case("urgency_not_needed", "urgency_route",
         {**KEY, "urgency_route": "special_urgency", "notice_first_published": "2 March 2026",
          "decision_due_not_before": "31 March 2026"}),
    # dates
    Case("date_order", "decision_due_not_before",
         {"notice_first_published": "10/12/2014", "decision_due_not_before": "27/07/2012"}),
    Case("date_order", "signature_date",
         {"decision_due_not_before": "2/3/2026", "signature_date": "1/3/2026"}, "decided"),
    Case("date_order", "signature_date",
         {"cabinet_committee_name": "Adult Social Care Cabinet Committee", "cabinet_committee_date": "2/3/2026",
          "signature_date": "1/3/2026"}, "decided"),
    Case("date_order", "publication_date",
         {"signature_date": "2/3/2026", "publication_date": "1/3/2026"}, "published"),
    Case("date_order", "effective_from",
         {"publication_date": "2/3/2026", "effective_from": "1/3/2026"}, "published"),
    Case("date_order", "signature_date",
         {**KEY, "notice_first_published": "9/2/2026", "signature_date": "2/2/2026"}, "decided"),
    Case("date_order", "signature_date",
         {**KEY, "urgency_route": "general_exception", "notice_first_published": "9/2/2026",
          "signature_date": "2/2/2026"}, "decided"),
    Case("date_order", "signature_date",
         {**KEY, "urgency_route": "special_urgency", "urgency_agreement_date": "3/3/2026",
          "signature_date": "2/3/2026"}, "decided"),
    Case("effective_too_soon", "effective_from",
         {"call_in_applies": "yes", "publication_date": "2/3/2026", "effective_from": "3/3/2026"}, "published"),
    Case("effective_too_soon", "effective_from",
         {"call_in_applies": "yes", "publication_date": "2/3/2026", "effective_from": "9/3/2026"}, "published"),
    Case("closed_days_unknown", "effective_from",
         {"call_in_applies": "yes", "publication_date": "23/12/2027", "effective_from": "4/1/2028"}, "published"),
    Case("closed_days_unknown", "decision_due_not_before",
         {**KEY, "urgency_route": "general_exception", "notice_first_published": "4 January 2028",
          "decision_due_not_before": "12 January 2028"}),
    Case("date_to_come", "signature_date", {"signature_date": "3 March 2026"}, "decided"),
    Case("past_future", "cabinet_committee",
         {"cabinet_committee": "The Highways and Gardens Cabinet Committee will look at it on 11 May 2025."}),
    Case("past_future", "reasons", {"reasons": "Planting will begin in February 2026."}),
    Case("past_future", "reasons",
         {"reasons": "The tender will be published in August 2025.", "signature_date": "4/10/2025"}, "decided"),
    # what was true of a proposal
    Case("answer_overtaken", "cabinet_committee_outcome",
         {"cabinet_committee_name": "Adult Social Care Cabinet Committee",
          "cabinet_committee_outcome": "to_be_considered"}, "decided"),
    # clauses
    Case("clause_verb", "decision_clauses[c1].text", {"decision_clauses": clauses("The plan goes ahead")}),
    Case("clause_verb", "decision_clauses[c2].verb",
         {"decision_clauses": clauses("APPROVE | the plan", "APPORVE | the cost")}),
    Case("delegation_without_post", "decision_clauses[c1].delegate_to",
         {"decision_clauses": clauses("DELEGATE | authority to officers to sign the lease")}),
    Case("delegation_without_post", "decision_clauses[c1].delegate_to",
         {"decision_clauses": clauses(
             "DELEGATE | authority to officers, in consultation with the Corporate Director Finance, to sign")}),
    Case("delegation_without_post", "decision_clauses[c1].text",
         {"decision_clauses": clauses("APPROVE | the plan and delegate authority to the team to carry it out")}),
    Case("two_actions", "decision_clauses[c1].text",
         {"decision_clauses": clauses("Approve | the award and delegate authority to the Corporate Director Finance")}),
    # options
    Case("no_rejected_option", "alternatives", {"alternatives": options(("Hub", "recommended", "Best"))}),
    Case("no_rejected_option", "alternatives", {"alternatives": options(("Hub", "", "Costly"))}),
    Case("rejected_without_reason", "alternatives[o2].reason",
         {"alternatives": options(("Hub", "rejected", "Costly"), ("Do nothing", "rejected", " "))}),
    Case("option_both_ways", "alternatives[o2].outcome",
         {"alternatives": options(("Hub and spoke", "recommended", "Best"), ("hub and  spoke", "rejected", "Worst"))}),
    # titles
    Case("maker_called_otherwise", "decision_clauses.introduction",
         {"decision_maker_title": MAKER, "decision_clauses": clauses(
             "APPROVE | it", introduction="The Cabinet Member for Adult Social Care and Health is asked to:")}),
    Case("maker_called_otherwise", "decision_clauses.introduction",
         {"decision_maker_title": MAKER, "decision_clauses": clauses(
             "APPROVE | it", introduction="As Cabinet Member for Environment, I propose to:")}),
    Case("title_slip", "reasons",
         {"decision_maker_title": MAKER,
          "reasons": "The Cabinet Member for Adult Social Care and Health and the Corporate Director Finance agree."}),
    Case("not_in_directory", "department",
         {"department": "Social Care, Health & Wellbeing", "decision_due_not_before": "8 June 2022"}),
    Case("not_in_directory", "decision_maker_title", {"decision_maker_title": "Cabinet Member for Environmint"}),
    Case("title_differs", "reasons",
         {"title": "Lease of a garden in Westmarsh", "decision_number": "26/00041",
          "reasons": "This is decision 26/00041 – Lease of the gardens at Westmarsh."}),
    Case("title_differs", "documents_list[d1].title",
         {"title": "Lease of a garden in Westmarsh", "decision_number": "26/00041", "documents_list": Rows((
             Row({"title": "26/00041 - Lease of a garden at Eastmarsh"}, id="d1"),))}),
    # left in, left off
    Case("template_prompt", "reasons", {"reasons": "Background\nProvide brief additional context"}),
    Case("template_prompt", "reasons", {"reasons": "The opening date is to be confirmed."}),
    Case("template_prompt", "title", {"title": "Lease of land at [INSERT place]"}),
    Case("template_prompt", "financial_implications.text", {"financial_implications": answered("The cost is £XX.")}),
    Case("template_prompt", "legal_implications.text", {"legal_implications": answered("tbc")}),
    Case("template_prompt", "alternatives[o1].reason", {"alternatives": options(("Hub", "rejected", "XXX"))}),
    Case("cut_short", "financial_implications.text",
         {"financial_implications": answered("All is well.\nThe works cost £412,000 in all (gardens £300,000, paths")}),
    Case("cut_short", "reasons", {"reasons": "The service is needed, and the"}),
    Case("cut_short", "reasons", {"reasons": "The service is needed for these reasons:"}),
    Case("cut_short", "decision_clauses[c2].text",
         {"decision_clauses": clauses("APPROVE | the plan; and", "NOTE | the cost; and")}),
    Case("stray_bracket", "legal_implications.text",
         {"legal_implications": answered("Section 9 (1)(a) allows it.)")}),
    Case("stray_bracket", "reasons", {"reasons": "The council (as owner has a duty.\nIt meets it."}),
    Case("doubled_quote", "reasons", {"reasons": "In line with ‘‘Our Future – Our Strategy’."}),
    Case("status_in_title", "title", {"title": "Sale of a depot - WITHDRAWN"}),
    Case("status_in_title", "title", {"title": "Lease of a depot (Non-Key decision)"}),
    # in the wrong box
    Case("wrong_box", "legal_implications.text", {"legal_implications": answered("26/00012")}),
    Case("wrong_box", "equalities_implications.text",
         {"equalities_implications": answered("Expenditure or savings of more than £1m")}),
    Case("wrong_box", "financial_implications.text",
         {"financial_implications": answered("Ann Example, Policy Manager Tel: 03000 000000 ann@example.gov.uk.")}),
    Case("wrong_box", "reasons", {"reasons": "4 October 2026"}),
    Case("cited_number", "reasons", {"reasons": "This follows from an earlier decision (Decision 22/0081)."}),
    Case("cited_number", "previous_decisions", {"previous_decisions": "22/00081, 22/0082"}),
    # the record as a whole
    Case("exempt_in_public", "for_publication",
         {"for_publication": "yes", "anticipated_restriction": "part_exempt",
          "exempt_information": "The price is £4m"}),
    Case("restriction_differs", "anticipated_restriction",
         {"for_publication": "part", "anticipated_restriction": "open"}),
    Case("interests_blank", "interests", {}),
    # not demanded
    Case("worth_answering", "involves", {}),
    Case("worth_answering", "decision_maker_name", KEY),
    Case("worth_answering", "decision_due_not_before", {**KEY, "decision_maker_name": "A. Example"}),
    Case("worth_answering", "contract_term", {"involves": ("contract",)}),
    Case("worth_answering", "subsidy_control", {"involves": ("grant",)}),
    Case("worth_answering", "best_consideration", {"involves": ("land",)}),
    Case("worth_answering", "tupe_reason", {"involves": ("change_of_provider",), "tupe": "unknown"}),
    Case("worth_answering", "eqia_date", {"eqia_status": "full"}),
    Case("key_by_value", "key_decision", {"key_decision": "no", "key_value_gbp": "£1,460,000"}),
]

FINE = [
    Case("answer_overtaken", "cabinet_committee_outcome",
         {"cabinet_committee_name": "Adult Social Care Cabinet Committee",
          "cabinet_committee_outcome": "to_be_considered"}),
    Case("answer_overtaken", "cabinet_committee_outcome",
         {"cabinet_committee_name": "Adult Social Care Cabinet Committee",
          "cabinet_committee_outcome": "endorsed"}, "decided"),
    Case("short_notice", "decision_due_not_before",
         {**KEY, "notice_first_published": "20/02/2015", "decision_due_not_before": "21/03/2015"}),
    Case("short_notice", "decision_due_not_before",
         {**KEY, "notice_first_published": "20/02/2015", "decision_due_not_before": "13/03/2015",
          "urgency_route": "general_exception"}),
    Case("short_notice", "decision_due_not_before",
         {"key_decision": "no", "notice_first_published": "20/02/2015", "decision_due_not_before": "13/03/2015"}),
    Case("short_notice", "decision_due_not_before",
         {**KEY, "notice_first_published": "20/02/2015", "decision_due_not_before": "19/02/2015"}),
    Case("short_exception_notice", "decision_due_not_before",
         {**KEY, "urgency_route": "general_exception", "notice_first_published": "2 March 2026",
          "decision_due_not_before": "10 March 2026"}),
    Case("urgency_not_needed", "urgency_route",
         {**KEY, "urgency_route": "special_urgency", "notice_first_published": "2 March 2026",
          "decision_due_not_before": "30 March 2026"}),
    Case("date_order", "signature_date",
         {"notice_first_published": "1/1/2026", "decision_due_not_before": "2/3/2026", "signature_date": "2/3/2026",
          "cabinet_committee_name": "Cabinet", "cabinet_committee_date": "2/3/2026", "publication_date": "2/3/2026",
          "effective_from": "10/3/2026"},
         "published"),
    Case("date_to_come", "signature_date", {"signature_date": "2 March 2026"}, "decided"),
    Case("past_future", "reasons", {"reasons": "The team will move in March 2026 and will report on 4 May 2026."}),
    Case("past_future", "reasons", {"reasons": "A team shall move in March 2026 and is going to report in May 2026."}),
    Case("past_future", "reasons", {"reasons": "The contract will run from 1 April 2025 to 31 March 2029."}),
    Case("past_future", "reasons", {"reasons": "The service will follow the model agreed in May 2020."}),
    Case("past_future", "reasons", {"reasons": "The contract of 1 May 2020 will end. It began in 2015."}),
    Case("past_future", "reasons", {"reasons": "Since May 2020 the council will, as agreed, pay on 99 May 0000."}),
    Case("past_future", "reasons",
         {"reasons": "It will be awarded in October 2025, ready by 1 April 2026.", "signature_date": "4/10/2025"},
         "decided"),
    Case("clause_verb", "decision_clauses", {"decision_clauses": Rows((
        Row({"verb": "APPROVE", "text": "the following"}),
        Row({"level": "2", "text": "the first part"}),
        Row({"text": "to agree the second part"}), Row({"text": "Note the third"})))}),
    Case("delegation_without_post", "decision_clauses", {"decision_clauses": Rows((
        Row({"verb": "DELEGATE", "delegate_to": "Corporate Director Finance", "text": "to sign"}),
        Row({"verb": "DELEGATE", "text": "authority to the Corporate Director, Adult Social Care & Health, to act"}),
        Row({"verb": "DELEGATE", "text": "authority to the Director of Infrastructure to act"}),
        Row({"verb": "DELEGATE", "text": "authority to the Corporate Directors of Finance and of Law to act"}),
        Row({"verb": "DELEGATE", "text": "authority to the Leader to act"}),
        Row({"text": "Approve the award and delegate authority to the Head of Libraries to sign"}),
        Row({"verb": "NOTE", "text": "that officers delegate work"})))}),
    Case("two_actions", "decision_clauses",
         {"decision_clauses": clauses("APPROVE | the plan and the cost", "DELEGATE | authority to the Leader")}),
    Case("no_rejected_option", "alternatives", {"alternatives": Rows((), "The law leaves no other course")}),
    Case("no_rejected_option", "alternatives", {}),
    Case("no_rejected_option", "alternatives",
         {"alternatives": options(("Hub", "recommended", ""), ("Spoke", "rejected", "Too costly"))}),
    Case("rejected_without_reason", "alternatives[o1].reason",
         {"alternatives": options(("Hub", "rejected", "Too costly"), ("Spoke", "recommended", ""))}),
    Case("option_both_ways", "alternatives",
         {"alternatives": options(("Hub", "recommended", ""), ("Hub and spoke", "rejected", "Too costly"))}),
    Case("maker_called_otherwise", "reasons", {"decision_maker_title": MAKER, "reasons": (
        f"The {MAKER} is asked to agree.\nAs {MAKER}, I agree.\nThe Cabinet Member will be asked to sign.\n"
        f"As Leader of the Council (in post of {MAKER}), I agree.\n"
        "The Cabinet Member for Environment was consulted. The Cabinet Committee is asked to note this.\n"
        "What the Cabinet Member for Environment wrote shows that the council is asked to pay.\n"
        "As Cabinet Member for Environment until May knows, I was not there.")}),
    Case("title_slip", "reasons", {"decision_maker_title": MAKER, "reasons": (
        f"The {MAKER} and the Corporate Director Finance agree with the Cabinet Member for Environment.\n"
        "The Cabinet Member for Adult Social Care & Public Health agrees. So does the Cabinet Member for Fun.")}),
    Case("title_slip", "reasons", {"decision_maker_title": "Cabinet Member for Children's Services",
                                   "reasons": "The Cabinet Member for Children’s Services, and others, agree."}),
    Case("not_in_directory", "department",
         {"department": "Social Care, Health & Wellbeing", "decision_due_not_before": "8 June 2017"}),
    Case("not_in_directory", "department", {"department": "adult social care & health"}),
    Case("template_prompt", "reasons",
         {"reasons": "Part XX of the Act. Tbilisi. The Tbase [see below]. EXXON. [2020] 1 WLR 12. x x x. "
                     "Residents choose an item. [Address withheld]"}),
    Case("cut_short", "reasons", {"reasons": "Needed (see 12) and funded (in part).\na) one\nb) two"}),
    Case("cut_short", "reasons", {"reasons": "It is the plan that the council agreed to."}),
    Case("cut_short", "interests", {"interests": "None that we know of"}),
    Case("cut_short", "decision_clauses", {"decision_clauses": clauses("APPROVE | it; and", "NOTE | the cost")}),
    Case("stray_bracket", "reasons",
         {"reasons": "a) one (1) and (two)\nii) two :)\nRegulation 32(2)(b)(ii) applies\n12) twelve (see a) above)"}),
    Case("doubled_quote", "reasons", {"reasons": "‘Our Future’ and “Ours ‘here’”, it's 5''."}),
    Case("status_in_title", "title", {"title": "DEFERRED PAYMENTS SCHEME"}),
    Case("status_in_title", "title", {"title": "Deferred Payments Scheme and Key Decisions"}),
    Case("wrong_box", "legal_implications.text", {"legal_implications": answered(
        "Decision 26/00012 rests on the Care Act 2014. Ask legal@example.gov.uk, who have advised on the award.")}),
    Case("wrong_box", "equalities_implications.text",
         {"equalities_implications": answered("It means expenditure or savings of more than £1m.")}),
    Case("wrong_box", "interests", {"interests": "None"}),
    Case("cited_number", "reasons",
         {"reasons": "Decision 22/00081 of 03/2024; decisions 22/00082 and 26/00012(a); 12/02005/2; on 01/02/2024."}),
    Case("exempt_in_public", "for_publication",
         {"for_publication": "part", "exempt_information": "The price is £4m"}),
    Case("restriction_differs", "anticipated_restriction",
         {"for_publication": "part", "anticipated_restriction": "part_exempt"}),
    Case("interests_blank", "interests", {"interests": "None"}),
    Case("interests_blank", "interests", {}, "decided"),
    Case("effective_too_soon", "effective_from",
         {"call_in_applies": "yes", "publication_date": "2/3/2026", "effective_from": "10/3/2026"}, "published"),
    Case("effective_too_soon", "effective_from",
         {"call_in_applies": "no", "publication_date": "2/3/2026", "effective_from": "2/3/2026"}, "published"),
    Case("closed_days_unknown", "effective_from",
         {"call_in_applies": "no", "publication_date": "4/1/2028", "effective_from": "4/1/2028"}, "published"),
    Case("closed_days_unknown", "decision_due_not_before",
         {**KEY, "notice_first_published": "4 January 2028", "decision_due_not_before": "2 February 2028"}),
    Case("title_differs", "reasons",
         {"title": "Lease of a garden in Westmarsh", "decision_number": "26/00041", "reasons": (
             "Decision 26/00041 – lease of a garden in Westmarsh, was put off. 26/00041: see the report of May.\n"
             "Decision 26/00014 – Lease of a garden in Eastmarsh. 26/00041(a) - Lease of the garden in Westmarsh")}),
    Case("abbreviation_undefined", "reasons", {"reasons": "Costs: TBC, area TBA. [INSERT place] [ENTER name]"}),
    Case("weekday_differs", "reasons", {"reasons": "It met on Mon 2 March 2026, Tues. 3 March 2026, Wed, 4 March 2026. "
                                                   "The week ends on Sunday. The Sun rose. 2 March 2026 came."}),
    Case("term_in_words", "reasons", {"reasons": (
        "It runs from 1 April 2026 to 31 March 2030, a term of four years. From 1 April 2026 to 31 March 2030 "
        "(48 months). From 1 April 2026 to 31 March 2030, with an extension of two years. From 1 April 2026 to "
        "31 March 2030, a term of up to five years.")}),
    Case("personal_data", "reasons", {"reasons": "The title number is 0130012345, and the account 0987654321."}),
    Case("template_prompt", "reasons", {"reasons": "Numbers < 5 and > 3 {see below} R&D, <5 people, 50% of it}"}),
    Case("date_to_come", "notice_first_published", {"notice_first_published": "2 March 2026"}),
    Case("abbreviation_undefined", "reasons", {"reasons": (
        "NHS Kent and Medway Integrated Care Board (NHS K&M ICB) pays. K&M ICB agrees. It is in part XIV.\n"
        "A RECORD OF WHAT WAS DONE\nKEaH (the Kent Enablement at Home service) works as before.")}),
    Case("committee_still_to_come", "cabinet_committee", {
        "cabinet_committee_name": "Adult Social Care Cabinet Committee", "cabinet_committee_outcome": "not_considered",
        "cabinet_committee": "There was no time to ask it. It will consider a report in May."}, "decided"),
    Case("signed_by_another", "signature_name", {
        **KEY, "decision_maker_title": MAKER, "decision_maker_name": "A. Example", "signature_name": MAKER}, "decided"),
    Case("sum_differs", "financial_implications.text", {"financial_implications": answered(
        "It costs £3.9m: £3.1m of grant and £0.8m of gifts, a total of £3.9m. Of the £5m, £1m comes from KCC.")}),
    Case("worth_answering", "involves",
         {"key_decision": "no", "involves": ("policy",), "eqia_status": "not_required",
          "consultation_other": Rows((), "nobody else is touched by it")}),
    Case("key_by_value", "key_decision", {"key_decision": "no", "key_value_gbp": "£1,000,000"}),
    Case("key_by_value", "key_decision", {"key_decision": "yes", "key_value_gbp": "£1,460,000"}),
]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.code}-{case.path}")
def test_what_breaks_a_rule_is_named_at_its_field(case: Case, told: Callable[..., tuple[Problem, ...]]) -> None:
    assert (case.code, case.path) in {(problem.code, str(problem.path))
                                      for problem in told(case.stage, **case.entries)}


@pytest.mark.parametrize("case", FINE, ids=lambda case: f"{case.code}-{case.path}")
def test_what_keeps_a_rule_is_left_alone(case: Case, told: Callable[..., tuple[Problem, ...]]) -> None:
    assert [problem for problem in told(case.stage, **case.entries) if problem.code == case.code] == []


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.code}-{case.path}")
def test_every_particular_of_a_sentence_is_filled_in(case: Case, told: Callable[..., tuple[Problem, ...]]) -> None:
    for problem in told(case.stage, **case.entries):
        assert "{" not in problem.message and problem.message[:1].strip()


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.code}-{case.path}")
def test_a_fix_leaves_its_problem_behind(case: Case, draft_of: Callable[..., Draft],
                                         told_of: Callable[[Draft], tuple[Problem, ...]]) -> None:
    draft = draft_of(case.stage, **case.entries)
    for problem in told_of(draft):
        for fix in problem.fixes:
            fixed = draft
            for path, entry in fix.edits:
                fixed = fixed.with_entry(path, entry)
            assert problem not in told_of(fixed), fix.label


@pytest.mark.parametrize(("later", "stage"), [("decision_due_not_before", "proposed"), ("signature_date", "decided")])
@pytest.mark.parametrize(("key", "weight", "law"), [
    ({"key_decision": "yes"}, "must_fix", "Regulation 9(2), SI 2012/2089, for a key decision"),
    ({}, "must_fix", "Regulation 9(2), SI 2012/2089, for a key decision"),
    ({"key_decision": "no"}, "advice", "")])
def test_a_decision_before_its_notice_is_stopped_by_the_law_only_where_it_may_be_key(
        key: Mapping[str, Entry], weight: str, law: str, later: str, stage: Stage,
        told: Callable[..., tuple[Problem, ...]]) -> None:
    problems = told(stage, **key, **{"notice_first_published": "27/2/2026", later: "26/2/2026"})
    assert [(one.severity, one.law) for one in problems if one.code == "date_order"] == [(weight, law)]


@pytest.mark.parametrize(("key", "weight", "law"), [
    ({"key_decision": "yes"}, "must_fix", "Regulation 9(1)(d), SI 2012/2089, for a key decision"),
    ({"key_decision": "no"}, "advice", "")])
def test_a_decision_before_the_day_that_its_notice_gave_is_stopped_by_the_law_only_where_it_may_be_key(
        key: Mapping[str, Entry], weight: str, law: str, told: Callable[..., tuple[Problem, ...]]) -> None:
    problems = told("decided", **key, notice_first_published="2/1/2026", decision_due_not_before="27/2/2026",
                    signature_date="26/2/2026")
    assert [(one.severity, one.law) for one in problems if one.code == "date_order"] == [(weight, law)]


def test_who_decides_under_an_unknown_title_is_explained_and_other_titles_are_advised(
        told: Callable[..., tuple[Problem, ...]]) -> None:
    problems = told(decision_maker_title="Cabinet Member for Ponds", lead_member="Cabinet Member for Ponds")
    assert {(str(one.path), one.severity) for one in problems if one.code == "not_in_directory"} == {
        ("decision_maker_title", "must_explain"), ("lead_member", "advice")}


def test_a_notice_still_to_come_is_only_advised(told: Callable[..., tuple[Problem, ...]]) -> None:
    problems = told(notice_first_published="3 March 2026")
    assert [one.severity for one in problems if one.code == "date_to_come"] == ["advice"]


def test_a_short_weekday_is_put_right_whole(told: Callable[..., tuple[Problem, ...]]) -> None:
    [problem] = [one for one in told(local_members="They met on Tues. 2 March 2026.") if one.code == "weekday_differs"]
    assert problem.message.startswith("2 March 2026 is a Monday, not a Tuesday.")
    [(_, entry)] = problem.fixes[0].edits
    assert isinstance(entry, RichText) and plain(entry) == "They met on Monday 2 March 2026."


def test_a_label_that_came_twice_is_named_until_its_field_is_touched(
        draft_of: Callable[..., Draft], told_of: Callable[[Draft], tuple[Problem, ...]]) -> None:
    twice = draft_of(legal_implications=answered("One law.\nAnother law."))
    repeated = Repeated("legal_implications", 40, "Legal Implications:", "answered\nOne law.\nAnother law.")
    draft = Draft(twice.form, entries=twice.entries, imported=Imported("record.txt", {}, repeated=(repeated,)))

    def named(draft: Draft) -> list[str]:
        return [str(problem.path) for problem in told_of(draft) if problem.code == "repeated_label"]

    assert named(draft) == ["legal_implications"]
    assert named(draft.with_entry(Path("legal_implications"), answered("Another law."))) == []


def test_a_second_answer_of_a_field_with_one_value_is_named_only_where_its_words_differ(
        draft_of: Callable[..., Draft], told_of: Callable[[Draft], tuple[Problem, ...]]) -> None:
    once = draft_of(title="A garden in Westmarsh")
    repeated = Repeated("title", 3, "Title:", "A garden in Westmarsh")
    trail = {"1": "title", "2": "reasons", "3": "title", "4": "", "5": "department"}

    def told(*left: LeftOver) -> list[str]:
        imported = Imported("record.txt", trail, left, (repeated,))
        return [problem.message for problem in told_of(replace(once, imported=imported))
                if problem.code == "repeated_label"]

    said = ('Line 3 of the record begins "Title of Decision" again, with the words "Title:"; the first stands here and '
            "the other was left over. Keep what is right.")
    assert told() == told(LeftOver(6, "A page number")) == []
    assert told(LeftOver(3, "Another garden")) == told(LeftOver(4, "Another garden")) == [said]


def test_every_prompt_left_in_a_text_is_named_as_it_was_typed(told: Callable[..., tuple[Problem, ...]]) -> None:
    problems = told(reasons="Costs: TBC, later Tbc. Area: XX. Place: [Insert place]. [To be confirmed] It is to be "
                            "confirmed.")
    assert [(problem.severity, problem.message.partition('" ')[0] + '"') for problem in problems
            if problem.code == "template_prompt"] == [
        ("must_fix", '"TBC"'), ("must_fix", '"XX"'), ("must_fix", '"[Insert"'), ("must_fix", '"[To be confirmed"'),
        ("must_explain", '"to be confirmed"')]


def test_every_wrong_title_of_the_decision_maker_is_named_once(told: Callable[..., tuple[Problem, ...]]) -> None:
    problems = told(decision_maker_title=MAKER, reasons=(
        "As Cabinet Member for Gardens, I agree. As Cabinet Member for Gardens, I sign. The Cabinet Member for Ponds "
        "is asked to agree. The Cabinet Member for Adult Health agrees with the Cabinet Member for Adult Care."))
    assert [(problem.code, problem.local, problem.law) for problem in problems
            if problem.path == Path("reasons") and problem.code in ("maker_called_otherwise", "title_slip")] == [
        ("maker_called_otherwise", True, "")] * 2 + [("title_slip", True, "")] * 2


@pytest.mark.parametrize("words", ["-", "n/a", "N/A.", "none", "Nil", "Not applicable"])
def test_words_that_give_no_reason_are_none(words: str, told: Callable[..., tuple[Problem, ...]]) -> None:
    problems = told(alternatives=Rows((), words), legal_implications=Implication("none", because=words))
    found = {str(problem.path): problem for problem in problems if problem.code == "no_reason"}
    assert found.keys() == {"alternatives.none_because", "legal_implications.because"}
    assert found["alternatives.none_because"].message == (
        f'"{words}" gives no reason. Add at least one option, or say why there are none')
    assert found["alternatives.none_because"].law == "Regulations 12(2)(c) and 13(2)(c), SI 2012/2089"
    assert "rejected_without_reason" in {
        problem.code for problem in told(alternatives=options(("Do nothing", "rejected", words)))}


def test_a_decision_of_the_cabinet_needs_no_name_of_a_member(told: Callable[..., tuple[Problem, ...]]) -> None:
    assert "decision_maker_name" not in {str(problem.path) for problem in told(
        decision_maker_title="Cabinet", **NOTIFIED) if problem.severity == "must_fix"}


def test_a_row_that_is_marked_exempt_is_called_by_what_it_is(
        draft_of: Callable[..., Draft], told_of: Callable[[Draft], tuple[Problem, ...]]) -> None:
    draft = draft_of(for_publication="yes", documents_list=Rows((Row({"title": "The bids"}, id="d1"),)))
    marked = draft.with_exempt(Path("documents_list", "d1"), True)
    [problem] = [problem for problem in told_of(marked) if problem.code == "exempt_in_public"]
    assert problem.message == ('One document under "Documents" is marked exempt, but the record is for publication in '
                               "full. Say that part of it is exempt, or take the mark away.")


def test_a_passage_marked_exempt_in_the_draft_may_not_stand_in_a_public_record(
        draft_of: Callable[..., Draft], told_of: Callable[[Draft], tuple[Problem, ...]]) -> None:
    draft = draft_of(for_publication="yes", alternatives=options(("Sell for £4m", "rejected", "Too little")))
    marked = draft.with_exempt(Path("alternatives", "o1"), True)
    codes = {problem.code for problem in told_of(marked)} - {problem.code for problem in told_of(draft)}
    assert codes == {"exempt_in_public"}


def test_an_old_title_in_an_undated_import_is_nobodys_mistake(
        draft_of: Callable[..., Draft], told_of: Callable[[Draft], tuple[Problem, ...]]) -> None:
    draft = draft_of(department="Social Care, Health & Wellbeing")
    imported = Draft(draft.form, entries=draft.entries, imported=Imported("record.txt", {}))
    assert "not_in_directory" in {problem.code for problem in told_of(draft)}
    assert "not_in_directory" not in {problem.code for problem in told_of(imported)}


def test_a_value_in_the_wrong_box_is_moved_where_it_belongs(
        draft_of: Callable[..., Draft], told_of: Callable[[Draft], tuple[Problem, ...]]) -> None:
    draft = draft_of(key_decision="yes", legal_implications=answered("26/00012"), equalities_implications=answered(
        "Expenditure or savings of more than £1m; Affects more than two Electoral Divisions"),
        financial_implications=answered("Ann Example, Policy Manager Tel: 03000 000000 Email: ann@example.gov.uk."))
    for problem in [problem for problem in told_of(draft) if problem.code == "wrong_box"]:
        for path, entry in problem.fixes[0].edits:
            draft = draft.with_entry(path, entry)
    assert draft.entry(Path("decision_number")) == "26/00012"
    assert draft.entry(Path("key_reason")) == ("money", "divisions")
    assert [dict(row.cells) for row in draft.rows("contact").rows] == [{
        "name": "Ann Example", "post": "Policy Manager", "phone": "03000 000000", "email": "ann@example.gov.uk"}]
    assert not {"legal_implications", "equalities_implications", "financial_implications"} & draft.entries.keys()


def test_a_move_never_overwrites_what_stands_there(told: Callable[..., tuple[Problem, ...]]) -> None:
    problem = next(problem for problem in told(decision_number="26/00041", legal_implications=answered("26/00012"))
                   if problem.code == "wrong_box")
    assert problem.fixes == ()


@pytest.mark.parametrize(("entries", "path"), [
    (KEY, "key_reason"),
    ({**KEY, "urgency_route": "general_exception"}, "urgency_reason"),
    ({**KEY, "urgency_route": "special_urgency"}, "urgency_reason"),
    ({**KEY, "urgency_route": "special_urgency"}, "urgency_agreement"),
    ({**KEY, "urgency_route": "general_exception"}, "urgency_agreement"),
    ({**KEY, "urgency_route": "general_exception"}, "urgency_agreement_date"),
    (NOTIFIED, "decision_maker_name"), (NOTIFIED, "decision_due_not_before"), (NOTIFIED, "documents_list"),
    (NOTIFIED, "contact"),
    ({"involves": ("contract",)}, "procurement_regime"), ({"involves": ("change_of_provider",)}, "tupe"),
    ({"involves": ("personal_data",)}, "dpia_status"),
    ({"for_publication": "part"}, "exempt_paragraphs"),
    ({"anticipated_restriction": "fully_exempt"}, "public_interest_test"),
    ({}, "alternatives"), ({}, "financial_implications"), ({}, "legal_implications"), ({}, "equalities_implications"),
    ({}, "data_protection_implications"), ({}, "reasons"), ({}, "decision_clauses"), ({}, "decision_maker_title"),
])
def test_what_the_form_demands_must_be_there(entries: Mapping[str, Entry], path: str,
                                             told: Callable[..., tuple[Problem, ...]]) -> None:
    assert [(problem.severity, bool(problem.law or problem.local)) for problem in told(**entries)
            if problem.code == "missing" and str(problem.path) == path] == [("must_fix", True)]


@pytest.mark.parametrize(("typed", "offered"), [
    ("Cabinet Member for Comunity", "Cabinet Member for Community and Regulatory Services"),
    ("Cabinet Member for Highways", "Cabinet Member for Highways and Transport"),
    ("Cabinet Membr for Enviroment", "Cabinet Member for Environment"),
    ("Cabinet Member for Pets", None), ("Cabinet Member", None), ("Leader", None)])
def test_the_title_that_is_offered_shares_the_words_that_are_its_own(
        typed: str, offered: str | None, told: Callable[..., tuple[Problem, ...]]) -> None:
    problems = [one for one in told("proposed", decision_maker_title=typed) if str(one.path) == "decision_maker_title"]
    fixes = [entry for one in problems for fix in one.fixes for _, entry in fix.edits]
    assert problems and fixes == ([offered] if offered else [])
