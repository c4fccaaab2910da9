"""A draft brought to another form by command."""

from __future__ import annotations

import re
from pathlib import Path

from drafter.__main__ import main
from drafter.app.files import open_file


def test_the_report_alone_writes_nothing(begun_earlier, capsys) -> None:
    root, draft = begun_earlier
    before = draft.read_bytes()
    assert main(["migrate", str(draft), "--packs", str(root), "--report-only", "--today", "2026-10-12"]) == 0
    told = capsys.readouterr().out
    assert "From version 1 of the form “westshire” to version 2" in told and "is not asked any more" in told
    assert re.search(r"^  \| -6$", told, re.M) and draft.read_bytes() == before
    assert told.endswith("\nNothing was written.\n")


def test_the_draft_is_on_the_new_form_then_and_what_is_gone_is_shown(begun_earlier, capsys) -> None:
    root, draft = begun_earlier
    assert main(["migrate", str(draft), "--packs", str(root)]) == 0
    assert open_file(draft).draft.form.version == "2"
    assert "is on westshire, version 2 now; what it held is among its earlier versions." in capsys.readouterr().out
    assert main(["migrate", str(draft), "--packs", str(root)]) == 0
    assert "is on the form 'westshire', version 2, as it is now" in capsys.readouterr().out
    assert main(["show", str(draft), "--packs", str(root)]) == 0
    assert capsys.readouterr().out.rstrip().endswith("== Not on this form ==\ncarbon_change\n  -6")


def test_where_it_cannot_be_written_nothing_is_said_to_be_done(begun_earlier, private_home, capsys) -> None:
    root, draft = begun_earlier
    (private_home / "history").write_text("in the way", "utf-8")
    assert main(["migrate", str(draft), "--packs", str(root)]) == 2
    told = capsys.readouterr()
    assert not told.out and "The draft was left as it is." in told.err


def test_another_form_may_be_named(begun_earlier, capsys) -> None:
    root, draft = begun_earlier
    assert main(["migrate", str(draft), "--packs", str(root), "--to", "kent"]) == 0
    assert "to “kent”" in capsys.readouterr().out and open_file(draft).draft.form.id == "kent"


def test_a_form_that_is_not_there_is_a_sentence(begun_earlier, capsys) -> None:
    root, draft = begun_earlier
    before = draft.read_bytes()
    assert main(["migrate", str(draft), "--packs", str(root), "--to", "kentt"]) == 2
    assert "Did you mean 'kent'" in capsys.readouterr().err and Path(draft).read_bytes() == before
