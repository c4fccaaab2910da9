"""The door for forms: what is right comes in, and what is wrong is named with its file, its place and a sentence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.model.conditions import AllOf, Equals, Includes, StageFrom
from drafter.model.draft import Path as FieldPath
from drafter.model.fields import ChoiceField, ClausesField, LineField, TableField
from drafter.model.form import DirectoryEntry, Form
from drafter.storage.errors import FormError
from drafter.storage.form_files import load_form
from drafter.storage.locations import shipped_root

FORM = """
id = "small"
version = "1"
title = "A small form"
council = "Westshire Council"
sections = ["one", "two"]
decision_maker_field = "maker"

[[outputs]]
id = "record"
title = "Record"
file_name = "{decision_number} {title}"
"""

ONE = """
title = "One"

[[fields]]
id = "title"
kind = "line"
label = "Title"
required = true

[[fields]]
id = "decision_number"
kind = "line"
label = "Number"
pattern = '\\d{2}'
pattern_hint = "Enter two digits"

[[fields]]
id = "maker"
kind = "choice"
label = "Decision maker"
directory = "posts"

[[fields]]
id = "is_key"
kind = "yes_no"
label = "Key decision"

[[fields]]
id = "involves"
kind = "multi_choice"
label = "Involves"
choices = [{ id = "land", label = "Land" }, { id = "money" }]
"""

TWO = """
title = "Two"
introduction = "The second page."

[[fields]]
id = "clauses"
kind = "clauses"
label = "Decision"
directory = "posts"
verbs = ["APPROVE", "DELEGATE"]

[[fields]]
id = "terms"
kind = "table"
label = "Terms"
when = { field = "involves", includes = "land" }
columns = [
    { id = "start", kind = "date", label = "Start" },
    { id = "who", kind = "choice", label = "Who", directory = "posts" },
]

[[fields]]
id = "why"
kind = "rich_text"
label = "Why"
words = [10, 200]
required_when = { all_of = [{ field = "is_key", equals = "yes" }, { stage_from = "decided" }] }
"""

DIRECTORY = """
posts = [
    { title = "Leader", since = 2020-05-01 },
    { title = "Mayor", until = 2020-04-30 },
]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "forms" / "small"
    (folder / "sections").mkdir(parents=True)
    (folder / "form.toml").write_text(FORM)
    (folder / "sections" / "one.toml").write_text(ONE)
    (folder / "sections" / "two.toml").write_text(TWO)
    (folder / "directory.toml").write_text(DIRECTORY)
    return folder


@pytest.fixture
def faults_after(folder: Path) -> Callable[..., list[str]]:
    """What is said after one text in a file was replaced by another."""

    def faults(name: str, old: str, new: str) -> list[str]:
        file = folder / name
        text = file.read_text()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        file.write_text(text.replace(old, new))
        return _faults(folder)

    return faults


def _faults(folder: Path) -> list[str]:
    with pytest.raises(FormError) as caught:
        load_form(folder)
    return [str(fault) for fault in caught.value.faults]


# What comes in


def test_a_form_comes_in_with_its_sections_fields_and_outputs_in_order(folder: Path) -> None:
    form = load_form(folder)
    assert (form.id, form.title, form.council) == ("small", "A small form", "Westshire Council")
    assert [section.id for section in form.sections] == ["one", "two"]
    assert [field.id for field in form.fields] == ["title", "decision_number", "maker", "is_key", "involves", "clauses",
                                                   "terms", "why"]
    assert [output.file_name for output in form.outputs] == ["{decision_number} {title}"]


def test_a_field_has_the_settings_of_its_kind(folder: Path) -> None:
    number = load_form(folder).field("decision_number")
    assert isinstance(number, LineField)
    assert (number.pattern, number.pattern_hint, number.required) == (r"\d{2}", "Enter two digits", False)


def test_conditions_come_in_as_values(folder: Path) -> None:
    form = load_form(folder)
    terms, why = form.field("terms"), form.field("why")
    assert terms is not None and terms.when == Includes("involves", "land")
    assert why is not None and why.required_when == AllOf((Equals("is_key", "yes"), StageFrom("decided")))


