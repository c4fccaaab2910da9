"""What is typed at the command line: plain text where words will do, JSON for rows, a sentence for every slip."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.characters import printable
from drafter.model.draft import Implication, Rows, plain_entry
from drafter.model.fields import (
    KINDS,
    Choice,
    ClausesField,
    DateField,
    ImplicationField,
    LineField,
    MultiChoiceField,
    OptionsField,
    RichTextField,
    RowsField,
    TableField,
)
from drafter.model.rich_text import Item, Paragraph, Run, Table, plain
from drafter.reading.typed import ReadingError, entry_from

OPTIONS = OptionsField(id="alternatives", label="Options", may_be_none=True)
LEGAL = ImplicationField(id="legal", label="Legal implications")
LINE = LineField(id="title", label="Title")
REASONS = RichTextField(id="reasons", label="Reasons")
COLUMNS = {"columns": (LineField(id="name", label="Name"), DateField(id="from", label="From"))}
FIELDS = [made(id="it", label="It", **(COLUMNS if kind == "table" else {})) for kind, made in KINDS.items()]


def entry(field, value):
    made, removed = entry_from(field, value if isinstance(value, str) else json.dumps(value))
    assert removed == 0
    return made


def sentence(field, value):
    with pytest.raises(ReadingError) as caught:
        entry_from(field, value if isinstance(value, str) else json.dumps(value))
    return str(caught.value)


def test_plain_text_is_taken_as_text():
    assert entry(LINE, "Parks & gardens {{ x }}") == "Parks & gardens {{ x }}"
    assert plain(entry(REASONS, '{"blocks": []}\nTwo')) == '{"blocks": []}\nTwo'
    assert entry(DateField(id="d", label="D"), "4 May 2026") == "4 May 2026"
    answered = entry(LEGAL, "The Act applies.\nSo does the Order.")
    assert (answered.state, plain(answered.text)) == ("answered", "The Act applies.\nSo does the Order.")


def test_what_no_record_can_hold_is_counted():
    assert entry_from(LINE, "a\x00b\x07") == ("ab", 2)
    made, removed = entry_from(OPTIONS, '{"rows": [{"cells": {"name": "a\\u0000\\ud800b"}}]}')
    assert (made.rows[0].cells["name"], removed) == ("ab", 2)


def test_rows_come_as_json_with_new_ids_or_their_own():
    made = entry(OPTIONS, {"rows": [{"cells": {"name": "Do nothing", "reason": "It leaks.\nIt rots."}},
                                    {"id": "r2", "cells": {"outcome": "Considered and rejected"}}]})
    first, second = made.rows
    assert first.cells["name"] == "Do nothing" and plain(first.cells["reason"]) == "It leaks.\nIt rots."
    assert first.id and (second.id, second.cells["outcome"]) == ("r2", "rejected")
    assert entry(OPTIONS, {"rows": [], "none_because": "a court order"}) == Rows((), "a court order")
    assert entry(ClausesField(id="c", label="C"), {"rows": [], "introduction": "I:"}) == Rows((), introduction="I:")


def test_an_implication_comes_as_text_or_as_one_of_its_states():
    assert entry(LEGAL, {"state": "none", "because": "no law changes"}) == Implication("none", because="no law changes")
    assert entry(LEGAL, {"state": "waiting", "waiting_for": "Law"}) == Implication("waiting", waiting_for="Law")
    assert plain(entry(LEGAL, {"state": "answered", "text": "The Act."}).text) == "The Act."
    assert plain(entry(LEGAL, "{unfinished").text) == "{unfinished"


def test_choices_come_as_a_list_or_apart_by_semicolons():
    field = MultiChoiceField(id="m", label="M", choices=(Choice(id="a", label="Apple"), Choice(id="b")))
    assert entry(field, '["Apple", "b"]') == entry(field, "apple; b") == ("a", "b")


def test_rich_text_in_a_cell_may_be_plain_or_full():
    blocks = [{"runs": [{"text": "One", "bold": True}, {"text": " two", "link": "https://example.gov.uk"}], "id": "p1"},
              {"list": "alpha", "runs": [{"text": "item"}], "level": 2, "starts": True},
              {"table": [[{"blocks": [{"runs": [{"text": "Year"}]}]}]], "title": "Costs"}]
    text = entry(OPTIONS, {"rows": [{"cells": {"reason": {"blocks": blocks}}}]}).rows[0].cells["reason"]
    paragraph, item, table = text.blocks
    assert paragraph == Paragraph((Run("One", bold=True), Run(" two", link="https://example.gov.uk")), "p1")
    assert isinstance(item, Item) and (item.list, item.level, item.starts) == ("alpha", 2, True)
    assert isinstance(table, Table) and table.title == "Costs"


def in_cell(found):
    return {"rows": [{"cells": {"reason": found}}]}


@pytest.mark.parametrize(("field", "value", "says"), [
    (OPTIONS, "Do nothing", "'alternatives' cannot be set: it is not JSON at line 1, column 1."),
    (OPTIONS, '{"rows": [', "not JSON at line 1"),
    (OPTIONS, "[" * 100000, "nested too deeply"),
    (OPTIONS, '{"rows": [NaN]}', "NaN is no value"),
    (OPTIONS, '{"rows": ' + "9" * 5000 + "}", "a number that is too long"),
    (OPTIONS, '{"rows": [], "rows": []}', "'rows' is there twice"),
    (OPTIONS, [], "the value must be an object with 'rows'"),
    (OPTIONS, {}, "the value lacks 'rows'"),
    (OPTIONS, {"rows": [], "none_becaus": ""}, "no member 'none_becaus'. Did you mean 'none_because'?"),
    (OptionsField(id="o", label="O"), {"rows": [], "none_because": "x"}, "no member 'none_because'"),
    (OPTIONS, {"rows": {}}, "'rows' must be a list in square brackets"),
    (OPTIONS, {"rows": ["x"]}, "'rows', number 1 must be an object with 'cells'"),
    (OPTIONS, {"rows": [{"cells": []}]}, "the cells of 'rows', number 1 must be an object"),
    (OPTIONS, {"rows": [{"cells": {"reson": "x"}}]}, "no column 'reson'. Did you mean 'reason'?"),
    (OPTIONS, {"rows": [{"cells": {"zzzz": "x"}}]}, "Its columns are name, description, outcome, reason."),
    (OPTIONS, {"rows": [{"cells": {"name": 5}}]}, "'name' must be text in double quotes"),
    (OPTIONS, {"rows": [{"cells": {}, "id": "a]"}]}, "is empty or holds a square bracket"),
    (OPTIONS, {"rows": [{"cells": {}, "id": "a"}, {"cells": {}, "id": "a"}]}, "two rows have the id 'a'"),
    (OPTIONS, {"rows": [], "none_because": None}, "'none_because' must be text in double quotes"),
    (OPTIONS, in_cell({"blocks": "x"}), "must be a list in square brackets"),
    (OPTIONS, in_cell({"blocks": [{"runs": [], "bold": True}]}), "has no member 'bold'"),
    (OPTIONS, in_cell({"blocks": [{"list": "star", "runs": []}]}), 'must be "bullet", "decimal", "alpha" or "roman"'),
    (OPTIONS, in_cell({"blocks": [{"list": "bullet", "runs": [], "level": 9}]}), "must be a number from 1 to 5"),
    (OPTIONS, in_cell({"blocks": [{"list": "bullet", "runs": [], "level": True}]}), "must be a number from 1 to 5"),
    (OPTIONS, in_cell({"blocks": [{"runs": [{"text": "x", "bold": "yes"}]}]}), "must be true or false"),
    (OPTIONS, in_cell({"blocks": [{"runs": [{"text": "x", "link": "file:///x"}]}]}), "must begin with https://"),
    (OPTIONS, in_cell({"blocks": [{"table": [[], []]}]}), "must have equally many cells"),
    (LEGAL, {"state": "perhaps"}, "'state' must be \"answered\", \"none\" or \"waiting\""),
    (LEGAL, {"text": "The Act."}, "the value lacks 'state'"),
    (MultiChoiceField(id="m", label="M"), "[1]", "the list, number 1 must be text"),
])
def test_every_slip_gets_a_sentence(field, value, says):
    said = sentence(field, value)
    assert says in said
    assert said.startswith(f"'{field.id}' cannot be set: ")
    assert "\n" not in said


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["rows", "cells", "id", "blocks", "runs", "text", "list", "level", "table", "state", "name",
                         "reason", "because", "title", "none_because"]), inner, max_size=4), max_leaves=12)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.kind)
@given(value=json_values)
def test_any_json_makes_an_entry_or_a_sentence(field, value):
    try:
        made, _ = entry_from(field, json.dumps(value))
    except ReadingError as error:
        assert str(error).startswith("'it' cannot be set: ")
    else:
        field.read(made)
        plain_entry(made)


@pytest.mark.parametrize("field", [field for field in FIELDS if not isinstance(field, RowsField)],
                         ids=lambda field: field.kind)
@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters='{[')))
def test_plain_text_is_the_same_as_typing_it_into_the_field(field, text):
    made, _ = entry_from(field, text)
    assert plain_entry(made) == plain_entry(field.entry_from_text(printable(text)[0]))


def test_a_table_of_the_form_takes_its_own_columns():
    field = TableField(id="t", label="T", **COLUMNS)
    assert entry(field, {"rows": [{"cells": {"name": "A", "from": "4 May"}}]}).rows[0].cells["from"] == "4 May"
