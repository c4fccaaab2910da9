"""Exact pages: LibreOffice's PDF of the Word file, or one sentence; stopped, it leaves nothing running or lying."""

from __future__ import annotations

import os
import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from drafter.app.exact_pages import PATIENCE, ExactPages, office
from drafter.app.facts import facts_for
from drafter.app.preview import draft_of
from drafter.storage.calendars import calendar_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins for LibreOffice are shell scripts")


@pytest.fixture
def program(tmp_path):
    """A stand-in for LibreOffice that does what the script says; "$out" is where the pages go."""
    def make(script: str) -> str:
        file = tmp_path / "soffice"
        file.write_text(f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nout="$2"\n{script}\n')
        file.chmod(0o755)
        return str(file)
    return make


def heard(pages: ExactPages) -> list[object]:
    found: list[object] = []
    pages.made.connect(found.append)
    pages.failed.connect(found.append)
    return found


def test_the_pages_are_a_pdf_in_the_private_folder_under_the_papers_name(qtbot, program, private_home):
    pages = ExactPages(private_home)
    office = program('printf "%%PDF-1.7 %s" "$(cat "$3")" > "$out/paper.pdf"')
    with qtbot.waitSignal(pages.made) as made:
        pages.start(office, "24-00006 Record - DRAFT.docx", b"the Word file")
    (path,) = made.args
    assert path.name == "24-00006 Record - DRAFT.pdf" and path.read_bytes() == b"%PDF-1.7 the Word file"
    assert [one.name for one in path.parent.iterdir()] == [path.name], "nothing else stays"
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700 and not pages.is_busy


def test_pages_made_before_are_removed(qtbot, program, private_home):
    pages = ExactPages(private_home)
    office = program('echo "%PDF" > "$out/paper.pdf"')
    for name in ("one.docx", "two.docx"):
        with qtbot.waitSignal(pages.made) as made:
            pages.start(office, name, b"x")
    assert [one.name for one in made.args[0].parent.iterdir()] == ["two.pdf"]


@pytest.mark.parametrize("script", ["exit 3", "exit 0", 'echo "no pages" > "$out/paper.pdf"', "kill -9 $$"])
def test_what_goes_wrong_is_one_sentence(qtbot, program, private_home, script):
    pages = ExactPages(private_home)
    with qtbot.waitSignal(pages.failed) as failed:
        pages.start(program(script), "one.docx", b"x")
    assert failed.args == ["LibreOffice could not make the pages."]
    assert list((private_home / "exact pages").iterdir()) == []


def test_a_program_that_is_not_there_is_said(qtbot, tmp_path, private_home):
    pages = ExactPages(private_home)
    with qtbot.waitSignal(pages.failed) as failed:
        pages.start(str(tmp_path / "none"), "one.docx", b"x")
    assert failed.args == ["LibreOffice could not make the pages. It did not start."]


def test_stopping_ends_all_that_it_started_and_nothing_more_is_heard(qtbot, program, private_home, tmp_path):
    script = f'sleep 600 & echo $! > "{tmp_path}/child"; wait'
    pages = ExactPages(private_home)
    found = heard(pages)
    pages.start(program(script), "one.docx", b"x")
    qtbot.waitUntil(lambda: (tmp_path / "child").exists() and (tmp_path / "child").read_text().strip() != "")
    child = int((tmp_path / "child").read_text())
    pages.stop()
    qtbot.waitUntil(lambda: not runs(child))
    qtbot.wait(50)
    assert found == [] and not pages.is_busy and list((private_home / "exact pages").iterdir()) == []


def test_one_that_takes_too_long_is_ended(qtbot, program, private_home):
    pages = ExactPages(private_home)
    pages._clock.setInterval(50)
    with qtbot.waitSignal(pages.failed) as failed:
        pages.start(program("sleep 600"), "one.docx", b"x")
    assert failed.args == [f"LibreOffice could not make the pages. It took longer than {PATIENCE // 60_000} minutes."]
    assert not pages.is_busy


@pytest.mark.skipif(not office(), reason="LibreOffice is not on this machine")
def test_libreoffice_makes_the_pages_of_kents_record(qtbot, private_home, kent_pack, filled):
    answers = filled(title="Parking in Marsh Road")
    facts = facts_for(answers, date(2026, 11, 2), calendar_for(kent_pack.form.conventions), {})
    made = draft_of(answers, kent_pack, kent_pack.form.outputs[0], facts)
    pages = ExactPages(private_home)
    with qtbot.waitSignal(pages.made, timeout=120_000) as done:
        pages.start(office(), made.file_name, made.content)
    content = done.args[0].read_bytes()
    assert content.startswith(b"%PDF") and len(content) > 5000


def runs(number: int) -> bool:
    """Whether the process is there, and is more than a name waiting to be collected."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{number}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True
