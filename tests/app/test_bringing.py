"""A draft goes to its council's new form as one step: what changes is told first, and what was written stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from drafter.app import bringing, versions
from drafter.app.files import open_file
from drafter.app.packs import open_pack, pack_for
from drafter.model.brought import brought_to
from drafter.model.draft import Path as FieldPath
from drafter.model.failure import Failure
from drafter.storage.packs import Pack

TODAY = date(2026, 10, 12)


def packs(root: Path, draft: Path, home: Path) -> tuple[Pack, Pack]:
    found = pack_for(open_file(draft).draft, [root], home)
    assert found.latest is not None and not found.note
    return found.pack, found.latest


def test_a_draft_stays_on_the_form_it_was_begun_on_and_the_new_one_is_known(begun_earlier, private_home: Path) -> None:
    old, new = packs(*begun_earlier, private_home)
    assert (old.form.version, new.form.version) == ("1", "2")
    assert pack_for(bringing.report(open_file(begun_earlier[1]).draft, old, new, TODAY).draft, [begun_earlier[0]],
                    private_home).latest is None


def test_the_report_tells_what_changes_for_this_draft(begun_earlier, private_home: Path) -> None:
    old, new = packs(*begun_earlier, private_home)
    report = bringing.report(open_file(begun_earlier[1]).draft, old, new, TODAY)
    groups = dict(report.groups())
    assert report.title == "From version 1 of the form “westshire” to version 2"
    assert [line.holds for line in groups["What you wrote"]] == ["-6", "Possible"]
    assert [line.words for line in groups["New questions"]] == ["“In a flood zone” is asked now. It may stay empty."]
    assert any("call in days was 3, and is 4 now" in line.words for line in groups["Rules, days and papers"])


def test_what_the_check_says_then_and_did_not_say_before_is_told(begun_earlier, private_home: Path) -> None:
    old, _ = packs(*begun_earlier, private_home)
    root, draft = begun_earlier
    rules = root / "forms" / "westshire" / "rules.toml"
    rules.write_text(rules.read_text("utf-8").replace('above = "£500,000"', 'above = "£1"'), "utf-8")
    new = open_pack("westshire", [root])
    earlier = open_file(draft).draft.with_entry(FieldPath("key_decision"), "no")
    report = bringing.report(earlier, old, new, TODAY)
    back = bringing.report(report.draft, new, old, TODAY)
    assert [one.code for one in report.found] == ["key_by_value"]
    assert "key_by_value" in {one.code for one in back.settled}


def test_it_is_written_with_the_new_form_and_what_it_was_is_kept(begun_earlier, private_home: Path) -> None:
    old, new = packs(*begun_earlier, private_home)
    opened = open_file(begun_earlier[1])
    bringing.bring(opened, bringing.report(opened.draft, old, new, TODAY), private_home)
    after = open_file(begun_earlier[1]).draft
    assert after.form == new.form.form_version and after.entries == opened.draft.entries
    kept = versions.list_versions(after.id, private_home)
    assert kept[0].why == "brought" and versions.draft_of(kept[0]) == opened.draft
    assert versions.draft_on(kept[0], new, private_home) == after


def test_where_no_version_can_be_kept_nothing_is_written(begun_earlier, private_home: Path) -> None:
    old, new = packs(*begun_earlier, private_home)
    opened = open_file(begun_earlier[1])
    before = begun_earlier[1].read_bytes()
    (private_home / "history").write_text("a file where the folder would be", "utf-8")
    with pytest.raises(Failure, match=r"No version of .* was kept") as caught:
        bringing.bring(opened, bringing.report(opened.draft, old, new, TODAY), private_home)
    assert str(caught.value).endswith("The draft was left as it is.") and str(private_home) in str(caught.value)
    assert opened.draft.id not in str(caught.value) and "history" not in str(caught.value)
    assert begun_earlier[1].read_bytes() == before


def test_a_draft_whose_form_nobody_has_any_more_is_brought_all_the_same(begun_earlier, private_home: Path) -> None:
    _, new = packs(*begun_earlier, private_home)
    report = bringing.report(open_file(begun_earlier[1]).draft, None, new, TODAY)
    assert [line.holds for line in dict(report.groups())["What you wrote"]] == ["-6", "possible"]


def test_to_another_council_and_back_every_answer_is_where_it_was(begun_earlier, private_home: Path, kent_pack) -> None:
    old, _ = packs(*begun_earlier, private_home)
    draft = open_file(begun_earlier[1]).draft
    away = brought_to(draft, old.form, kent_pack.form).draft
    assert brought_to(away, kent_pack.form, old.form).draft.entries == draft.entries
