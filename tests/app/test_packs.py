from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.app.packs import all_faults, open_pack, pack_for, refuse_paper_faults
from drafter.model.draft import Draft, FormVersion
from drafter.storage.errors import CannotRead, FormError
from drafter.storage.packs import Pack, keep_pack

Spoil = Callable[[Path, str, str], None]


def test_a_sound_form_opens_and_its_papers_too(root: Path) -> None:
    pack = open_pack("kent", [root])
    assert pack.form.id == "kent" and pack.folder == root / "forms" / "kent"
    for output in pack.form.outputs:
        refuse_paper_faults(pack, output)
    assert all_faults(pack.folder) == ()


def test_a_rule_that_does_not_exist_is_refused_with_its_file_and_place(root: Path, spoil: Spoil) -> None:
    spoil(root / "forms/kent/rules.toml", 'rule = "', 'rule = "no_such_')
    with pytest.raises(FormError, match=r"rules\.toml") as caught:
        open_pack("kent", [root])
    assert "no_such_" in str(caught.value) and str(caught.value).startswith("The form 'kent' cannot be used.")
    assert all_faults(root / "forms/kent") == caught.value.faults


def test_a_slip_in_a_section_is_refused(root: Path, spoil: Spoil) -> None:
    section = next((root / "forms/kent/sections").glob("*.toml"))
    spoil(section, "label = ", "labell = ")
    with pytest.raises(FormError) as caught:
        open_pack("kent", [root])
    assert section.name in str(caught.value) and "Did you mean 'label'?" in str(caught.value)
    assert all_faults(root / "forms/kent") == caught.value.faults


def test_form_rules_and_papers_are_told_together(root: Path, spoil: Spoil) -> None:
    """A slip of each: none hides another, and a field that cannot be read is nobody else's fault."""
    form = root / "forms/kent"
    spoil(form / "rules.toml", 'rule = "date_order"', 'rule = "date_oder"')
    spoil(form / "calendar.toml", "notice_days = 28", "notice_days = 999")
    (root / "templates/kent/proposed_record/layout.docx").write_bytes(b"no Word file")
    three = [str(fault) for fault in all_faults(form)]
    assert any(one.startswith("calendar.toml: notice_days: ") for one in three)
    assert any("Did you mean 'date_order'?" in one for one in three)
    assert any("layout.docx" in one for one in three)
    section = next(file for file in (form / "sections").glob("*.toml") if '"signature_date"' in file.read_text("utf-8"))
    text = section.read_text("utf-8")
    section.write_text(text.replace('id = "signature_date"\n', 'id = "signature_date"\nlabell = "x"\n'), "utf-8")
    four = [str(fault) for fault in all_faults(form)]
    assert set(three) < set(four)
    assert [one for one in four if one not in three and "labell" not in one] == []


def test_a_missing_layout_is_met_when_a_paper_is_made_and_not_before(root: Path) -> None:
    pack = open_pack("kent", [root])
    output = pack.form.outputs[0]
    (pack.templates / output.id / "layout.docx").unlink()
    pack = open_pack("kent", [root])
    with pytest.raises(FormError, match=r"layout\.docx"):
        refuse_paper_faults(pack, output)


def test_an_unknown_form_is_answered_with_the_one_that_was_meant(root: Path) -> None:
    with pytest.raises(CannotRead, match="Did you mean 'kent'"):
        open_pack("kentt", [root])


def test_a_draft_finds_the_form_it_was_written_on(root: Path, tmp_path: Path) -> None:
    pack = open_pack("kent", [root])
    found = pack_for(Draft(pack.form.form_version), [root], tmp_path)
    assert found.pack.form == pack.form and not found.note
    written_by_hand = Draft(FormVersion("kent", pack.form.version))
    assert not pack_for(written_by_hand, [root], tmp_path).note


def changed(root: Path, spoil: Spoil, version: str) -> Pack:
    before = open_pack("kent", [root])
    spoil(root / "forms/kent/form.toml", f'version = "{before.form.version}"', f'version = "{version}"')
    return before


def test_a_kept_form_serves_its_draft_when_the_council_has_a_new_one(root: Path, tmp_path: Path, spoil: Spoil) -> None:
    home = tmp_path / "home"
    keep_pack(open_pack("kent", [root]), home)
    before = changed(root, spoil, "99")
    found = pack_for(Draft(before.form.form_version), [root], home)
    assert found.pack.form.version == before.form.version and not found.note
    assert found.pack.folder.is_relative_to(home)
    shutil.rmtree(root)
    assert pack_for(Draft(before.form.form_version), [root], home).pack.form.version == before.form.version


def test_a_form_that_was_not_kept_gives_way_to_the_current_one_and_that_is_said(root: Path, tmp_path: Path,
                                                                                spoil: Spoil) -> None:
    before = changed(root, spoil, "99")
    found = pack_for(Draft(before.form.form_version), [root], tmp_path / "home")
    assert found.pack.form.version == "99"
    assert found.note == (f"This draft was written on version {before.form.version} of the form 'kent', which is not "
                          "on this computer; version 99 is used.")
    same = replace(before.form.form_version, version="99")
    assert "has changed since" in pack_for(Draft(same), [root], tmp_path / "home").note


def test_a_kept_form_that_was_changed_is_not_used(root: Path, tmp_path: Path, spoil: Spoil) -> None:
    home = tmp_path / "home"
    keep_pack(open_pack("kent", [root]), home)
    before = changed(root, spoil, "99")
    spoil(home / "packs" / before.form.sha256 / "forms/kent/form.toml", "council = ", "council= ")
    assert pack_for(Draft(before.form.form_version), [root], home).pack.form.version == "99"


def test_a_draft_of_a_form_that_is_nowhere_is_a_sentence(root: Path, tmp_path: Path) -> None:
    for name in ("essex", "../kent", "/etc", ""):
        with pytest.raises(CannotRead, match="There is no form"):
            pack_for(Draft(FormVersion(name, "1", "../../x")), [root], tmp_path)


def test_a_layout_that_other_programs_cannot_open_is_a_fault(root: Path) -> None:
    layout = root / "templates/kent/proposed_record/layout.docx"
    with zipfile.ZipFile(layout) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    links = parts["word/_rels/document.xml.rels"].replace(b"</Relationships>", (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" '
        b'Target="comments.xml"/></Relationships>'))
    with zipfile.ZipFile(layout, "w") as package:
        for name, content in parts.items():
            package.writestr(name, links if name.endswith("document.xml.rels") else content)
    faults = all_faults(root / "forms/kent")
    assert [fault.file for fault in faults] == ["templates/kent/proposed_record/layout.docx"]
    assert "other programs cannot open it" in faults[0].sentence.lower()


def test_a_shared_wording_that_no_paper_wants_is_told(root: Path) -> None:
    (root / "templates/kent/wordings/reasns.j2").write_text("{{ reasons }}", encoding="utf-8")
    assert [str(fault) for fault in all_faults(root / "forms/kent")] == [
        "templates/kent/wordings/reasns.j2: No paper has a place for it."]


def test_a_slip_in_a_shared_wording_is_told_once_however_many_papers_use_it(
        root: Path, spoil: Spoil) -> None:
    spoil(root / "templates/kent/wordings/reasons.j2", "background", "backgruond")
    (fault,) = all_faults(root / "forms/kent")
    assert fault.file == "templates/kent/wordings/reasons.j2" and "Did you mean 'background'?" in fault.sentence
