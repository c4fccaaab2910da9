"""Which papers are offered for a draft: those of this decision, those not yet due, those that must wait."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.app.generate import check_draft
from drafter.app.papers import offers
from drafter.model.answers import read_answers
from drafter.storage.draft_files import open_draft
from drafter.storage.locations import shipped_root

TODAY = date(2026, 11, 2)


@pytest.fixture
def offered(kent, kent_pack):
    def of(draft):
        found = offers(read_answers(kent, draft), check_draft(draft, kent, TODAY), kent_pack)
        return {offer.output.id: offer for offer in found}
    return of


@pytest.fixture(scope="module")
def sample():
    return open_draft(shipped_root() / "resources" / "samples" / "sample.decision").draft


def test_a_finished_draft_makes_the_papers_of_its_stage_and_says_why_not_the_others(offered, sample, kent):
    found = offered(sample)
    assert list(found) == [output.id for output in kent.outputs]
    assert found["proposed_record"].can_be_made(as_draft=False)
    late = found["signed_record"]
    assert late.why_not == "The decision has not been taken yet." and not late.can_be_made(as_draft=False)


def test_a_draft_can_always_be_made_of_every_paper(offered, sample, draft_of):
    for draft in (sample, draft_of(title="Park")):
        assert all(offer.can_be_made(as_draft=True) for offer in offered(draft).values())


def test_what_is_signed_waits_for_all_that_must_be_fixed_and_a_notice_for_what_it_prints(offered, draft_of, kent):
    draft = draft_of(title="Park")
    found = offered(draft)
    left = sum(problem.severity == "must_fix" for problem in check_draft(draft, kent, TODAY))
    assert found["proposed_record"].left == left > 5
    assert 0 < found["forward_plan_notice"].left < left
    assert not found["proposed_record"].can_be_made(as_draft=False)


def test_a_paper_that_is_not_of_this_decision_does_not_count_what_is_left(offered, draft_of):
    found = offered(draft_of(title="Park", urgency_route="normal"))["urgency_notice"]
    assert found.why_not and found.left == 0
