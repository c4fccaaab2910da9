"""Words for the slips of form authors."""

from __future__ import annotations

from dataclasses import replace

from drafter.model.form_words import called_now


def test_a_field_named_by_its_earlier_id_is_told_by_its_id_now(kent_pack) -> None:
    form = kent_pack.form
    first = form.sections[0]
    renamed = replace(first.fields[0], was=("heading",))
    form = replace(form, sections=(replace(first, fields=(renamed, *first.fields[1:])), *form.sections[1:]))
    assert called_now(form, "heading") == f" The form calls it '{renamed.id}' now."
    assert called_now(form, "headin") == "" == called_now(form, renamed.id)
