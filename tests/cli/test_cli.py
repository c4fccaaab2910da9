from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest

import drafter
from drafter.checks.field_checks import DEMANDS
from drafter.checks.rules import RULES
from drafter.cli import main, printed
from drafter.model.draft import Implication, Row, Rows
from drafter.model.draft import Path as FieldPath
from drafter.model.figures import printed_date
from drafter.model.form import Form
from drafter.model.rich_text import RichText, plain
from drafter.storage.draft_files import format_draft, open_draft
from drafter.storage.locations import resources, shipped_root

CHECKOUT = Path(drafter.__file__).parents[1]
DAY = ("--today", "2026-10-12")


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """One command, in this process: run("check", path). What goes wrong is one line and no traceback."""

    def run(*argv: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main([str(one) for one in argv])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Result(code, out, err)

    return run


def whole(*argv: object, **settings: object) -> subprocess.CompletedProcess[str]:
    """One command, as its own process."""
    return subprocess.run([sys.executable, "-m", "drafter", *map(str, argv)], capture_output=True, text=True,
                          encoding="utf-8", check=False, cwd=CHECKOUT, **settings)  # type: ignore[call-overload]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return Path(shutil.copy(resources() / "samples" / "sample.decision", tmp_path / "sample.decision"))


@pytest.fixture
def blank(run: Run, tmp_path: Path) -> Path:
    assert run("new", "-o", tmp_path / "blank").code == 0
    return tmp_path / "blank.decision"


@pytest.fixture
def newer(sample: Path) -> Path:
    path = sample.with_name("newer.decision")
    path.write_bytes(format_draft(open_draft(sample).draft).replace(b'"schema": 1', b'"schema": 9'))
    return path


def fails(result: Result, code: int, *words: str) -> None:
    """One sentence or two on standard error, nothing on standard output."""
    assert result.code == code, result
    assert result.out == "" and len(result.err.splitlines()) == 1, result
    for word in words:
        assert word in result.err


# ---- new, set, show ------------------------------------------------------------------------------------------------


def test_new_makes_a_draft_says_where_and_never_replaces_one(run: Run, tmp_path: Path) -> None:
    result = run("new", "-o", tmp_path / "road")
    assert result == Result(0, f"{tmp_path / 'road.decision'}\n", "")
    assert open_draft(tmp_path / "road.decision").draft.form.id == "kent"
    fails(run("new", "-o", tmp_path / "road.decision"), 3, "already")
    fails(run("new", "-o", tmp_path / "gone" / "road"), 3, "folder")
    fails(run("new", "-o", tmp_path / "road.docx"), 2, ".decision", "'road.decision'")
    assert not (tmp_path / "road.docx").exists()
    fails(run("new", "--form", "ken", "-o", tmp_path / "other"), 2, "Did you mean 'kent'?")


def test_set_writes_one_field_as_if_it_were_typed(run: Run, blank: Path) -> None:
    for field, value in (("title", "Renewal of Marsh Bridge"), ("key_decision", "yes"), ("key_value_gbp", "£1.2m"),
                         ("key_reason", '["money"]'), ("reasons", "It is worn.\nIt floods.")):
        assert run("set", blank, field, value) == Result(0, "", "")
    draft = open_draft(blank).draft
    assert draft.entries["title"] == "Renewal of Marsh Bridge" and draft.entries["key_value_gbp"] == "£1.2m"
    assert draft.entries["key_reason"] == ("money",)
    reasons = draft.entries["reasons"]
    assert isinstance(reasons, RichText) and len(reasons.blocks) == 2


def test_set_takes_standard_input_whatever_its_length(run: Run, blank: Path) -> None:
    text = "A paragraph of a paste – with “quotes”, {{ 7*7 }}, & and <b>, עברית and 🚧.\n" * 12_000
    assert run("set", blank, "reasons", "-", stdin=text.encode()).code == 0
    reasons = open_draft(blank).draft.entries["reasons"]
    assert isinstance(reasons, RichText) and plain(reasons) == text.rstrip("\n")
    fails(run("set", blank, "reasons", "-", stdin=b"\xff\xfe"), 2, "UTF-8")


def test_set_leaves_out_what_no_record_can_hold_and_says_how_much(run: Run, blank: Path) -> None:
    result = run("set", blank, "title", "Marsh\x07 Bri\ud83ddge\x00")
    assert (result.code, result.out) == (0, "")
    assert result.err == "3 characters that no record can hold were left out.\n"
    assert open_draft(blank).draft.entries["title"] == "Marsh Bridge"


def test_set_writes_structures_from_json_and_their_cells_by_row(run: Run, blank: Path) -> None:
    rows = {"rows": [{"cells": {"name": "Do nothing", "outcome": "rejected"}, "id": "one"}]}
    assert run("set", blank, "alternatives", json.dumps(rows)).code == 0
    assert run("set", blank, "alternatives[one].reason", "It would close.").code == 0
    entry = open_draft(blank).draft.entries["alternatives"]
    assert isinstance(entry, Rows) and entry.rows[0].cells["name"] == "Do nothing"
    reason = entry.rows[0].cells["reason"]
    assert isinstance(reason, RichText) and plain(reason) == "It would close."
    implication = {"state": "none", "because": "nothing is collected"}
    assert run("set", blank, "data_protection_implications", json.dumps(implication)).code == 0
    assert run("set", blank, "data_protection_implications.because", "no data is held").code == 0
    draft = open_draft(blank).draft
    assert draft.entry(FieldPath("data_protection_implications", None, "because")) == "no data is held"


def test_set_with_an_empty_text_empties_the_field(run: Run, blank: Path) -> None:
    run("set", blank, "title", "Marsh Bridge")
    assert run("set", blank, "title", "").code == 0
    assert "title" not in open_draft(blank).draft.entries


def test_a_part_that_is_set_says_in_which_state_the_field_is(run: Run, blank: Path) -> None:
    for part, text, state in (("because", "no law is touched", "none"), ("waiting_for", "Legal Services", "waiting"),
                              ("text", "The Act applies.", "answered")):
        assert run("set", blank, f"legal_implications.{part}", text) == Result(0, "", "")
        entry = open_draft(blank).draft.entries["legal_implications"]
        assert isinstance(entry, Implication) and entry.state == state
    assert (plain(entry.text), entry.because, entry.waiting_for) == ("The Act applies.", "no law is touched",
                                                                     "Legal Services")
    run("set", blank, "legal_implications.because", "")
    emptied = open_draft(blank).draft.entries["legal_implications"]
    assert isinstance(emptied, Implication) and (emptied.state, emptied.because) == ("answered", "")


def test_set_keeps_what_does_not_fit_its_field_and_says_what_would(run: Run, blank: Path) -> None:
    """A draft may be wrong, but it may never be lost: the exit code says that it was written."""
    assert run("set", blank, "signature_date", "soonish").code == 0
    result = run("set", blank, "key_value_gbp", "a lot")
    assert (result.code, result.out) == (0, "")
    assert result.err == '"a lot" is not an amount. Enter the amount as in £1,250,000 or £1.25m.\n'
    assert open_draft(blank).draft.entries["key_value_gbp"] == "a lot"


def test_set_takes_a_day_as_people_say_it(run: Run, blank: Path) -> None:
    assert run("set", blank, "decision_due_not_before", "tomorrow") == Result(0, "", "")
    tomorrow = date.today() + timedelta(1)
    assert open_draft(blank).draft.entries["decision_due_not_before"] == printed_date(tomorrow)
    assert run("timetable", "--notice", "today").code == 0


def test_a_mark_that_names_no_field_says_what_it_takes(run: Run, blank: Path) -> None:
    fails(run("set", blank, "exempt", "public"), 2, "'public' is not something to mark as exempt.",
          "drafter set DRAFT exempt title")


def test_set_takes_a_draft_from_one_stage_to_another(run: Run, blank: Path) -> None:
    for stage in ("decided", "Published ", "proposed"):
        assert run("set", blank, "stage", stage) == Result(0, "", "")
        assert open_draft(blank).draft.stage == stage.strip().lower()
    fails(run("set", blank, "stage", "decidd"), 2, "Did you mean 'decided'?", "proposed, decided, published")


def test_set_marks_a_field_a_row_or_a_part_as_exempt_and_takes_the_mark_away(run: Run, blank: Path) -> None:
    run("set", blank, "documents_list", '{"rows": [{"cells": {"title": "Bids"}, "id": "bids"}]}')
    for path in ("reasons", "documents_list[bids]", "documents_list[bids].title", "legal_implications.text"):
        assert run("set", blank, "exempt", path) == Result(0, "", "")
    run("set", blank, "exempt", "reasons")
    assert sorted(open_draft(blank).draft.exempt) == ["documents_list[bids]", "documents_list[bids].title",
                                                      "legal_implications.text", "reasons"]
    assert run("set", blank, "public", "documents_list[bids]") == Result(0, "", "")
    assert "documents_list[bids]" not in open_draft(blank).draft.exempt
    fails(run("set", blank, "public", "title"), 2, "'title' is not marked as exempt", "reasons")
    fails(run("set", blank, "exempt", "reason"), 2, "Did you mean 'reasons'?")
    fails(run("set", blank, "exempt", "documents_list[gone]"), 2, "no row 'gone'")
    fails(run("set", blank, "exempt", ""), 2, "not a field path")


@pytest.mark.parametrize(("field", "words"), [
    ("titel", "Did you mean 'title'?"), ("alternatives[x].reason", "no row 'x'"), ("a b", "not a field path"),
    ("sample[", "not a field path"), ("legal_implications.becuase", "Did you mean 'because'?"),
    ("title.text", "'title' has no 'text'"), ("alternatives.name", "'alternatives' has no 'name'"),
    ("alternatives[r].nme", "Did you mean 'name'?"), ("alternatives[r]", "column by column")])
def test_set_names_a_field_that_is_not_there(run: Run, blank: Path, field: str, words: str) -> None:
    run("set", blank, "alternatives", '{"rows": [{"cells": {"name": "A"}, "id": "r"}]}')
    before = blank.read_bytes()
    fails(run("set", blank, field, "x"), 2, words)
    assert blank.read_bytes() == before


def test_a_structure_that_is_no_structure_is_a_sentence(run: Run, blank: Path) -> None:
    before = blank.read_bytes()
    fails(run("set", blank, "alternatives", '{"rows": 3}'), 2)
    assert blank.read_bytes() == before


def test_show_prints_every_label_with_its_text(run: Run, sample: Path, kent) -> None:  # type: ignore[no-untyped-def]
    result = run("show", sample)
    assert result.code == 0 and result.err == ""
    lines = result.out.splitlines()
    for field in kent.fields:
        assert any(line.startswith(f"{field.label} ({field.id})") for line in lines), field.id
    assert "  Yes" in lines and "  26/00041" in lines
    draft = open_draft(sample).draft
    reasons = draft.entries["reasons"]
    assert isinstance(reasons, RichText)
    assert all(f"  {line}" in lines for line in plain(reasons).split("\n"))


def test_show_as_json_gives_the_text_of_every_path(run: Run, sample: Path) -> None:
    shown = json.loads(run("show", sample, "--format", "json").out)
    texts = {one["field"]: one["text"] for one in shown["fields"]}
    assert texts["decision_number"] == "26/00041" and texts["key_decision"] == "Yes"
    assert shown["stage"] == "proposed" and shown["form"]["id"] == "kent" and shown["newer"] is False
    file = json.loads(sample.read_text("utf-8"))
    assert shown["entries"] == file["content"]["entries"]
    clauses = file["content"]["entries"]["decision_clauses"]["rows"]
    assert texts[f"decision_clauses[{clauses[0]['id']}].verb"] == "APPROVE"


def test_show_keeps_what_is_not_asked_cannot_be_read_or_is_on_no_form(run: Run, blank: Path) -> None:
    draft = open_draft(blank).draft.with_entry(FieldPath("key_reason"), ("money",))
    draft = draft.with_entry(FieldPath("signature_date"), "soonish").with_entry(FieldPath("old_field"), "kept\nwords")
    draft = draft.with_row_added("alternatives", Row({}, "r1"))
    blank.write_bytes(format_draft(draft.with_stage("decided")))
    out = run("show", blank).out
    assert "(key_reason) - not asked now\n  money\n" in out
    assert "(signature_date) - cannot be read\n  soonish\n" in out
    assert "== Not on this form ==\nold_field\n  kept\n  words\n" in out


def test_show_lets_no_draft_command_the_terminal(run: Run, blank: Path) -> None:
    blank.write_bytes(format_draft(open_draft(blank).draft.with_entry(FieldPath("title"), "a\x1b[2Jb\x9bc\x07")))
    out = run("show", blank).out
    assert "  a\ufffd[2Jb\ufffdc\ufffd\n" in out and not {"\x1b", "\x9b", "\x07"} & set(out)


# ---- import --------------------------------------------------------------------------------------------------------


def test_import_puts_every_line_in_a_field_or_prints_it_as_left_over(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "record.txt"
    record.write_text("Title of Decision: Renewal of Marsh Bridge\n\nUnder the arches\n\nReason(s) for decision:\n"
                      "It is worn.\n", encoding="utf-8")
    result = run("import", record, "-o", tmp_path / "bridge")
    assert (result.code, result.out) == (0, f"{tmp_path / 'bridge.decision'}\n")
    out = run("show", tmp_path / "bridge.decision").out
    for words in ("Renewal of Marsh Bridge", "Under the arches", "It is worn."):
        assert words in out
    imported = json.loads(run("show", tmp_path / "bridge.decision", "--format", "json").out)["imported"]
    assert imported["source"] == "record.txt" and imported["trail"]
    fails(run("import", record, "-o", tmp_path / "bridge"), 3, "already")
    fails(run("import", tmp_path / "gone.txt", "-o", tmp_path / "x"), 2, "'gone.txt'")
    fails(run("import", record, "-o", tmp_path / "x.docx"), 2, "'x.decision'")
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)
    fails(run("import", tmp_path / "huge.txt", "-o", tmp_path / "x"), 2, "'huge.txt' is larger than 8 MB, more than")


def test_what_an_import_left_over_is_told_and_shown_last(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "record.txt"
    record.write_text("Skip to main content\nTitle of Decision: Marsh Bridge\n", encoding="utf-8")
    draft = tmp_path / "bridge.decision"
    assert run("import", record, "-o", draft).err == ("1 line found no field; drafter show prints it at the end.\n")
    assert run("show", draft).out.splitlines()[-2:] == ["== Left over from record.txt ==",
                                                        "line 1: Skip to main content"]
    record.write_text("Skip to main content\nMenu\nTitle of Decision: Marsh Bridge\n", encoding="utf-8")
    told = run("import", record, "-o", tmp_path / "other").err
    assert told == "2 lines found no field; drafter show prints them at the end.\n"


# ---- explain -------------------------------------------------------------------------------------------------------


@pytest.fixture
def odd(run: Run, sample: Path) -> Path:
    """The sample with two things to explain and one to consider."""
    for field in ("background", "strategy_alignment"):
        assert run("set", sample, field, "The end of the works is to be confirmed.").code == 0
    return sample


def test_a_reason_is_kept_with_its_name_and_shown_apart(run: Run, odd: Path) -> None:
    told = ("explain", odd, "template_prompt@background", "The contractor names the day.", "--name", "A. Clerk", *DAY)
    assert run(*told) == Result(0, "", "")
    text = run("check", odd, *DAY).out.splitlines()
    assert text[0] == f"{odd}: 1 must be explained, 1 advice, 1 explained"
    assert text[-2].startswith("  explained: background: ")
    assert text[-1] == "    because: The contractor names the day. (A. Clerk, 2026-10-12)"
    printed_ = json.loads(run("check", odd, "--format", "json", *DAY).out)
    assert {one["field"] for one in printed_["problems"]} == {"strategy_alignment", "interests"}
    (said,) = printed_["explained"]
    assert (said["code"], said["field"], said["reason"], said["who"], said["when"]) == (
        "template_prompt", "background", "The contractor names the day.", "A. Clerk", "2026-10-12")


def test_a_reason_lets_the_record_be_made_and_a_change_asks_again(run: Run, odd: Path, tmp_path: Path) -> None:
    record = ("render", odd, "--output", "proposed_record", "-o", tmp_path / "a.docx", *DAY)
    refused = run(*record)
    assert refused.code == 1 and refused.err.startswith("Nothing was written: 2 must be explained first.")
    for field in ("background", "strategy_alignment"):
        run("explain", odd, f"template_prompt@{field}", "-", *DAY, stdin=b"The contractor names the day.\n")
    assert run(*record).code == 0
    run("set", odd, "background", "Who pays is to be confirmed.")
    assert run(*record).code == 1


def test_the_name_in_the_settings_stands_with_the_reason(run: Run, odd: Path, private_home: Path) -> None:
    (private_home / "settings.json").write_text('{"name": "B. Officer"}', encoding="utf-8")
    run("explain", odd, "template_prompt@background", "The contractor names the day.", *DAY)
    assert [one.who for one in open_draft(odd).draft.explanations] == ["B. Officer"]


def test_advice_is_dismissed_without_a_reason_and_asked_for_again(run: Run, sample: Path) -> None:
    run("explain", sample, "interests_blank", *DAY)
    assert run("check", sample, *DAY).out == f"{sample}: nothing is left to put right, 1 dismissed\n"
    told = json.loads(run("check", sample, "--format", "json", *DAY).out)["explained"]
    assert [one["reason"] for one in told] == [""]
    run("explain", sample, "interests_blank", "--again", *DAY)
    assert run("check", sample, *DAY).out.splitlines()[0] == f"{sample}: 1 advice"


@pytest.mark.parametrize("argv, words", [
    (("template_promt@background", "x"), "Did you mean 'template_prompt'?"),
    (("template_prompt", "The day is named."), "was found at 2 places"),
    (("template_prompt@backgrund", "The day is named."), "Did you mean 'background'?"),
    (("template_prompt@background",), "There is no reason yet"),
    (("template_prompt@background", "n/a"), '"n/a" gives no reason'),
    (("template_prompt@background", "--again"), "Nothing was said"),
])
def test_a_finding_that_is_not_there_or_words_without_a_reason_are_a_sentence(
        run: Run, odd: Path, argv: tuple[str, ...], words: str) -> None:
    before = odd.read_bytes()
    fails(run("explain", odd, *argv, *DAY), 2, words)
    assert odd.read_bytes() == before


def test_what_must_be_fixed_is_not_explained(run: Run, blank: Path) -> None:
    fails(run("explain", blank, "missing@title", "The council has no titles."), 2, "must be put right")


# ---- rules ---------------------------------------------------------------------------------------------------------


def test_rules_as_json_has_all_that_is_known_of_each(run: Run) -> None:
    told = json.loads(run("rules", "--format", "json").out)["rules"]
    codes = [one["code"] for one in told]
    assert len(codes) == len(set(codes)) and {*RULES, "missing", "unreadable"} <= set(codes)
    for one in told:
        assert one["severity"] in printed.SEVERITIES and one["stages"]
        for member in ("family_title", "looks_at", "sentence", "why", "waiver"):
            assert one[member], (one["code"], member)
    assert any(one["law"] and not one["local"] and one["source"] == one["law"] for one in told), "statute"
    assert any(one["local"] and one["source"].startswith("Council rule") for one in told), "the council's own"


def test_rules_of_a_form_are_those_it_switches_on_in_its_own_words(run: Run, kent: Form) -> None:
    told = json.loads(run("rules", "--form", "kent", "--format", "json").out)["rules"]
    ours = [one for one in told if one["code"] not in {demand.code for demand in DEMANDS}]
    assert sorted(one["code"] for one in ours) == sorted(entry.rule for entry in kent.rules)
    for entry in kent.rules:
        if entry.message:
            assert entry.message in [one["sentence"] for one in ours if one["code"] == entry.rule]
    fails(run("rules", "--form", "kant"), 2, "Did you mean 'kent'?")


def test_rules_as_text_names_each_with_its_source_and_who_may_waive_it(run: Run) -> None:
    text = run("rules").out
    assert "== Notice and urgency ==" in text and "short_notice - must be fixed" in text
    told = text.partition("\nshort_notice - ")[2].partition("\n\n")[0]
    assert "  Source: Regulation 9(2)" in told and "  May be waived by: " in told
    assert "  Why it matters: " in told and "  Looks at: " in told


# ---- check ---------------------------------------------------------------------------------------------------------


def test_check_says_what_is_left_and_how_bad_it_is(run: Run, sample: Path, blank: Path) -> None:
    assert run("check", sample, *DAY).code == 0
    result = run("check", blank, *DAY)
    assert result.code == 1 and result.err == ""
    assert "  must be fixed: title: " in result.out


def test_check_as_json_has_one_problem_a_place_with_its_law(run: Run, sample: Path, blank: Path) -> None:
    result = run("check", sample, blank, "--format", "json", *DAY)
    problems = json.loads(result.out)["problems"]
    assert result.code == 1
    assert {one["draft"] for one in problems} == {str(sample), str(blank)}
    assert all(set(one) >= {"draft", "code", "severity", "field", "message", "law", "local", "why", "fixes"}
               for one in problems)
    title = next(one for one in problems if one["draft"] == str(blank) and one["field"] == "title")
    assert title["severity"] == "must_fix" and title["message"]
    for one in problems:
        for fix in one["fixes"]:
            assert fix["label"] and all(set(edit) == {"field", "entry"} for edit in fix["edits"])


def test_one_file_that_cannot_be_used_does_not_hide_the_others(run: Run, sample: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.decision"
    bad.write_bytes(sample.read_bytes()[:999])
    assert run("set", sample, "title", "").code == 0
    result = run("check", bad, sample, tmp_path / "gone.decision", "--format", "json", *DAY)
    assert result.code == 2
    assert [line.split("'")[1] for line in result.err.splitlines()] == ["bad.decision", "gone.decision"]
    found = json.loads(result.out)
    assert {one["draft"] for one in found["problems"]} == {str(sample)}
    assert "title" in {one["field"] for one in found["problems"]}
    assert [one["draft"] for one in found["unusable"]] == [str(bad), str(tmp_path / "gone.decision")]
    assert [one["message"] for one in found["unusable"]] == result.err.splitlines()


def test_today_is_what_it_is_said_to_be(run: Run, blank: Path) -> None:
    first = run("check", blank, "--today", "2026-10-12").out
    assert first == run("check", blank, "--today", "12 October 2026").out
    fails(run("check", blank, "--today", "soon"), 2, "'soon' is not a date")


# ---- bad input -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("check",), ("show",), ("set", "title", "x"), ("render", "--output",
                                                                                    "proposed_record")])