def test_a_directory_list_fills_choices_posts_and_columns_with_its_dates(folder: Path) -> None:
    form = load_form(folder)
    maker, clauses, terms = form.field("maker"), form.field("clauses"), form.field("terms")
    assert isinstance(maker, ChoiceField) and isinstance(clauses, ClausesField) and isinstance(terms, TableField)
    who = terms.column("who")
    assert isinstance(who, ChoiceField)
    for choices in (maker.choices, clauses.posts, who.choices):
        assert [(choice.id, choice.since, choice.until) for choice in choices] == [
            ("Leader", date(2020, 5, 1), None), ("Mayor", None, date(2020, 4, 30))]
    assert form.directory["posts"][0] == DirectoryEntry(title="Leader", since=date(2020, 5, 1))


def test_a_column_is_found_by_its_path(folder: Path) -> None:
    column = load_form(folder).at(FieldPath("terms", "some-row", "start"))
    assert column is not None and column.label == "Start"


def test_the_calendar_comes_in_with_its_closed_days(folder: Path) -> None:
    (folder / "calendar.toml").write_text('notice_days = 5\nnotice_day_type = "working"\n[closed_days]\n'
                                          '2026-12-29 = "Offices closed"\n')
    conventions = load_form(folder).conventions
    assert (conventions.notice_days, conventions.notice_day_type) == (5, "working")
    assert conventions.closed_days == {date(2026, 12, 29): "Offices closed"}


def test_a_rule_keeps_what_is_its_own_as_settings(folder: Path) -> None:
    (folder / "rules.toml").write_text('[[rules]]\nrule = "clear_days"\nseverity = "must_explain"\n'
                                       'stages = ["decided"]\nlaw = "Regulation 9"\nfield = "title"\nmost = 3\n')
    (entry,) = load_form(folder).rules
    assert (entry.rule, entry.severity, entry.stages, entry.law) == ("clear_days", "must_explain", ("decided",),
                                                                     "Regulation 9")
    assert entry.settings == {"field": "title", "most": 3}


def test_windows_line_endings_and_a_byte_order_mark_do_no_harm(folder: Path) -> None:
    file = folder / "sections" / "one.toml"
    file.write_bytes(b"\xef\xbb\xbf" + ONE.replace("\n", "\r\n").encode())
    assert load_form(folder).field("title") is not None


# What is refused


def test_all_slips_are_told_at_once(folder: Path) -> None:
    (folder / "sections" / "one.toml").write_text(ONE.replace("required = true", "requird = true"))
    (folder / "sections" / "two.toml").write_text(TWO.replace('kind = "date"', 'kind = "dat"'))
    (folder / "directory.toml").write_text(DIRECTORY.replace("since", "sinse"))
    assert len(_faults(folder)) == 3


