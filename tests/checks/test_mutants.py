"""One defect at a time, seeded into a record in which nothing was amiss: the right rule finds it at the right place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from drafter.checks.rules import RULES
from drafter.model.base import Stage
from drafter.model.draft import Draft, Entry, Implication, Imported, LeftOver, Path, Repeated, Row, Rows, plain_entry
from drafter.model.form import Form
from drafter.model.problem import Problem
from drafter.model.rich_text import RichText, from_plain, plain

Edit = Callable[[Entry | None], Entry | None]


def put(entry: Any) -> Edit:
    """Another answer in the place of the old."""
    return lambda old: from_plain(entry) if isinstance(old, RichText) and isinstance(entry, str) else entry


def add(words: str) -> Edit:
    """The answer with words after it; those that begin with a line end are a paragraph of their own."""
    return lambda old: _changed(old, lambda text: f"{text}{'' if words.startswith(chr(10)) else ' '}{words}")


def swap(old: str, new: str) -> Edit:
    """The answer with other words in the place of some."""
    def change(text: str) -> str:
        assert old in text, f"{old!r} does not stand in {text!r}"
        return text.replace(old, new)

    return lambda entry: _changed(entry, change)


def row(**cells: str) -> Edit:
    """One more row, called new. The texts of options are rich."""
    rich = {name: from_plain(cell) if name in ("description", "reason") else cell for name, cell in cells.items()}
    return lambda old: Rows((*(old.rows if isinstance(old, Rows) else ()), Row(rich, "new")))


def without(*names: str) -> Edit:
    """The rows without some."""
    return lambda old: replace(old,
    rows=tuple(one for one in old.rows if one.id not in names))  # type: ignore[union-attr,type-var]


def _changed(entry: Entry | None, change: Callable[[str], str]) -> Entry:
    if isinstance(entry, RichText):
        return from_plain(change(plain(entry)))
    return change(str(entry or ""))


@dataclass(frozen=True)
class Mutant:
    code: str
    record: str
    edits: Mapping[str, Edit]
    at: str
    stage: Stage | None = None


def of(code: str, record: str, at: str, *edits: Edit, stage: Stage | None = None,
       also: Mapping[str, Edit] | None = None, found: str = "") -> list[Mutant]:
    """Mutants of one rule in one place, one for each edit. `also` is done to the record first; `found` is where the
    rule says so, where that is not the place of the edit."""
    return [Mutant(code, record, {**(also or {}), at: edit}, found or at, stage) for edit in edits]


AWARD, DEPOT, LEASE, SCHOOL, BUS = ("contract_award", "property_disposal", "published_lease", "school_expansion",
                                   "urgent_exception")
LEGAL, FINANCE = "legal_implications.text", "financial_implications.text"
TWICE = ("The whole of the cost is borne by the grant and by the developers, and the budget of the service itself is "
         "not touched by it at all.")
EQUAL, DATA = "equalities_implications.text", "data_protection_implications.text"

OFFICIALESE = ("Considerable organisational transformation necessitates comprehensive reconfiguration of accommodation "
               "arrangements, incorporating environmental sustainability considerations, notwithstanding significant "
               "contemporaneous financial uncertainty affecting departmental expenditure.")
RAMBLING = ("The contract was looked at again by the officers of the council in the spring of the year, together with "
            "the bidders and the people who use the service, and all of them said that it should go on as it is for as "
            "long as the money for it can be found.")

MUTANTS = [mutant for group in (
    # plain English
    of("long_sentence", AWARD, "reasons", add(RAMBLING), add(f"\n{RAMBLING.replace(',', ';')}")),
    of("long_sentence", DEPOT, FINANCE, add(RAMBLING)),
    of("plainer_word", AWARD, "reasons", add("Prior to that nothing is spent."), add("It is done whilst people wait.")),
    of("plainer_word", SCHOOL, LEGAL, add("Notice was given in order to tell them.")),
    of("hard_to_read", AWARD, "reasons", add(" ".join(6 * [OFFICIALESE])), put(" ".join(6 * [OFFICIALESE]))),
    of("hard_to_read", DEPOT, FINANCE, put("\n".join(6 * [OFFICIALESE]))),
    # the notice
    of("short_notice", AWARD, "decision_due_not_before", put("2 February 2026"), put("5/1/2026")),
    of("short_notice", SCHOOL, "notice_first_published", put("18 May 2026"), found="decision_due_not_before"),
    of("short_notice", LEASE, "signature_date", put("20 March 2026"),
       also={"decision_due_not_before": put("20 March 2026")}),
    of("short_exception_notice", BUS, "decision_due_not_before", put("11 November 2026"), put("4 November 2026"),
       put("8 November 2026")),
    of("urgency_not_needed", AWARD, "urgency_route", put("general_exception"), put("special_urgency")),
    of("urgency_not_needed", BUS, "decision_due_not_before", put("10 December 2026"), found="urgency_route"),
    # dates
    of("date_order", AWARD, "decision_due_not_before", put("2 January 2026")),
    of("date_order", LEASE, "signature_date", put("27 March 2026"), put("2 March 2026")),
    of("date_order", LEASE, "publication_date", put("31 March 2026")),
    of("date_order", LEASE, "effective_from", put("1 April 2026")),
    of("date_order", "special_urgency_decided", "urgency_agreement_date", put("17 January 2026"),
       found="signature_date"),
    of("date_to_come", LEASE, "signature_date", put("5 May 2026"), put("1 April 2027")),
    of("date_to_come", AWARD, "notice_first_published", put("5 January 2027")),
    of("date_to_come", "cabinet_budget", "signature_date", put("3 February 2026")),
    of("effective_too_soon", LEASE, "effective_from", put("13 April 2026"), put("3 April 2026"), put("10 April 2026")),
    of("closed_days_unknown", BUS, "decision_due_not_before", put("3 January 2028"), put("1 March 2029")),
    of("closed_days_unknown", LEASE, "effective_from", put("4 January 2028")),
    of("late_publication", LEASE, "publication_date", put("16 April 2026"), put("1 May 2026"), put("20 April 2026")),
    of("stock_date", AWARD, "notice_first_published", put("31 December 2012")),
    of("stock_date", DEPOT, "notice_first_published", put("31/12/2012")),
    of("stock_date", LEASE, "notice_first_published", put("2012-12-31")),
    of("past_future", AWARD, "reasons", add("The grant will run to the end of March 2021.")),
    of("past_future", AWARD, "reasons", add("The tender will be published in August 2025.")),
    of("past_future", "care_home_closure", "reasons", add("Each person will be visited by 31 July 2026.")),
    of("past_future", LEASE, "reasons", add("The open day will be held on 12 September 2025.")),
    of("past_future", AWARD, "reasons", add("The tender shall be published in August 2025."),
       add("The tender is going to be published in August 2025."), add("The firms are going to meet in August 2025.")),
    of("no_such_day", AWARD, "reasons", add("It ends on 31 June 2026."), add("It ended on 30 February 2025.")),
    of("no_such_day", DEPOT, "local_members", add("They answered on 31/04/2026.")),
    of("weekday_differs", AWARD, "cabinet_committee", swap("Wednesday 11", "Tuesday 11")),
    of("weekday_differs", AWARD, "notice_first_published", put("Tuesday 5 January 2026")),
    of("weekday_differs", AWARD, "cabinet_committee", swap("Wednesday 11", "Tue 11"), swap("Wednesday 11", "Thurs. 11"),
       swap("Wednesday 11", "Sat, 11")),
    of("weekday_differs", "library_move", "cabinet_committee", swap("Wednesday 9", "Thursday, 9")),
    of("period_backwards", AWARD, "reasons", add("The pilot ran from 1 April 2025 to 31 March 2024.")),
    of("period_backwards", SCHOOL, "reasons", add("Building takes place between 1 September 2026 – 31 August 2025.")),
    of("period_backwards", LEASE, "decision_clauses[r1].text", swap("31 May 2051", "31 May 2015")),
    of("date_said_otherwise", AWARD, "due_date_reason", swap("5 January", "6 January")),
    of("date_said_otherwise", DEPOT, "due_date_reason", swap("17 April", "7 April")),
    of("date_said_otherwise", LEASE, "reasons", add("The decision was taken on 31 March 2026.")),
    of("meeting_date_differs", AWARD, "cabinet_committee", swap("Wednesday 11", "Thursday 12")),
    of("meeting_date_differs", LEASE, "cabinet_committee", swap("18 March", "17 March")),
    of("meeting_date_differs", "cabinet_budget", "cabinet_committee", add("The Cabinet met on 28 January 2026.")),
    of("term_in_words", AWARD, "decision_clauses[r1].text", swap("31 May 2030", "31 May 2029"),
       swap("four years", "five years")),
    of("term_in_words", AWARD, "reasons", add("It runs from 1 April 2026 to 31 March 2030, a term of three years."),
       add("It runs from 1 April 2026 to 31 March 2030 (36 months)."),
       add("It runs from 1 April 2026 to 31 March 2030, for a fixed period of five (5) years.")),
    of("term_in_words", "partnership_agreement", "decision_clauses[r1].text", swap("twelve months", "18 months")),
    of("term_months", AWARD, "contract_term[r1].months", put("60"), put("36")),
    of("term_months", "waste_variation", "contract_term[r1].months", put("12")),
    of("term_backwards", AWARD, "contract_term[r1].end", put("31 May 2025")),
    of("term_backwards", AWARD, "contract_term[r1].extension_end", put("31 May 2029")),
    of("term_backwards", AWARD, "contract_term[r1].extension_start", put("1 June 2028")),
    # the decision
    of("clause_verb", AWARD, "decision_clauses[r1].verb", put("APPORVE"), put("CONSIDER")),
    of("clause_verb", LEASE, "decision_clauses[r1].verb", put("LET")),
    of("two_actions", AWARD, "decision_clauses[r1].text",
       add("and delegate authority to the Director of Public Health")),
    of("two_actions", LEASE, "decision_clauses[r1].text",
       add("and to delegate authority to the Corporate Director Finance")),
    of("two_actions", DEPOT, "decision_clauses[r1].text",
       add("and delegate the authority to the Chief Executive to act")),
    of("clause_gap", AWARD, "decision_clauses[r1].text", add("to [Successful bidder]")),
    of("clause_gap", LEASE, "decision_clauses[r1].text", add("from [First day]")),
    of("clause_gap", AWARD, "decision_clauses[r3].consulting", put("the [Consulted before acting]")),
    *(of(code, record, f"decision_clauses[{row_id}].approved_wording", put(mark), stage="proposed",
         found=f"decision_clauses[{row_id}].text")
      for code, mark in (("wording_retired", "delegate_all_action 2018-01-01"),
                         ("wording_changed", "direct_award 2024-04-01"))
      for record, row_id in ((AWARD, "r1"), ("it_contract", "r1"), ("it_contract", "r2"))),
    of("delegation_without_post", AWARD, "decision_clauses[r3].delegate_to", put(None)),
    of("delegation_without_post", "public_health", "decision_clauses[r2].text",
       swap("the Director of Public Health", "officers"), found="decision_clauses[r2].delegate_to"),
    of("delegation_without_post", LEASE, "decision_clauses[r1].text",
       add("and delegate authority to the team to sign")),
    of("delegation_without_scope", AWARD, "decision_clauses[r3].text", put("authority"), put("authority as needed")),
    of("delegation_without_scope", "public_health", "decision_clauses[r2].text",
       put("authority to the Director of Public Health, in consultation with the Cabinet Member")),
    of("delegation_without_consultee", "partnership_agreement", "decision_clauses[r2].text",
       put("to sign it and to agree extensions of it."), put("to vary it.")),
    of("delegation_without_consultee", "special_urgency_decided", "decision_clauses[r2].text",
       put("to award the contract.")),
    of("key_said_otherwise", "grant", "reasons", add("This is a key decision."), add("A key decision is required.")),
    of("key_said_otherwise", AWARD, "reasons", add("It is not a key decision, since the sum is in the budget."),
       swap("Without a new", "This is not a key decision, and is a non-key decision. Without a new")),
    of("reason_is_threshold", AWARD, "reasons", put("The decision is over £1m."),
       put("Expenditure is in excess of £1,000,000. It is therefore a key decision."),
       put("It affects more than two electoral divisions")),
    of("divisions_and_reason", AWARD, "divisions_affected", put(("Dover Town",)), put(("Sandwich",))),
    of("divisions_and_reason", "care_home_closure", "divisions_affected", put(("Swale East",))),
    of("signed_by_another", LEASE, "signature_name", put("Kim Instance"), put("The Leader")),
    of("signed_by_another", "young_people_decided", "signature_name", put("K. Instance")),
    of("decider_declares", LEASE, "interests", put("A disclosable pecuniary interest in the trust."),
       put("Pecuniary interest: a shareholding in the café.")),
    of("decider_declares", "young_people_decided", "interests",
       put("A disclosable interest as a landlord in Sheppey.")),
    # titles and numbers
    of("maker_called_otherwise", AWARD, "reasons",
       add("The Cabinet Member for Adult Social Care and Health is asked to agree."),
       add("As Cabinet Member for Environment, I agree.")),
    of("maker_called_otherwise", BUS, "reasons", add("The Cabinet Member for Transport is recommended to accept.")),
    of("title_slip", AWARD, "reasons", add("The Cabinet Member for Adult Social Care and Health has seen the survey.")),
    of("title_slip", AWARD, "local_members", add("The Cabinet Member for Adult Social Services was told.")),
    of("title_slip", BUS, "reasons", add("The Cabinet Member for Highways and Roads has met the operators.")),
    of("not_in_directory", AWARD, "department", put("Social Care, Health & Wellbeing")),
    of("not_in_directory", AWARD, "decision_maker_title", put("Cabinet Member for Environmint")),
    of("not_in_directory", AWARD, "cabinet_committee_name", put("Adult Care Cabinet Committee")),
    of("name_not_listed", AWARD, "reasons", add("The Corporate Director Adult Care and Health has agreed.")),
    of("name_not_listed", SCHOOL, "reasons", add("The Corporate Director of Education reports each year.")),
    of("name_not_listed", "policy", "reasons",
       add("The Children, Young Persons and Education Cabinet Committee agreed.")),
    of("outdated_name", AWARD, "reasons", add("It was led by Social Care, Health & Wellbeing.")),
    of("outdated_name", SCHOOL, "reasons", add("Education & Young People's Services lead the work.")),
    of("outdated_name", BUS, "reasons", add("The Cabinet Member for Planning, Highways, Transport and Waste agrees.")),
    of("title_differs", AWARD, "reasons",
       add("See 26/00012 - Meals at home: new contracts for West Kent, 2026 to 2030.")),
    of("title_differs", DEPOT, "documents_list[r1].title", put("26/00051: Sale of the depots in Mill Lane, Westmarsh")),
    of("title_differs", SCHOOL, "reasons", add("26/00063 – Expansion of Westmarsh Junior School from September 2027")),
    of("status_in_title", AWARD, "title", add("- WITHDRAWN"), add("(urgent)")),
    of("status_in_title", DEPOT, "title", add("(Non-Key decision)")),
    of("cited_number", AWARD, "previous_decisions", put("22/0114"), put("22/00114, 23/0078")),
    of("cited_number", AWARD, "reasons", swap("22/00114", "22/001145")),
    of("number_year", AWARD, "decision_number", put("23/00012"), put("27/00012")),
    of("number_year", SCHOOL, "decision_number", put("25/00063")),
    of("earlier_unnumbered", DEPOT, "reasons", add("A decision was made to keep it until 2025.")),
    of("earlier_unnumbered", SCHOOL, "reasons", add("An earlier decision foresaw this.")),
    of("earlier_unnumbered", AWARD, "reasons", add("\nA previous decision set the price."),
       also={"previous_decisions": put(None)}),
    # options
    of("no_rejected_option", AWARD, "alternatives", without("r2", "r3")),
    of("no_rejected_option", BUS, "alternatives[r1].outcome", put(""), put("recommended"), found="alternatives"),
    of("rejected_without_reason", AWARD, "alternatives[r2].reason", put(""), put("n/a"), put("None.")),
    of("option_both_ways", AWARD, "alternatives", row(name="One contract for East Kent", outcome="rejected",
       reason="Costly"),
       found="alternatives[new].outcome"),
    of("option_both_ways", AWARD, "alternatives[r2].name", put("one contract for  East Kent"),
       found="alternatives[r2].outcome"),
    of("option_both_ways", SCHOOL, "alternatives", row(name="A new school", outcome="recommended"),
       found="alternatives[r2].outcome"),
    of("rejected_but_preferred", AWARD, "alternatives[r3].reason",
       put("This is the preferred option for most bidders.")),
    of("rejected_but_preferred", AWARD, "alternatives[r2].name", put("Do nothing (recommended)")),
    of("rejected_but_preferred", SCHOOL, "alternatives[r2].reason", add("It is recommended.")),
    of("no_do_nothing", AWARD, "alternatives", without("r2")),
    of("no_do_nothing", SCHOOL, "alternatives", without("r1")),
    of("no_do_nothing", "traffic_scheme", "alternatives", without("r1")),
    # money
    of("key_by_value", "grant", "key_value_gbp", put("£1,000,001"), put("£2.4m"), found="key_decision"),
    of("key_by_value", "non_key_fee", "key_value_gbp", put("£38 million"), found="key_decision"),
    of("key_reason_by_value", AWARD, "key_value_gbp", put("£480,000"), found="key_reason"),
    of("key_reason_by_value", LEASE, "key_value_gbp", put("£1,800,000"), found="key_reason"),
    of("key_reason_by_value", "policy", "key_value_gbp", put("£3m"), found="key_reason"),
    of("key_by_amount", "apprenticeships", FINANCE, add("Wages come to £2.1m.")),
    of("key_by_amount", "apprenticeships", "decision_clauses[r1].text", add("It costs £1,250,000.")),
    of("key_by_amount", "grant", FINANCE, add("The fund holds £3 million."), also={"key_value_gbp": put(None)}),
    of("table_total", AWARD, "financial_table[r2].revenue", put("£3,900,000"), found="financial_table"),
    of("table_total", AWARD, "key_value_gbp", put("£4,900,000"), found="financial_table"),
    of("table_total", "cabinet_budget", "financial_table", without("r3")),
    of("sum_differs", AWARD, FINANCE, swap("£300,000", "£400,000")),
    of("sum_differs", SCHOOL, FINANCE, swap("£800,000", "£900,000")),
    of("sum_differs", "partnership_agreement", FINANCE, swap("£41m", "£40m")),
    of("years_times_differ", "contract_extension", FINANCE, swap("£1,260,000", "£1,360,000")),
    of("years_times_differ", "public_health", FINANCE, swap("£9.9m", "£10.9m")),
    of("years_times_differ", "cabinet_budget", FINANCE, swap("three years", "four years")),
    of("value_said_otherwise", AWARD, FINANCE, swap("£4,800,000", "£4,900,000")),
    of("value_said_otherwise", "special_urgency_decided", FINANCE, swap("£1,120,000", "£1,210,000")),
    of("value_said_otherwise", DEPOT, "reasons", add("The total value is £1.45m.")),
    of("annual_without_whole", "apprenticeships", FINANCE, put("The scheme costs £400,000 a year.")),
    of("annual_without_whole", "policy", FINANCE, put("It has an annual budget of £900,000.")),
    of("annual_without_whole", "care_home_closure", FINANCE, put("Closing the home saves £610,000 per annum.")),
    # the law and duties
    of("no_law", AWARD, LEGAL, put("Meals are cooked in two kitchens and brought by van before one o'clock.")),
    of("no_law", DEPOT, LEGAL, put("The depot stands empty and is to be sold.")),
    of("no_law", SCHOOL, LEGAL, put("The school exists already and is to be made larger by 2027.")),
    of("law_name", AWARD, LEGAL, swap("Care Act 2014", "Care Act 2013"), add("See the Equalities Act 2010.")),
    of("law_name", "contract_extension", LEGAL, swap("Public Contracts Regulations 2015",
       "Public Contracting Regulations 2015")),
    of("law_name", DEPOT, LEGAL, swap("Local Government Act", "Local Goverment Act")),
    of("law_of_another_day", AWARD, DATA, add("The Data Protection Act 1998 applies.")),
    of("law_of_another_day", DEPOT, LEGAL, add("The Public Contracts Regulations 2006 do not apply.")),
    of("law_of_another_day", AWARD, "notice_first_published", put("5 January 2025"), found=LEGAL,
       also={"decision_due_not_before": put("10 February 2025")}),
    of("regime_by_date", AWARD, "procurement_regime", put("pcr2015")),
    of("regime_by_date", "contract_extension", "procurement_began", put("3 March 2025"), found="procurement_regime"),
    of("regime_by_date", SCHOOL, LEGAL, add("The Public Contracts Regulations 2015 apply to the builder.")),
    of("assessment_without_finding", AWARD, EQUAL,
       put("An equality impact assessment was completed on 14 November 2025.")),
    of("assessment_without_finding", "policy", EQUAL, put("The EqIA has been completed and found a benefit."),
       also={"eqia_date": put(None)}),
    of("assessment_without_finding", AWARD, DATA, put("A DPIA was carried out in December 2025.")),
    of("assessment_of_other", AWARD, EQUAL,
       add("It rests on the assessment made as part of the original commissioning.")),
    of("assessment_of_other", SCHOOL, EQUAL, add("It was written for the previous scheme.")),
    of("assessment_of_other", LEASE, EQUAL, add("It was made at the time of the original lease.")),
    of("assessment_not_named", AWARD, DATA, put("The provider has answered security questions about its systems.")),
    of("assessment_not_named", "care_home_closure", DATA, put("Files are kept in a locked room.")),
    of("assessment_not_named", "contract_extension", DATA, put("The supplier holds a certificate for its computers.")),
    of("no_impact_claim", AWARD, EQUAL, swap("It found that older people gain from the longer visit",
       "It found no impact")),
    of("no_impact_claim", "care_home_closure", EQUAL, add("There are no implications for anybody else.")),
    of("no_impact_claim", "it_contract", EQUAL, put("The screening of 3 May 2026 found no adverse impact.")),
    of("staff_transfer", AWARD, "reasons", add("It is planned that no staff will transfer.")),
    of("staff_transfer", "care_home_closure", "reasons", add("Six of the staff will transfer to the new home.")),
    of("staff_transfer", "library_move", "reasons", add("No staff will transfer to the centre.")),
    of("award_and_extension", AWARD, "reasons", add("The contract extension costs more than the last.")),
    of("award_and_extension", "it_contract", "reasons", add("The extension of the contract was agreed by all.")),
    of("award_and_extension", "public_health", FINANCE, add("The contract extension is paid from the grant."),
       also={"decision_clauses[r1].text": put("a direct award of the contract for clinics")}),
    # consultation
    of("answer_overtaken", LEASE, "cabinet_committee_outcome", put("to_be_considered")),
    of("answer_overtaken", "cabinet_budget", "cabinet_committee_outcome", put("to_be_considered")),
    of("answer_overtaken", "young_people_decided", "cabinet_committee_outcome", put("It has not met yet")),
    of("committee_still_to_come", "cabinet_budget", "cabinet_committee", add("The plan is to be discussed in May.")),
    of("committee_still_to_come", LEASE, "cabinet_committee", swap("endorsed the proposal at",
       "will consider the proposal at")),
    of("committee_still_to_come", "young_people_decided", "cabinet_committee",
       add("It will be discussed on 9 September 2026.")),
    of("none_beside_consultation", BUS, "reasons", add("Operators and 400 passengers were consulted."),
       add("A public consultation took place in October."), found="consultation_other.none_because"),
    of("none_beside_consultation", "grant", "reasons", add("85 responses were received."),
       found="consultation_other.none_because"),
    # documents and people
    of("appendix_not_listed", AWARD, "reasons", add("The prices stand in Appendix 3.")),
    of("appendix_not_listed", SCHOOL, FINANCE, add("See Appendix 2 for the costs.")),
    of("appendix_not_listed", LEASE, "decision_clauses[r1].text", add("as shown in Annex B")),
    of("contact_without_email", AWARD, "contact[r1].email", put("")),
    of("contact_without_email", DEPOT, "contact[r1].email", put(None)),
    of("contact_without_email", SCHOOL, "contact", put(Rows((Row({"name": "Timesheet Administrators"}, "r1"),))),
       found="contact[r1].email"),
    of("unusable_link", AWARD, "reasons", add("See http://kent590w3:9070/documents/s12.pdf for more.")),
    of("unusable_link", AWARD, "eqia_link", put("https://intranet/eqia")),
    of("unusable_link", DEPOT, "reasons", add("Plans are in \\\\server01\\plans\\depot.")),
    # what the public may see
    of("exempt_in_public", DEPOT, "for_publication", put("yes")),
    of("exempt_in_public", "it_contract", "for_publication", put("Yes")),
    of("exempt_in_public", "fully_exempt", "for_publication", put("yes")),
    of("exempt_document_open", AWARD, "documents_list[r1].title", put("Exempt appendix: prices"),
       put("Prices (not for publication)")),
    of("exempt_document_open", SCHOOL, "documents_list[r2].title", put("Confidential note on land")),
    of("exemption_repeats", DEPOT, "public_interest_test", put("Financial or business affairs of the council"),
       put("Information about the business affairs of a particular person.")),
    of("exemption_repeats", "fully_exempt", "public_interest_test", put("Legal professional privilege")),
    of("restriction_differs", AWARD, "anticipated_restriction", put("part_exempt")),
    of("restriction_differs", DEPOT, "anticipated_restriction", put("open"), put("fully_exempt")),
    of("personal_data", AWARD, "reasons", add("Write to jo.example@mailbox.example."),
       add("Her NHS number is 943 476 5919."),
       add("National Insurance QQ 12 34 56 C was AB 12 34 56 C.")),
    of("personal_data", DEPOT, "reasons", add("The owner's phone is 0130012345."), add("See 01300 123456."),
       add("See 07700900123.")),
    of("personal_data", DEPOT, "reasons", add("Ring 07700 900123."), add("The owner lives at ZZ9 9ZZ.")),
    # words
    of("template_prompt", AWARD, "reasons", add("Provide brief additional context")),
    of("template_prompt", DEPOT, FINANCE, swap("£41,000", "£XX")),
    of("template_prompt", SCHOOL, "reasons", add("The opening day is tbc."), add("The builder is to be confirmed.")),
    of("template_prompt", AWARD, "reasons", add("It costs {{ value }} each year."), add("{% if key %}It is key."),
       add("It is <b>not</b> dear."), add("Meals&nbsp;at home stay."), add('<span lang="en">Meals stay.')),
    of("template_prompt", AWARD, "title", add("<br>"), add("{{title}}")),
    of("cut_short", AWARD, FINANCE, add("\nThe parts are (adult social care £2.5m/ICB")),
    of("cut_short", SCHOOL, "reasons", add("\nThe governors asked for it, and the")),
    of("cut_short", LEASE, LEGAL, add("\nThe conditions are:")),
    of("wrong_box", AWARD, LEGAL, put("26/00012")),
    of("wrong_box", SCHOOL, EQUAL, put("Affects more than two Electoral Divisions")),
    of("wrong_box", DEPOT, FINANCE, put("Sam Example, Surveyor Tel: 03000 410001 Email: property@example.gov.uk")),
    of("wrong_box", LEASE, "local_members", put("4 October 2026")),
    of("stray_bracket", AWARD, LEGAL, swap("Care Act 2014.", "Care Act 2014).")),
    of("stray_bracket", SCHOOL, "reasons", add("The block (with a lift has seven rooms. It opens in 2027.")),
    of("stray_bracket", DEPOT, "reasons", swap("twelve weeks", "twelve (weeks")),
    of("stray_quote", AWARD, "reasons", add("People said: “It is the visit that counts.")),
    of("stray_quote", SCHOOL, "reasons", add('The school is rated "good.')),
    of("stray_quote", LEASE, "reasons", add("The plan ‘A new life for the library is its name.")),
    of("doubled_quote", AWARD, "reasons", add("It serves ‘‘Our Future’.")),
    of("doubled_quote", SCHOOL, "reasons", add("It serves ““Our Future”.")),
    of("doubled_quote", DEPOT, "local_members", add("He spoke of ‘‘a loss’’.")),
    of("doubled_word", AWARD, "reasons", swap("the service would", "the the service would")),
    of("doubled_word", SCHOOL, "decision_clauses[r1].text", swap("from September", "from from September")),
    of("doubled_word", DEPOT, LEGAL, swap("dispose of", "dispose of of")),
    of("missing_word", AWARD, "decision_clauses[r1].text", add("to enable the safe decommissioning the old service")),
    of("missing_word", SCHOOL, "reasons", add("The team has led programme of visits.")),
    of("missing_word", LEASE, "reasons", add("It missed the chance to achieve deliver savings.")),
    of("missing_word", DEPOT, "reasons", add("The cost of for the land is low.")),
    of("word_slip", AWARD, "decision_clauses[r1].text", add("within the agreed contacts")),
    of("word_slip", SCHOOL, "reasons", add("A pubic meeting was held.")),
    of("word_slip", SCHOOL, "reasons", add("The General Data Protection Regulations apply.")),
    of("word_slip", DEPOT, LEGAL, add("The statuary duty is met.")),
    of("broken_line", AWARD, "reasons",
       add("\nThe aim of every visit is to look at the long-\nterm needs of the person.")),
    of("broken_line", SCHOOL, "reasons",
       add("\nThe block of classrooms stands on the field of the\nschool behind the hall.")),
    of("broken_line", DEPOT, "local_members",
       put("The member for the division was told on the day,\nand made no comment.")),
    of("repeated_paragraph", AWARD, "background", put(TWICE), also={"reasons": add(f"\n{TWICE}")}),
    of("repeated_paragraph", SCHOOL, FINANCE, add(f"\n{TWICE}\n{TWICE}")),
    of("repeated_paragraph", DEPOT, "local_members", put(TWICE), also={"reasons": add(f"\n{TWICE}")}),
    of("abbreviation_undefined", AWARD, "reasons", add("The MAH team agrees.")),
    of("abbreviation_undefined", SCHOOL, LEGAL, add("The DfE was told.")),
    of("abbreviation_undefined", DEPOT, "local_members", add("So was the CPRE.")),
    of("abbreviation_two_ways", "partnership_agreement", "reasons", add("The Interim Care Board (ICB) agrees.")),
    of("abbreviation_two_ways", "partnership_agreement", FINANCE, add("The Integrated Care Board (INCAB) pays.")),
    of("abbreviation_two_ways", AWARD, "reasons", add("The SCATH team met, and SCHAT agreed.")),
    of("abbreviation_two_ways", AWARD, "reasons",
       add("The Dartford and Tilbury Road Improvement Group (DATRIG) met. DATIRG agreed.")),
    # questions
    of("worth_answering", "policy", "involves", put(None)),
    of("worth_answering", AWARD, "contract_term", put(None)),
    of("worth_answering", DEPOT, "best_consideration", put(None)),
    of("worth_answering", "policy", "eqia_date", put(None)),
    of("interests_blank", AWARD, "interests", put(None)),
    of("interests_blank", DEPOT, "interests", put(None)),
    of("interests_blank", SCHOOL, "interests", put(None)),
) for mutant in group]

ALWAYS_SAID = {"interests_blank"}
"""While a decision is only proposed, this is said of every record: seeding is no more than leaving it blank."""


def seeded(draft: Draft, mutant: Mutant, form: Form) -> Draft:
    for name, edit in mutant.edits.items():
        path = Path.parse(name)
        old = draft.entry(path)
        new = edit(old)
        field = form.field(name)
        if field is not None and isinstance(new, str) and not isinstance(old, RichText):
            new = field.entry_from_text(new)
        if path.column == "text" and path.row is None and not isinstance(old, RichText):
            new = Implication("answered", from_plain(str(new)))
            path = Path(path.field)
        draft = draft.with_entry(path, new)
    return replace(draft, stage=mutant.stage or draft.stage)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.code}-{mutant.record}-{mutant.at}")
def test_a_seeded_defect_is_found_by_its_rule_at_its_place(
        mutant: Mutant, clean_records: Mapping[str, Any], told_of: Callable[..., tuple[Problem, ...]],
        kent: Form) -> None:
    draft, today = clean_records[mutant.record]
    before = {(one.code, str(one.path), one.message) for one in told_of(draft, today)}
    after = {(one.code, str(one.path), one.message) for one in told_of(seeded(draft, mutant, kent), today)}
    new = {(code, path) for code, path, _ in (after if mutant.code in ALWAYS_SAID else after - before)}
    assert (mutant.code, mutant.at) in new


@pytest.mark.parametrize(("field", "label", "left"), [
    ("legal_implications", "Legal implications:", ()), ("reasons", "Reason(s) for decision:", ()),
    ("title", "Title of Decision:", (LeftOver(9, "Another title"),))])
def test_a_label_that_came_twice_is_found_in_an_imported_record(
        field: str, label: str, left: tuple[LeftOver, ...], clean_records: Mapping[str, Any],
        told_of: Callable[..., tuple[Problem, ...]]) -> None:
    draft, today = clean_records[AWARD]
    repeated = Repeated(field, 9, label, plain_entry(draft.entry(Path(field))))
    imported = replace(draft, imported=Imported("record.txt", {"1": "title"}, left, (repeated,)))
    assert ("repeated_label", field) in {(one.code, str(one.path)) for one in told_of(imported, today)}


def test_every_rule_is_seeded_three_times_and_all_two_hundred_times() -> None:
    counts = Counter(mutant.code for mutant in MUTANTS)
    counts["repeated_label"] = 3
    assert {code for code in RULES if counts[code] < 3} == set()
    assert counts.total() >= 200 and set(counts) <= set(RULES)