def test_every_command_names_a_draft_that_cannot_be_used(run: Run, tmp_path: Path, sample: Path,
                                                         command: tuple[str, ...]) -> None:
    huge, cut, other = tmp_path / "huge.decision", tmp_path / "cut.decision", tmp_path / "other.decision"
    with huge.open("wb") as file:
        file.truncate(200_000_000)
    cut.write_bytes(sample.read_bytes()[:-30])
    other.write_text('{"name": "another program"}')
    folder = tmp_path / "folder.decision"
    folder.mkdir()
    name, *rest = command
    for path in (huge, cut, other, folder, tmp_path / "gone.decision"):
        fails(run(name, path, *rest), 2, f"'{path.name}'")


def test_a_draft_of_a_newer_version_is_shown_and_checked_but_never_written(run: Run, newer: Path,
                                                                           tmp_path: Path) -> None:
    before = newer.read_bytes()
    for command in (("show", newer), ("check", newer, *DAY)):
        result = run(*command)
        assert result.code == 0 and "newer version of drafter" in result.err and result.out
    fails(run("set", newer, "title", "x"), 2, "newer version of drafter")
    signed = run("render", newer, "--output", "proposed_record", "-o", tmp_path / "a.docx", *DAY)
    assert signed.code == 2 and not (tmp_path / "a.docx").exists()
    assert newer.read_bytes() == before