@pytest.mark.parametrize(("name", "old", "new", "expected"), [
    ("sections/one.toml", "required = true", "requird = true",
     "sections/one.toml: field 'title': 'requird' is not a key of a field of kind line. Did you mean 'required'?"),
    ("sections/one.toml", "required = true", 'required = "yes"',
     "sections/one.toml: field 'title', required: \"yes\" stands where true or false belongs."),
    ("sections/one.toml", 'label = "Title"', "label = 7",
     "sections/one.toml: field 'title', label: 7 stands where text in quotes belongs."),
    ("sections/one.toml", 'label = "Title"\n', "",
     "sections/one.toml: field 'title': 'label' is missing."),
    ("sections/one.toml", 'kind = "yes_no"', 'kind = "yes_or_no"',
     "sections/one.toml: field 'is_key': 'yes_or_no' is no kind of field. Did you mean 'yes_no'?"),
    ("sections/one.toml", 'kind = "yes_no"\n', "",
     "sections/one.toml: field 'is_key': 'kind' is missing. The kinds are: line, rich_text, date, money, whole_number, "
     "yes_no, choice, multi_choice, table, clauses, options, people, documents, consultation, implication."),
    ("sections/one.toml", '{ id = "money" }', '{ id = "money", lable = "Money" }',
     "sections/one.toml: field 'involves', choices, 'money': 'lable' is not a key of a choice. Did you mean 'label'?"),
    ("sections/one.toml", '{ id = "money" }', '"money"',
     "sections/one.toml: field 'involves', choices, 2: \"money\" stands where a choice belongs, as a table of keys."),
    ("sections/one.toml", 'title = "One"', 'titel = "One"',
     "sections/one.toml: 'titel' is not a key of a section. Did you mean 'title'?"),
    ("sections/two.toml", 'kind = "date", label', 'kind = "date", labl',
     "sections/two.toml: field 'terms', column 'start': 'labl' is not a key of a field of kind date. "
     "Did you mean 'label'?"),
    ("sections/two.toml", "[10, 200]", '[10, "200"]',
     "sections/two.toml: field 'why', words: [10, \"200\"] stands where a list of 2 whole numbers belongs."),
    ("sections/two.toml", '["APPROVE", "DELEGATE"]', '"APPROVE"',
     "sections/two.toml: field 'clauses', verbs: \"APPROVE\" stands where a list of texts in quotes belongs."),
    ("sections/two.toml", 'includes = "land" }', 'inclueds = "land" }',
     "sections/two.toml: field 'terms', when: A condition needs one of these keys: equals, one_of, includes, answered, "
     "stage_from, all_of, any_of, none_of. Did you mean 'includes'?"),
    ("sections/two.toml", 'includes = "land" }', 'includes = "land", equals = "land" }',
     "sections/two.toml: field 'terms', when: One condition cannot have both 'equals' and 'includes'. Put each in a "
     "table of its own under all_of or any_of."),
    ("sections/two.toml", '{ field = "is_key", equals = "yes" }', '{ feild = "is_key", equals = "yes" }',
     "sections/two.toml: field 'why', required_when, all_of, 1: 'feild' is not a key of a condition with 'equals'. "
     "Did you mean 'field'?"),
    ("sections/two.toml", 'stage_from = "decided"', 'stage_from = "decide"',
     "sections/two.toml: field 'why', required_when, all_of, 2, stage_from: \"decide\" stands where one of 'proposed', "
     "'decided', 'published' belongs. Did you mean 'decided'?"),
    ("sections/two.toml", '{ field = "involves", includes = "land" }', '"involves"',
     "sections/two.toml: field 'terms', when: \"involves\" stands where a condition belongs, such as "
     '{ field = "key_decision", equals = "yes" }.'),
    ("directory.toml", "since = 2020-05-01", 'since = "1 May 2020"',
     "directory.toml: posts, 'Leader', since: \"1 May 2020\" stands where a day such as 2026-04-01 (without quotes) "
     "belongs."),
    ("directory.toml", 'title = "Leader", ', "",
     "directory.toml: posts, 1: 'title' is missing."),
    ("directory.toml", "posts = [", "posts = 3\nothers = [",
     "directory.toml: posts: 3 stands where a list of tables belongs."),
    ("form.toml", 'council = ', 'counsil = ',
     "form.toml: 'counsil' is not a key of a form. Did you mean 'council'?"),
    ("form.toml", 'version = "1"', "version = 1",
     "form.toml: version: 1 stands where text in quotes belongs."),
    ("form.toml", 'id = "small"', 'id = "smal"',
     "form.toml: id: The form calls itself 'smal' but its folder is called 'small'. Give both the same name."),
    ("form.toml", '"one", "two"', '"one", "two", "three"',
     "sections/three.toml: The file is missing."),
    ("form.toml", '"one", "two"', '"one", "two", "../two"',
     "form.toml: sections: '../two' is not fit for an id. Use small letters, digits and underscores, beginning with a "
     "letter."),
    ("form.toml", '"one", "two"', '"one"',
     "sections/two.toml: form.toml does not list the section 'two'. Add it to 'sections', or take the file away."),
    ("form.toml", 'file_name = ', 'filename = ',
     "form.toml: outputs, 'record': 'filename' is not a key of an output. Did you mean 'file_name'?"),
])
def test_a_slip_is_named_with_its_file_its_place_and_a_sentence(
        faults_after: Callable[..., list[str]], name: str, old: str, new: str, expected: str) -> None:
    assert expected in faults_after(name, old, new)


@pytest.mark.parametrize(("old", "new", "expected"), [
    ('title = "One"', 'title = "One', "sections/one.toml: Line 2 is not TOML: Illegal character '\\n'."),
    ('kind = "yes_no"', "kind yes_no",
     "sections/one.toml: Line 25 is not TOML: Expected '=' after a key in a key/value pair."),
])
def test_bad_toml_is_named_with_its_line(faults_after: Callable[..., list[str]], old: str, new: str,
                                         expected: str) -> None:
    assert expected in faults_after("sections/one.toml", old, new)


def test_a_broken_field_is_not_missed_by_what_refers_to_it(faults_after: Callable[..., list[str]]) -> None:
    assert len(faults_after("sections/one.toml", 'kind = "multi_choice"', 'kind = "many"')) == 1


def test_a_directory_with_a_slip_is_told_once_and_not_by_each_field_that_uses_it(folder: Path) -> None:
    two = TWO.replace('includes = "land"', 'includes = "lnad"').replace(
        'required_when = { all_of = [', 'required_when = { all_of = [{ field = "maker", equals = "Leader" }, ')
    (folder / "sections" / "two.toml").write_text(two)
    mistyped = ("sections/two.toml: field 'terms', when: \"lnad\" is none of the choices of 'involves'. Did you mean "
                "'land'?")
    for wrong, told in (("2020-13-01", "directory.toml: Line 3 is not TOML"),
                        ('"2020-05-01"', "directory.toml: posts, 'Leader', since: ")):
        (folder / "directory.toml").write_text(DIRECTORY.replace("2020-05-01", wrong))
        found = _faults(folder)
        assert len(found) == 2 and found[0].startswith(told) and found[1] == mistyped


def test_a_section_that_is_not_listed_is_read_and_its_fields_are_known(folder: Path) -> None:
    (folder / "form.toml").write_text(FORM.replace('["one", "two"]', '["two"]'))
    (folder / "sections" / "one.toml").write_text(ONE.replace("required = true", "requird = true"))
    assert _faults(folder) == [
        "sections/one.toml: form.toml does not list the section 'one'. Add it to 'sections', or take the file away.",
        "sections/one.toml: field 'title': 'requird' is not a key of a field of kind line. Did you mean 'required'?"]


def test_a_name_that_is_fit_for_no_field_is_never_proposed(folder: Path) -> None:
    (folder / "sections" / "one.toml").write_text(ONE.replace('"decision_number"', '"Decision Number"'))
    found = _faults(folder)
    assert any("'Decision Number' is not fit for an id" in one for one in found)
    assert any("There is no field 'decision_number'." in one for one in found)
    assert not any("Did you mean 'Decision Number'" in one for one in found)


def test_a_day_that_never_was_is_named(folder: Path) -> None:
    (folder / "calendar.toml").write_text('[closed_days]\n2026-02-30 = "Offices closed"\n')
    assert _faults(folder) == [
        "calendar.toml: closed_days: '2026-02-30' is not a day. Write year-month-day, such as 2026-12-29."]


def test_a_closed_day_needs_its_reason(folder: Path) -> None:
    (folder / "calendar.toml").write_text("[closed_days]\n2026-12-29 = true\n")
    assert _faults(folder) == ["calendar.toml: closed_days, 2026-12-29: Say in quotes why the day is closed."]


def test_a_list_of_closed_days_is_told_how_to_write_them(folder: Path) -> None:
    (folder / "calendar.toml").write_text("closed_days = [2026-12-29]\n")
    assert _faults(folder) == [
        'calendar.toml: closed_days: Write one day a line, such as 2026-12-29 = "Offices closed".']


@pytest.mark.parametrize(("rules", "expected"), [
    ('[[rules]]\nseverity = "advice"\n', "rules.toml: rule '1': 'rule' is missing."),
    ('[[rules]]\nrule = "x"\nseverity = "must"\n',
     "rules.toml: rule 'x', severity: \"must\" stands where one of 'must_fix', 'must_explain', 'advice' belongs."
     " Did you mean 'must_fix'?"),
    ('[[rules]]\nrule = "x"\nstages = ["signed"]\n',
     "rules.toml: rule 'x', stages: [\"signed\"] stands where a list of words from 'proposed', 'decided', 'published' "
     "belongs."),
    ('[[rule]]\nrule = "x"\n', "rules.toml: 'rule' stands outside every rule. Each rule begins with [[rules]]."),
    ('rules = ["x"]\n', "rules.toml: Rule 1 is no table. Each rule begins with [[rules]]."),
    ('rules = "x"\n', "rules.toml: Each rule begins with [[rules]]."),
])
def test_a_rule_that_cannot_be_read_is_named(folder: Path, rules: str, expected: str) -> None:
    (folder / "rules.toml").write_text(rules)
    assert expected in _faults(folder)