@pytest.mark.parametrize("argv", [
    ("chekc",), ("chekc", "x.decision"), ("check",), ("new",), ("set", "a"), ("render", "x"), ("timetable",),
    ("form",), ("form", "chek", "x"), ("check", "--nonsense", "x"), ("--packs", "/nowhere/at/all", "check", "x"),
    ("timetable", "--notice", "2026-02-30"), ("timetable", "--route", "urgent"),
    ("show", "a", "--format", "xml"), ("timetable", "--notice", "9999-12-31"), ("gone.decision",), ("a", "b", "c")])
def test_what_cannot_be_understood_is_one_sentence(run: Run, argv: tuple[str, ...]) -> None:
    fails(run(*argv), 2)


def test_a_mistyped_command_is_answered_with_the_one_meant(run: Run) -> None:
    for more in ((), ("a.decision",), ("a.decision", "--format", "json"), ("--today", "soon")):
        fails(run("chekc", *more), 2, "no such command", "Did you mean 'check'?")
    fails(run("--packs", ".", "chekc", "a.decision"), 2, "Did you mean 'check'?")


def test_help_and_version_are_no_errors(run: Run) -> None:
    assert run("--version") == Result(0, f"drafter {drafter.__version__}\n", "")
    for argv in (["--help"], ["check", "--help"], ["timetable", "-h"]):
        result = run(*argv)
        assert result.code == 0 and result.out.startswith("usage: drafter")