def test_a_folder_without_a_form_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="is not a form") as caught:
        load_form(tmp_path)
    assert [str(fault) for fault in caught.value.faults] == ["form.toml: The file is missing."]


def test_a_folder_in_the_place_of_a_file_is_named(folder: Path) -> None:
    (folder / "directory.toml").unlink()
    (folder / "directory.toml").mkdir()
    assert any(fault.startswith("directory.toml: The file cannot be read") for fault in _faults(folder))


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    (folder / "directory.toml").write_bytes("posts = [{ title = \"Café\" }]".encode("latin-1"))
    assert "directory.toml: The file is not text in UTF-8. Save it as UTF-8." in _faults(folder)


def test_a_huge_file_is_not_read(folder: Path) -> None:
    (folder / "directory.toml").write_text("# " + "x" * 4_000_001)
    assert "directory.toml: The file is far too big for a part of a form." in _faults(folder)


@pytest.mark.parametrize("deep", ["x = " + "[" * 50_000, "x = " + "{a=" * 50_000])
def test_endless_nesting_is_a_fault_and_no_crash(folder: Path, deep: str) -> None:
    (folder / "directory.toml").write_text(deep)
    assert any(fault.startswith("directory.toml: ") for fault in _faults(folder))


def test_conditions_nested_without_end_are_a_fault_and_no_crash(folder: Path) -> None:
    deep = "{ all_of = [" * 60 + '{ field = "is_key", equals = "yes" }' + "] }" * 60
    (folder / "sections" / "two.toml").write_text(TWO.replace('{ field = "involves", includes = "land" }', deep))
    assert _faults(folder) == [
        "sections/two.toml: field 'terms', when: The condition is nested too deeply to be read by anyone."]


def test_a_missing_folder_is_no_form(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="is not a form"):
        load_form(tmp_path / "nowhere")


def test_a_copy_of_kents_form_loads_from_anywhere(tmp_path: Path, kent: Form) -> None:
    copy = tmp_path / "a folder with späces" / "kent"
    shutil.copytree(shipped_root() / "forms" / "kent", copy)
    assert load_form(copy).fields == kent.fields


LINES = [(file.relative_to(shipped_root() / "forms" / "kent").as_posix(), number)
         for file in sorted((shipped_root() / "forms" / "kent").rglob("*.toml"))
         for number, line in enumerate(file.read_text("utf-8").splitlines()) if " = " in line]
WRONG = ["7", "-1", "true", '""', '"x"', "[]", "[7]", "{}", "[{}]", "1.5", "nan", "2026-04-01", "[[]]", '["x"]',
         '"reasons"', '{ field = "title", equals = "x" }', "{ all_of = [] }", '"\\u0000"', '"("', "", "9" * 30]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(shipped_root() / "forms" / "kent", tmp_path_factory.mktemp("copied") / "kent"))


@settings(max_examples=40, deadline=None)
@given(where=st.sampled_from(LINES), wrong=st.sampled_from(WRONG))
def test_whatever_stands_behind_a_key_is_taken_or_told_and_never_a_crash(
        copied: Path, where: tuple[str, int], wrong: str) -> None:
    name, number = where
    file = copied / name
    before = file.read_text("utf-8")
    lines = before.splitlines()
    lines[number] = lines[number].partition(" = ")[0] + " = " + wrong
    file.write_text("\n".join(lines), "utf-8")
    try:
        load_form(copied)
    except FormError as error:
        assert error.faults and all(fault.file and fault.sentence.endswith((".", "?")) for fault in error.faults)
    finally:
        file.write_text(before, "utf-8")