# ---- render --------------------------------------------------------------------------------------------------------


def test_render_writes_the_record_and_says_where(run: Run, sample: Path, tmp_path: Path) -> None:
    before = sample.read_bytes()
    result = run("render", sample, "--output", "proposed_record", "-o", tmp_path / "record.docx", *DAY)
    assert result == Result(0, f"{tmp_path / 'record.docx'}\n", "")
    assert zipfile.is_zipfile(tmp_path / "record.docx")
    assert sample.read_bytes() == before
    beside = Path(run("render", sample, "--output", "proposed_record", *DAY).out.strip())
    assert beside.parent == tmp_path and beside.suffix == ".docx" and beside.exists()


def test_render_never_replaces_a_file_unasked(run: Run, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "record.docx"
    target.write_text("edited")
    command = ("render", sample, "--output", "proposed_record", "-o", target, *DAY)
    fails(run(*command), 3, "'record.docx'", "left as it is")
    assert target.read_text() == "edited"
    assert run(*command, "--replace").code == 0
    assert zipfile.is_zipfile(target)
    fails(run(*command), 3, "There is a file 'record.docx' already", "--replace")
    target.write_text("edited again")
    fails(run(*command), 3, "'record.docx' was changed after drafter wrote it", "--replace")
    assert target.read_text() == "edited again"


def test_render_to_share_makes_a_draft_that_carries_its_answers(run: Run, sample: Path, tmp_path: Path) -> None:
    assert run("render", sample, "--output", "proposed_record", "-o", tmp_path / "a.docx", "--share", *DAY).code == 0
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert "customXml/item1.xml" in package.namelist()
        assert "DRAFT" in package.read("word/header1.xml").decode()


def test_render_refuses_to_make_public_what_is_exempt(run: Run, sample: Path, tmp_path: Path) -> None:
    secret = "The lowest tender came from Marlow Bridges at four million pounds."
    for field in ("exempt_information", "background"):
        assert run("set", sample, field, secret).code == 0
    fails(run("render", sample, "--output", "proposed_record", "-o", tmp_path / "a.docx", "--as-draft", *DAY), 2,
          "would make public what is marked exempt", "'the lowest tender came from'", "Take the words out of")
    assert not (tmp_path / "a.docx").exists()


def test_render_for_signature_waits_until_nothing_must_be_fixed(run: Run, blank: Path, tmp_path: Path) -> None:
    target = tmp_path / "record.docx"
    result = run("render", blank, "--output", "proposed_record", "-o", target, *DAY)
    assert result.code == 1 and result.out == "" and not target.exists()
    assert "must be fixed" in result.err and "title: " in result.err and "--as-draft" in result.err
    assert run("render", blank, "--output", "proposed_record", "-o", target, "--as-draft", *DAY).code == 0
    assert zipfile.is_zipfile(target)


def test_render_makes_every_paper_of_the_sample_as_a_draft(run: Run, sample: Path, tmp_path: Path, kent: Form) -> None:
    for output in kent.outputs:
        for suffix in output.formats:
            target = tmp_path / f"{output.id}.{suffix}"
            result = run("render", sample, "--output", output.id, "-o", target, "--as-draft", *DAY)
            assert result == Result(0, f"{target}\n", ""), output.id
            assert zipfile.is_zipfile(target) or target.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_render_says_in_a_sentence_why_a_paper_is_not_made(run: Run, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "record.docx"
    result = run("render", sample, "--output", "signed_record", "-o", target, *DAY)
    assert result == Result(2, "", "'Record of decision' is not made: The decision has not been taken yet.\n")
    assert not target.exists()


def test_render_names_a_paper_or_a_format_that_there_is_not(run: Run, sample: Path, tmp_path: Path) -> None:
    fails(run("render", sample, "--output", "proposed_recrod"), 2, "Did you mean 'proposed_record'?")
    fails(run("render", sample, "--output", "proposed_record", "-o", tmp_path / "a.odt"), 2, ".odt", ".docx")
    fails(run("render", sample, "--output", "proposed_record", "-o", tmp_path / "gone" / "a.docx", *DAY), 3, "folder")


# ---- timetable -----------------------------------------------------------------------------------------------------


def dates(run: Run, *argv: str) -> dict[str, object]:
    result = run("timetable", *argv, "--format", "json")
    assert result.code == 0 and result.err == ""
    found: dict[str, object] = json.loads(result.out)
    explanations = found.pop("explanations")
    assert isinstance(explanations, dict) and set(explanations) == set(found)
    assert all(one["count"] and one["source"] for one in explanations.values())
    return found


def test_the_timetable_counts_from_a_notice_a_publication_and_a_need(run: Run) -> None:
    assert dates(run, "--notice", "2015-02-20") == {"earliest_decision": "2015-03-21",
                                                    "earliest_general_exception": "2015-03-02"}
    assert dates(run, "--needed-by", "2027-04-01", *DAY) == {"latest_notice": "2027-03-03",
                                                             "latest_general_exception_notice": "2027-03-22"}
    assert dates(run, "--in-force-by", "2027-04-01", *DAY) == {
        "latest_notice": "2027-02-21", "latest_general_exception_notice": "2027-03-12",
        "latest_publication": "2027-03-22"}
    assert dates(run, "--published", "2026-12-22") == {"call_in_ends": "2026-12-31", "effective_from": "2027-01-01"}
    assert dates(run, "--published", "2026-12-22", "--no-call-in") == {"effective_from": "2026-12-22"}
    assert dates(run, "--committee", "2026-11-12") == {"agenda": "2026-11-04"}
    assert dates(run, "--notice", "2026-02-20", "--route", "urgent", "--agreed", "2026-02-24") == {
        "earliest_special_urgency": "2026-02-24", "earliest_decision": "2026-03-21"}


def test_a_day_that_comes_too_early_is_told_with_its_count(run: Run) -> None:
    command = ("timetable", "--notice", "2015-02-20", "--decision", "2015-03-20")
    result = run(*command)
    assert result.code == 1
    assert result.out.splitlines()[2:4] == [
        "Decision taken: 2015-03-20, Friday - Too early: one clear day short",
        "  27 clear days between 2015-02-20 and 2015-03-20: one short. Regulation 9(2), SI 2012/2089."]
    explained = json.loads(run(*command, "--format", "json").out)["explanations"]["decision"]
    assert explained["fault"] == "Too early: one clear day short" and explained["count"].startswith("27 clear days")


def test_a_latest_day_that_has_passed_says_so(run: Run) -> None:
    result = run("timetable", "--needed-by", "2026-11-10", "--today", "2026-10-13")
    assert result.code == 1 and "Latest notice: 2026-10-12, Monday - 1 day ago\n" in result.out


def test_the_timetable_of_a_draft_holds_the_days_written_in_it(run: Run, sample: Path) -> None:
    result = run("timetable", sample, "--format", "json")
    found = json.loads(result.out)
    assert result.code == 0 and found["notice"] == "2026-10-09" and found["due"] == "2026-10-19"
    assert found["earliest_general_exception"] == "2026-10-19"
    early = run("timetable", sample, "--decision", "2026-10-16")
    assert early.code == 1 and "4 clear working days between 2026-10-09 and 2026-10-16: one short" in early.out


def test_days_that_nobody_knows_yet_are_told(run: Run) -> None:
    assert "Closed days are known until 31 December 2027." in run("timetable", "--published", "2027-12-23").out
    assert "known until" not in run("timetable", "--published", "2027-12-13").out


def test_days_on_which_the_council_is_closed_are_not_counted(run: Run) -> None:
    closed = ("--closed", "2026-12-29", "2026-12-30", "--closed", "31/12/2026")
    assert dates(run, "--published", "2026-12-22", *closed) == {"call_in_ends": "2027-01-06",
                                                                        "effective_from": "2027-01-07"}


def test_the_timetable_is_kents_whatever_the_settings_say(run: Run, private_home: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(shipped_root() / "forms" / "kent", root / "forms" / "kent")
    calendar = root / "forms" / "kent" / "calendar.toml"
    text = calendar.read_text("utf-8")
    assert "notice_days = 28" in text
    calendar.write_text(text.replace("notice_days = 28", "notice_days = 10"), encoding="utf-8")
    (private_home / "settings.json").write_text(json.dumps({"pack_roots": [str(root)]}))
    assert dates(run, "--notice", "2015-02-20")["earliest_decision"] == "2015-03-21"
    assert dates(run, "--notice", "2015-02-20", "--form", "kent")["earliest_decision"] == "2015-03-03"


def test_the_days_that_did_not_count_are_told_with_their_reasons(run: Run) -> None:
    command = ("timetable", "--published", "2026-12-22", "--closed", "2026-12-29")
    explained = json.loads(run(*command, "--format", "json").out)["explanations"]["effective_from"]
    assert list(explained["closed"]) == ["2026-12-25", "2026-12-28", "2026-12-29", "2027-01-01"]
    assert explained["closed"]["2026-12-25"] == "Christmas Day"
    out = run(*command).out
    assert "  Not counted: 2026-12-25, Christmas Day.\n" in out and "  Not counted: 2026-12-29, said to be" in out
    notice = json.loads(run("timetable", "--needed-by", "2026-12-31", "--format", "json").out)["explanations"]
    assert notice["latest_notice"]["closed"] == {}, "every day of the notice counts"


def test_a_year_that_no_record_can_mean_is_refused_as_in_a_draft(run: Run) -> None:
    for day in ("5000-01-01", "0215-03-04"):
        fails(run("timetable", "--needed-by", day), 2, day, "1000 to 2999")


def test_the_timetable_in_words_says_how_it_counted(run: Run) -> None:
    out = run("timetable", "--notice", "2015-02-20").out
    assert "Earliest on the normal route: 2015-03-21, Saturday\n  28 clear days between 2015-02-20 and 2015-03-" in out
    assert "SI 2012/2089" in out


# ---- forms and packs -----------------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("forms", "templates"):
        shutil.copytree(shipped_root() / name / "kent", tmp_path / "root" / name / "kent")
    return tmp_path / "root"


def test_form_check_takes_a_form_or_a_root(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("form", "check", root) == run("form", "check", root / "forms" / "kent") == Result(0, "kent: no faults\n",
                                                                                               "")
    monkeypatch.chdir(root / "forms" / "kent")
    assert run("form", "check", ".") == Result(0, "kent: no faults\n", "")
    fails(run("form", "check", root / "templates"), 2, "holds no form")
    fails(run("form", "check", root / "gone"), 2, "holds no form")


def test_form_check_prints_every_fault_with_its_file_and_place(run: Run, root: Path) -> None:
    section = sorted((root / "forms/kent/sections").glob("*.toml"))[0]
    section.write_text(section.read_text("utf-8").replace("label = ", "lable = "), encoding="utf-8")
    result = run("form", "check", root)
    assert result.code == 2 and "faults" in result.out
    assert len(result.err.splitlines()) > 1
    assert all(section.name in line for line in result.err.splitlines() if "lable" in line)
    assert "Did you mean 'label'?" in result.err


def test_form_layout_makes_the_layout_that_kents_record_started_from(run: Run, tmp_path: Path) -> None:
    outline = shipped_root() / "templates" / "kent" / "proposed_record" / "layout.txt"
    made = tmp_path / "layout.docx"
    assert run("form", "layout", outline, "-o", made) == Result(0, f"{made}\n", "")
    assert "Reason(s) for decision:" in [paragraph.text for paragraph in docx.Document(str(made)).paragraphs]
    fails(run("form", "layout", outline, "-o", made), 3, "layout.docx")
    (tmp_path / "bad.txt").write_text("[Heding 1] Reasons", encoding="utf-8")
    fails(run("form", "layout", tmp_path / "bad.txt", "-o", tmp_path / "new.docx"), 2, "Did you mean 'Heading 1'?")
    assert not (tmp_path / "new.docx").exists()


def test_what_may_not_be_read_of_a_form_is_named(run: Run, root: Path, tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    read, look = Path.read_bytes, Path.stat

    def closed_file(path: Path) -> bytes:
        if path.name == "layout.docx":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    def closed_folder(path: Path, **settings: bool) -> os.stat_result:
        if path.parent == tmp_path / "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, **settings)

    monkeypatch.setattr(Path, "read_bytes", closed_file)
    fails(run("form", "check", root), 2, "'layout.docx' could not be read (Permission denied)")
    fails(run("--packs", root, "new", "-o", tmp_path / "a"), 2, "'layout.docx' could not be read")
    monkeypatch.setattr(Path, "stat", closed_folder)
    fails(run("form", "check", tmp_path / "closed"), 2, "closed' cannot be looked into (Permission denied)")


def test_form_check_looks_at_layouts_too(run: Run, root: Path) -> None:
    (root / "templates/kent/proposed_record/layout.docx").write_bytes(b"no Word file")
    result = run("form", "check", root)
    assert result.code == 2 and "layout.docx" in result.err


def test_packs_may_be_named_before_or_after_the_command(run: Run, root: Path, tmp_path: Path) -> None:
    form = root / "forms/kent/form.toml"
    text = form.read_text("utf-8")
    (root / "forms/kent").rename(root / "forms/essex")
    (root / "templates/kent").rename(root / "templates/essex")
    (root / "forms/essex/form.toml").write_text(text.replace('id = "kent"', 'id = "essex"', 1), encoding="utf-8")
    assert run("--packs", root, "new", "--form", "essex", "-o", tmp_path / "a").code == 0
    assert run("new", "--packs", root, "--form", "essex", "-o", tmp_path / "b").code == 0
    assert open_draft(tmp_path / "a.decision").draft.form.id == "essex"
    fails(run("new", "--form", "essex", "-o", tmp_path / "c"), 2, "There is no form 'essex'")


def test_damaged_settings_are_told_and_do_not_stop_the_work(run: Run, private_home: Path, tmp_path: Path) -> None:
    (private_home / "settings.json").write_text("{")
    result = run("new", "-o", tmp_path / "a")
    assert result.code == 0 and "settings" in result.err and (tmp_path / "a.decision").exists()


# ---- the whole process ---------------------------------------------------------------------------------------------


def test_a_fault_of_our_own_is_a_sentence_without_a_word_of_the_draft(run: Run, blank: Path,
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("secret words of the draft")

    monkeypatch.setattr(printed, "draft_as_text", fail)
    result = run("show", blank)
    fails(result, 2, "A fault in drafter itself", "KeyError in test_cli.py, line ")
    assert "secret" not in result.err


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (MemoryError(), 2),
                                             (OSError(28, "No space left on device"), 3)])
def test_interruptions_end_in_a_sentence(run: Run, blank: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException,
                                         code: int) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(printed, "draft_as_text", fail)
    monkeypatch.setattr("drafter.cli._close_output", lambda: None)
    fails(run("show", blank), code)


def test_commands_import_no_qt_and_check_no_word(sample: Path) -> None:
    code = ("import sys; from drafter.__main__ import main; "
            f"code = main(['check', {str(sample)!r}, '--today', '2026-10-12']); "
            "sys.exit(code or sorted({'PySide6', 'docx', 'jinja2', 'lxml'} & set(sys.modules)) or 0)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=CHECKOUT)
    assert (done.returncode, done.stderr) == (0, "")


def test_help_needs_nothing_heavy() -> None:
    code = ("import sys; from drafter.__main__ import main; main(['--help']); main(['check', '--help']); "
            "sys.exit(sorted({'PySide6', 'docx', 'jinja2', 'lxml', 'pydantic', 'holidays'} & set(sys.modules)) or 0)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=CHECKOUT)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_window_without_a_screen_is_a_sentence(sample: Path) -> None:
    bare = {name: value for name, value in os.environ.items()
            if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = whole(sample, env=bare)
    assert done.returncode == 2 and done.stderr.startswith("There is no screen") and not done.stdout


def test_exit_codes_reach_the_shell_and_any_text_reaches_any_terminal(sample: Path, tmp_path: Path) -> None:
    plain_terminal = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    whole("set", sample, "title", "Brücke 🚧 – “neu”", env=plain_terminal)
    shown = whole("show", sample, env=plain_terminal)
    assert shown.returncode == 0 and "Brücke 🚧 – “neu”" in shown.stdout and not shown.stderr
    assert whole("check", tmp_path / "gone").returncode == 2
    assert whole("new", "-o", sample).returncode == 3


def test_a_reader_that_goes_away_and_a_full_disk_are_no_tracebacks(sample: Path) -> None:
    command = [sys.executable, "-m", "drafter", "show", str(sample)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=CHECKOUT)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 3 and said == b""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=CHECKOUT)
    assert done.returncode == 3 and done.stderr == "The computer refused (No space left on device).\n"
