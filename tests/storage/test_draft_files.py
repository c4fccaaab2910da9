from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.draft import (
    Draft,
    Explanation,
    FormVersion,
    Implication,
    Imported,
    LeftOver,
    Repeated,
    Row,
    Rows,
    Unread,
)
from drafter.model.draft import Path as FieldPath
from drafter.model.rich_text import Cell, Item, Paragraph, RichText, Run, Table, from_plain, plain
from drafter.storage import draft_files
from drafter.storage.draft_files import format_draft, open_draft, parse_draft, save_draft
from drafter.storage.draft_shapes import entry_from_tree, entry_to_tree
from drafter.storage.errors import CannotRead, CannotWrite, Conflict
from drafter.storage.rich_text_trees import is_sound

KEPT = Path(__file__).parents[1] / "data" / "drafts"
SECRET = "Hatherley Lane depot"
SHAPES = {Draft: 10, Explanation: 7, FormVersion: 3, Row: 2, Rows: 3, Implication: 4, Imported: 5, LeftOver: 2,
          Repeated: 4, Run: 5, Paragraph: 2, Item: 5, Cell: 1, Table: 3, RichText: 1}
"""What a draft is made of, and how many members each has."""

# ---- drafts of every shape ---------------------------------------------------------------------------------------

text = st.text(st.characters(codec="utf-8"), max_size=20)
ids = st.from_regex(r"[0-9a-f]{8}", fullmatch=True)
names = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
runs = st.lists(st.builds(Run, text, st.booleans(), st.booleans(), st.booleans(),
                          st.sampled_from(["", "https://example.gov.uk/a"])), max_size=3).map(tuple)
paragraphs = st.builds(Paragraph, runs, ids)
items = st.builds(Item, st.sampled_from(["bullet", "decimal", "alpha", "roman"]), runs, st.integers(1, 5),
                  st.booleans(), ids)
cells = st.builds(Cell, st.lists(st.one_of(paragraphs, items), max_size=2).map(tuple))
tables = st.integers(1, 3).flatmap(lambda wide: st.builds(
    Table, st.lists(st.lists(cells, min_size=wide, max_size=wide).map(tuple), min_size=1, max_size=3).map(tuple), text,
    ids))


def of_distinct_ids(things: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(things, max_size=4, unique_by=lambda thing: thing.id).map(tuple)


rich = st.builds(RichText, of_distinct_ids(st.one_of(paragraphs, items, tables)))
several = st.lists(text, max_size=3).map(tuple)
unread = st.sampled_from(['{"chart":[1,2]}', "null", "3", '{"blocks":"none"}', '[["a"]]', '{"rows":{}}']).map(Unread)
rows = st.builds(Rows, of_distinct_ids(st.builds(Row, st.dictionaries(names, st.one_of(text, several, rich, unread),
                                                                      max_size=3), ids)), text, text)
implications = st.builds(Implication, st.sampled_from(["", "answered", "none", "waiting"]), rich, text, text)
entries = st.one_of(text, several, rich, rows, implications, unread)
imported = st.builds(Imported, text, st.dictionaries(text, text, max_size=3),
                     st.lists(st.builds(LeftOver, st.integers(1, 99), text), max_size=2).map(tuple),
                     st.lists(st.builds(Repeated, names, st.integers(1, 99), text, text), max_size=2).map(tuple),
                     st.integers(0, 9))
explanations = of_distinct_ids(st.builds(Explanation, names, text, text, text, text, st.none() | st.dates(), ids))
form_versions = st.builds(FormVersion, st.from_regex(r"[a-z][a-z0-9_]{0,7}", fullmatch=True), text, text)
drafts = st.builds(Draft, form_versions, ids, st.sampled_from(["proposed", "decided", "published"]),
                   st.dictionaries(names, entries, max_size=5), st.lists(names, max_size=2).map(tuple),
                   st.none() | imported, explanations,
                   st.lists(names, max_size=2).map(tuple), st.lists(names, max_size=2).map(tuple))


@pytest.fixture
def draft() -> Draft:
    draft = Draft(FormVersion("kent", "1", "ab" * 32), id="draft1")
    draft = draft.with_entry(FieldPath("title"), "Road resurfacing 2026 – “Phase 2” 🚧")
    draft = draft.with_entry(FieldPath("reasons"), from_plain(f"The {SECRET} closes.\nIt is £2m {{{{7*7}}}} & <b>."))
    draft = draft.with_entry(FieldPath("legal_implications"), Implication("none", because="it only renames the post"))
    return draft.with_row_added("alternatives", Row({"name": "Do nothing", "reason": from_plain("Costs more.")}, "r1"))


def changed(draft: Draft, change: Callable[[dict], object], *, sign: bool = True) -> bytes:
    """The file of the draft after another program has changed it, with its checksum made right or left."""
    file = json.loads(format_draft(draft))
    change(file)
    if sign:
        body = dict(file)
        for member in ("drafter", "schema", "app", "saved", "sha256"):
            body.pop(member, None)
        file["sha256"] = sha256(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
    return json.dumps(file, ensure_ascii=False, indent=1).encode()


def refused(content: bytes) -> str:
    with pytest.raises(CannotRead) as caught:
        parse_draft(content, "'road.decision'")
    words = str(caught.value)
    assert words.startswith("'road.decision' ") and caught.value.advice
    assert SECRET not in words and "Road" not in words
    return words


def test_the_drafts_tried_here_have_every_member() -> None:
    """A member added to the model has to be written too; this list makes sure that it is tried."""
    assert {kind: len(fields(kind)) for kind in SHAPES} == SHAPES


# ---- there and back ----------------------------------------------------------------------------------------------


@given(drafts)
def test_every_draft_reads_back_as_it_was_written(draft: Draft) -> None:
    content = format_draft(draft)
    assert parse_draft(content, "x") == draft
    assert format_draft(parse_draft(content, "x")) == content


odd_runs = st.lists(st.builds(Run, text | st.just(7), st.booleans() | st.just(1), st.booleans(), st.booleans(),
                              st.sampled_from(["", "https://example.gov.uk", "file:///x", None])), max_size=2)
odd_items = st.builds(Item, st.sampled_from(["bullet", "roman", "square"]), odd_runs.map(tuple) | odd_runs,
                      st.sampled_from([0, 1, 5, 6, True, 1.0]), st.booleans() | st.just(1), ids | st.just(7))
odd_cells = st.lists(st.one_of(paragraphs, odd_items, tables), max_size=2).flatmap(
    lambda blocks: st.sampled_from([Cell(tuple(blocks)), Cell(blocks)]))  # type: ignore[arg-type]
odd_tables = st.builds(Table, st.lists(st.lists(odd_cells, max_size=2).map(tuple), max_size=2).map(tuple),
                       text | st.just(None), ids)
odd_texts = st.lists(st.one_of(paragraphs, odd_items, odd_tables), max_size=3)


@given(st.builds(RichText, odd_texts.map(tuple) | odd_texts))
@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_a_text_is_called_sound_exactly_where_it_reads_back_the_same(text: RichText) -> None:
    """Saving trusts a look at the values; reading takes the long way. The two must never part."""
    try:
        same = repr(entry_from_tree(json.loads(json.dumps(entry_to_tree(text))))) == repr(text)
    except TypeError:
        same = False
    assert is_sound(text) == same


@given(drafts)
def test_the_checksum_is_that_of_compact_json_of_all_below_it(draft: Draft) -> None:
    assert changed(draft, lambda file: file.pop("app")) == changed(draft, lambda file: file.pop("app"), sign=False)


def test_the_file_reads_well(draft: Draft) -> None:
    content = format_draft(draft).decode()
    assert content.startswith('{\n "drafter": 1,\n "schema": 1,\n "app": "')
    assert content.endswith("}\n") and "\r" not in content
    assert "   \"title\": \"Road resurfacing 2026 – “Phase 2” 🚧\",\n" in content
    assert "bold" not in content and "waiting_for" not in content and "exempt" not in content, "defaults are left out"


def test_what_was_explained_is_kept_with_what_a_newer_version_adds_to_it(draft: Draft) -> None:
    said = Explanation("two_actions", "decision_clauses[c1].text", "ab12", "They are one act.", "A. Clerk",
                       date(2026, 10, 12), "e1")
    explained = replace(draft, explanations=(Explanation("long", "reasons", "cd34", id="e0"), said))
    content = changed(explained, lambda file: file["content"]["explanations"][1].update(agreed_by="B. Lawyer"))
    read = parse_draft(content, "x")
    assert read.explanations == explained.explanations
    alone = json.loads(format_draft(replace(read, explanations=(said,))))["content"]["explanations"]
    assert alone == [{"code": "two_actions", "path": "decision_clauses[c1].text", "about": "ab12",
                      "reason": "They are one act.", "who": "A. Clerk", "when": "2026-10-12", "id": "e1",
                      "agreed_by": "B. Lawyer"}]


@pytest.mark.parametrize("strange", [[{"code": 3}], {"odd": "why"}, "none", [[]]])
def test_explanations_of_another_shape_explain_nothing_and_are_kept(draft: Draft, strange: object) -> None:
    content = changed(draft, lambda file: file["content"].update(explanations=strange))
    read = parse_draft(content, "x")
    assert read.explanations == ()
    assert json.loads(format_draft(read))["content"]["explanations"] == strange


def test_saving_and_opening_gives_the_same_draft_and_the_hash_of_the_file(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "road.decision"
    saved = save_draft(draft, path, over=None)
    opened = open_draft(path)
    assert (opened.draft, opened.path, opened.sha256, opened.newer) == (draft, path, saved, "")
    assert saved == sha256(path.read_bytes()).hexdigest()
    assert json.loads(path.read_text("utf-8"))["saved"].endswith("Z")


def test_the_kept_file_of_format_1_opens() -> None:
    opened = open_draft(KEPT / "v1.decision")
    draft = opened.draft
    assert draft.stage == "decided" and draft.exempt == ("exempt_information", "background_papers[d2]")
    assert draft.entries["title"] == "Resurfacing of Marsh Road, Phase 2"
    reasons = draft.entries["reasons"]
    assert isinstance(reasons, RichText) and plain(reasons).startswith("Marsh Road has failed its survey twice.")
    assert [type(block).__name__ for block in reasons.blocks] == ["Paragraph", "Item", "Item", "Table"]
    assert draft.entry(FieldPath("alternatives", "r2", "outcome")) == "rejected"
    assert draft.entry(FieldPath("legal_implications", None, "because")) == "the contract is already let"
    assert draft.entries["involves"] == ("contract", "land")
    assert isinstance(draft.entries["sketch"], Unread)
    assert draft.imported is not None and draft.imported.left_over[0].line == 40
    assert len(draft.unknown) == 3
    again = json.loads(format_draft(draft))
    before = json.loads((KEPT / "v1.decision").read_bytes())
    assert (again["content"], again["form"], again["x_register"]) == (before["content"], before["form"],
                                                                      before["x_register"])


def test_a_file_of_every_version_is_kept_and_opens_and_is_saved_as_it_was(tmp_path: Path) -> None:
    """Who raises a number keeps a file of the last one, and says how it is read."""
    kept = sorted(KEPT.glob("*.decision"))
    told = {(file["drafter"], file["schema"]) for file in (json.loads(path.read_bytes()) for path in kept)}
    assert told == {(drafter, schema) for drafter in range(1, draft_files.FORMAT + 1)
                    for schema in range(1, draft_files.SCHEMA + 1)}
    for path in kept:
        opened = open_draft(path)
        assert not opened.newer and not any(isinstance(entry, Unread) for name, entry in opened.draft.entries.items()
                                            if name != "sketch")
        assert {json.loads(place)[-1] for place in opened.draft.unknown} <= {"visited", "pinned", "x_register"}
        again = tmp_path / path.name
        save_draft(opened.draft, again, over=None)
        assert open_draft(again).draft == opened.draft
        assert json.loads(again.read_bytes())["content"] == json.loads(path.read_bytes())["content"]


def test_every_member_that_a_draft_can_have_is_in_a_kept_file() -> None:
    """Who adds or renames one keeps a file of it too: what is in no kept file can be changed without anyone seeing it.
    """
    kept = set(members([json.loads(path.read_bytes()) for path in KEPT.glob("*.decision")]))
    told = {member.name for kind in SHAPES for member in fields(kind)} - {"unknown"}
    assert told - kept == set()


def members(tree: object) -> Iterator[str]:
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    yield from tree if isinstance(tree, dict) else ()
    for one in inner:
        yield from members(one)


def test_a_kept_file_with_explanations_opens() -> None:
    draft = open_draft(KEPT / "v1-explained.decision").draft
    assert [(one.code, one.reason) for one in draft.explanations] == [
        ("notice.short", "The contract ends on 30 November."), ("title.long", "")]


def test_spaces_and_line_ends_may_change_but_not_a_letter(draft: Draft) -> None:
    content = format_draft(draft)
    assert parse_draft(content.replace(b"\n", b"\r\n"), "x") == draft
    assert parse_draft(b"\xef\xbb\xbf" + content, "x") == draft
    assert parse_draft(json.dumps(json.loads(content)).encode(), "x") == draft
    assert "checksum does not fit" in refused(content.replace(b"Do nothing", b"Do nothinG"))


def test_a_change_made_by_hand_counts_once_the_checksum_is_emptied(draft: Draft) -> None:
    def by_hand(file: dict) -> None:
        file["content"]["entries"]["title"] = "Road repairs"

    words = refused(changed(draft, by_hand, sign=False))
    assert "changed outside drafter" in words and 'empty the text after "sha256"' in words

    def meant(file: dict) -> None:
        by_hand(file)
        file["sha256"] = ""

    assert parse_draft(changed(draft, meant, sign=False), "x").entries["title"] == "Road repairs"
    assert "checksum" in refused(changed(draft, lambda file: file.pop("sha256"), sign=False))


# ---- what nobody knows is kept -------------------------------------------------------------------------------------


def places(node: object) -> Iterator[dict]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from places(value)
    elif isinstance(node, list):
        for value in node:
            yield from places(value)


@given(drafts, st.data())
def test_unknown_members_anywhere_survive_opening_an_edit_and_saving(draft: Draft, data: st.DataObject) -> None:
    file = json.loads(format_draft(draft))
    header = {member: file.pop(member) for member in ("drafter", "schema", "app", "sha256")}
    for number, place in enumerate(list(places(file))):
        if data.draw(st.booleans()):
            place[f"x_{number}"] = {"since": number, "of": ["später", None, {"id": "a"}]}
    foreign = json.dumps({**header, "sha256": "", **file}).encode()
    edited = parse_draft(foreign, "x").with_entry(FieldPath("zz_title"), "Typed since")
    saved = json.loads(format_draft(edited))
    expected = copy.deepcopy(file)
    expected["content"]["entries"]["zz_title"] = "Typed since"
    assert {member: saved[member] for member in file} == expected


def test_who_saved_the_file_is_a_member_like_any_other_unknown_one(draft: Draft) -> None:
    by = {"user": "an.officer", "host": "desk-7"}
    opened = parse_draft(changed(draft, lambda file: file.update(saved_by=by)), "x")
    assert json.loads(format_draft(opened))["saved_by"] == by


def test_unknown_members_move_with_their_row_go_with_it_and_come_back(draft: Draft) -> None:
    def add(file: dict) -> None:
        rows = file["content"]["entries"]["alternatives"]["rows"]
        rows[0]["colour"] = "red"
        rows[0]["cells"]["reason"]["blocks"][0]["runs"][0]["comment"] = "7"

    opened = parse_draft(changed(draft, add), "x")
    moved = opened.with_row_added("alternatives", Row({"name": "Wait"}, "r0"), at=0)
    saved = json.loads(format_draft(moved))["content"]["entries"]["alternatives"]["rows"]
    assert [row.get("colour") for row in saved] == [None, "red"]
    assert saved[1]["cells"]["reason"]["blocks"][0]["runs"][0] == {"text": "Costs more.", "comment": "7"}
    gone = moved.with_row_removed("alternatives", "r1")
    assert b"red" not in format_draft(gone)
    back = gone.with_row_added("alternatives", moved.rows("alternatives").rows[1])
    assert b"red" in format_draft(back), "undo brings the row back, and all that hung on it"


def test_an_unknown_member_of_a_run_follows_its_words(draft: Draft) -> None:
    def add(file: dict) -> None:
        file["content"]["entries"]["reasons"] = {"blocks": [{"id": "p", "runs": [
            {"text": "One "}, {"text": "two", "colour": "red"}]}]}

    opened = parse_draft(changed(draft, add), "x")
    shorter = opened.with_entry(FieldPath("reasons"), RichText((Paragraph((Run("two"), Run(" three")), "p"),)))
    runs = json.loads(format_draft(shorter))["content"]["entries"]["reasons"]["blocks"][0]["runs"]
    assert runs == [{"text": "two", "colour": "red"}, {"text": " three"}]


@pytest.mark.parametrize("entry", [
    7, None, True, {"chart": []}, ["a", 1], {"blocks": [{"list": "dots", "runs": [], "id": "a"}]},
    {"blocks": [{"runs": [{"text": 3}], "id": "a"}]}, {"blocks": [{"runs": [{"text": "a", "link": "file:///x"}]}]},
    {"blocks": [{"list": "bullet", "level": 9, "runs": []}]}, {"blocks": [{"table": []}]}, {"json": "1"},
    {"blocks": [{"table": [[{"blocks": []}], [{"blocks": []}, {"blocks": []}]]}]}, {"rows": [{"cells": []}]},
    {"state": "perhaps"}, {"rows": 3}, {"state": "none", "because": 3}], ids=str)
def test_an_entry_of_an_unknown_shape_is_kept_as_it_came(draft: Draft, entry: object) -> None:
    opened = parse_draft(changed(draft, lambda file: file["content"]["entries"].update(reasons=entry)), "x")
    assert isinstance(opened.entries["reasons"], Unread)
    assert opened.entries["title"] == draft.entries["title"], "the others are read"
    assert json.loads(format_draft(opened))["content"]["entries"]["reasons"] == entry


def test_one_cell_of_an_unknown_shape_leaves_the_other_cells_readable(draft: Draft) -> None:
    def add(file: dict) -> None:
        file["content"]["entries"]["alternatives"]["rows"][0]["cells"]["reason"] = {"chart": 1}

    opened = parse_draft(changed(draft, add), "x")
    assert opened.entry(FieldPath("alternatives", "r1", "name")) == "Do nothing"
    assert opened.entry(FieldPath("alternatives", "r1", "reason")) == Unread('{"chart":1}')


def test_rows_copied_by_hand_get_ids_of_their_own(draft: Draft) -> None:
    def copy_row(file: dict) -> None:
        rows = file["content"]["entries"]["alternatives"]["rows"]
        rows += [{**rows[0], "note": "copied"}, {"cells": {}}, {"cells": {}, "id": "a]b"}]

    opened = parse_draft(changed(draft, copy_row), "x")
    ids = [row.id for row in opened.rows("alternatives").rows]
    assert len(set(ids)) == 4 and ids[0] == "r1"
    assert all(FieldPath.parse(f"alternatives[{one}]").row == one for one in ids)
    assert json.loads(format_draft(opened))["content"]["entries"]["alternatives"]["rows"][1]["note"] == "copied"


# ---- newer versions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["drafter", "schema"])
def test_a_draft_of_a_newer_version_opens_to_be_read_and_says_so(draft: Draft, tmp_path: Path, number: str) -> None:
    path = tmp_path / "road.decision"
    path.write_bytes(changed(draft, lambda file: file.update({number: 2, "app": "9.1"})))
    opened = open_draft(path)
    assert opened.newer == ("'road.decision' was saved by a newer version of drafter (9.1), so it can only be read "
                            "here.")
    assert opened.draft == draft


def test_a_newer_draft_in_an_unknown_shape_is_not_called_damaged(draft: Draft) -> None:
    words = refused(changed(draft, lambda file: file.update(drafter=2, content=["other"])))
    assert "newer version" in words and "damaged" not in words


# ---- what cannot be used -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "words"), [
    (b"", "empty"), (bytes(4096), "empty"), (b" \n\t", "empty"), (b"null", "not a drafter file"),
    (b"[]", "not a drafter file"), (b"{}", "not a drafter file"), (b'"drafter"', "not a drafter file"),
    (b"PK\x03\x04\xff\xfe", "not UTF-8"), (b"<html>", "line 1"), (b'{"drafter": 1', "line 1"),
    (b'{"drafter": "1"}', "number of its format"), (b'{"drafter": true, "schema": 1}', "number of its format"),
    (b'{"drafter": 0, "schema": 1}', "number of its format"), (b'{"drafter": 1}', "number of its format"),
    (b'{"drafter": 1, "drafter": 1}', "the same thing twice"), (b'{"drafter": NaN}', "a number that is none"),
    (b'{"drafter": 1e999}', "a number that is too long"), (b'{"drafter": ' + b"9" * 5000 + b"}", "too long"),
    (b"[" * 200_000, "nests without end"), (b'{"a":' * 101 + b"1" + b"}" * 101, "nests without end"),
    (b'{"drafter": 1, "schema": 1, "sha256": "", "content": "\\ud800"}', "half a character"),
    (b'{"drafter": 1, "schema": 1, "sha256": ""}', "its content"),
    (b'{"drafter": "\x01"}', "line 1"),
])
def test_what_is_no_draft_is_named_in_a_sentence(content: bytes, words: str) -> None:
    assert words in refused(content)


@pytest.mark.parametrize(("change", "words"), [
    (lambda file: file.update(form="kent"), "form"),
    (lambda file: file["form"].update(id="../kent"), "form"),
    (lambda file: file.pop("id"), "its id"),
    (lambda file: file.update(id="../../etc/passwd"), "its id"),
    (lambda file: file["content"].update(stage="withdrawn"), "its stage"),
    (lambda file: file["content"].update(stage=["proposed"]), "its stage"),
    (lambda file: file["content"].update(entries=[]), "its content"),
    (lambda file: file["content"].update(exempt=[{"field": "reasons"}]), "exempt"),
    (lambda file: file["content"].update(exempt="reasons"), "exempt"),
    (lambda file: file["content"].update(exempt=["reasons["]), "exempt"),
])
def test_what_cannot_be_passed_over_is_refused(draft: Draft, change: Callable[[dict], object], words: str) -> None:
    assert words in refused(changed(draft, change))


def test_an_import_in_an_unknown_shape_is_kept_though_it_cannot_be_shown(draft: Draft) -> None:
    opened = parse_draft(changed(draft, lambda file: file["content"].update(imported={"from": "web"})), "x")
    assert opened.imported is None
    assert json.loads(format_draft(opened))["content"]["imported"] == {"from": "web"}


def test_cut_anywhere_it_is_refused(draft: Draft) -> None:
    content = format_draft(draft)
    for end in range(len(content) - 2):
        refused(content[:end])
    assert parse_draft(content[:-1], "x") == draft, "the last line end holds nothing"


def test_every_flipped_bit_gives_the_same_draft_or_a_sentence(draft: Draft) -> None:
    content = format_draft(draft)
    for place in range(0, len(content), 3):
        for bit in range(8):
            hurt = bytearray(content)
            hurt[place] ^= 1 << bit
            try:
                read = parse_draft(bytes(hurt), "'road.decision'")
            except CannotRead as error:
                assert SECRET not in str(error)
            else:
                assert replace(read, unknown={}) == draft


def test_blocks_zeroed_torn_or_mixed_with_an_older_save_are_never_taken_for_a_draft(draft: Draft) -> None:
    """What a disk leaves after a power cut, where a file is written in place."""
    block = 64
    new = format_draft(draft)
    old = format_draft(draft.with_entry(FieldPath("title"), "Road resurfacing 2025"))
    for start in range(0, len(new), block):
        for fill in (b"\x00", b"\xff", b" "):
            part = new[start:start + block]
            spoiled = new[:start] + fill * len(part) + new[start + block:]
            if json_of(spoiled) != json_of(new):
                refused(spoiled)
        for one, other in ((new, old), (old, new)):
            torn = one[:start] + other[start:]
            assert torn in (new, old) or refused(torn)


def json_of(content: bytes) -> object:
    try:
        return json.loads(content)
    except ValueError:
        return None


@given(drafts, st.data())
def test_hostile_files_with_a_right_checksum_never_end_in_a_traceback(draft: Draft, data: st.DataObject) -> None:
    values = st.sampled_from([None, True, 0, -1, 10**400, 1e308, "", "\x00", "A" * 1000, [], {}, [[]], {"": {}}])

    def hurt(file: dict) -> None:
        place = data.draw(st.sampled_from(list(places(file))))
        if place:
            place[data.draw(st.sampled_from(sorted(place)))] = data.draw(values)

    content = changed(draft, hurt)
    try:
        read = parse_draft(content, "'road.decision'")
    except CannotRead:
        return
    assert parse_draft(format_draft(read), "x") == read


def test_a_folder_a_missing_a_closed_and_an_endless_file_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "folder.decision"
    folder.mkdir()
    with pytest.raises(CannotRead, match=r"'folder.decision' is a folder"):
        open_draft(folder)
    with pytest.raises(CannotRead, match=r"There is no file 'gone.decision'"):
        open_draft(tmp_path / "gone.decision")
    pipe = tmp_path / "pipe.decision"
    os.mkfifo(pipe)
    with pytest.raises(CannotRead, match="not an ordinary file"):
        open_draft(pipe)
    huge = tmp_path / "huge.decision"
    with huge.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(CannotRead, match=r"'huge.decision' is larger than 64 MB"):
        open_draft(huge)
    with pytest.raises(CannotRead, match="could not be read"):
        open_draft(Path("nul\0.decision"))


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "closed.decision").write_bytes(b"x")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CannotRead, match=r"You are not allowed to read 'closed.decision'"):
        open_draft(tmp_path / "closed.decision")


# ---- what cannot be saved ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", ["half \ud83d", from_plain("half \ud83d"), Implication("none", because="\ud83d"),
                                   Rows((Row({"name": "\ud83d"}),))], ids=["line", "rich", "implication", "rows"])
def test_half_a_character_is_refused_before_anything_is_written(draft: Draft, tmp_path: Path, entry) -> None:
    path = tmp_path / "road.decision"
    first = save_draft(draft, path, over=None)
    with pytest.raises(CannotWrite, match="in the field reasons"):
        save_draft(draft.with_entry(FieldPath("reasons"), entry), path, over=first)
    assert open_draft(path).draft == draft


@pytest.mark.parametrize("lost", [{"content": {}}, {"content": {"entries": {}}}, {"id": "other"}, {"form": None}],
                         ids=["content", "entries", "id", "form"])
def test_bytes_that_do_not_read_back_the_same_are_not_written(draft: Draft, tmp_path: Path, lost: dict,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "road.decision"
    first = save_draft(draft, path, over=None)
    with monkeypatch.context() as patch:
        patch.setattr(draft_files, "from_json", lambda content: {**json.loads(content), **lost})
        with pytest.raises(CannotWrite, match="does not read back the same"):
            save_draft(draft.with_entry(FieldPath("title"), "Road"), path, over=first)
    assert open_draft(path).draft == draft and open_draft(path).sha256 == first


@pytest.mark.parametrize("change", [
    {"entries": {"reasons": RichText((Item("bullet", (), 9),))}},
    {"entries": {"reasons": RichText((Paragraph((Run("x", link="file:///x"),)),))}},
    {"entries": {"reasons": RichText((Table(((Cell(()),), ())),))}},
    {"entries": {"reasons": Unread('"a line"')}},
    {"entries": {"reasons": Unread('{"blocks":[]}')}},
    {"entries": {"reasons": ("a", 7)}},
    {"entries": {"reasons": 7}},
    {"entries": {"reasons": Rows((Row({}, "same"), Row({}, "same")))}},
    {"entries": {"reasons": Implication("unheard of")}},  # type: ignore[arg-type]
    {"stage": "undone"}, {"id": "../x"}, {"form": FormVersion("../x", "1")}, {"exempt": ("not a path",)},
], ids=["level", "link", "table", "line", "rich text", "several", "number", "rows of one id", "state", "stage", "id",
        "form", "exempt"])
def test_a_draft_that_would_be_read_as_another_one_is_not_written(draft: Draft, tmp_path: Path, change: dict) -> None:
    path = tmp_path / "road.decision"
    first = save_draft(draft, path, over=None)
    with pytest.raises(CannotWrite, match="does not read back the same"):
        save_draft(replace(draft, **change), path, over=first)
    assert open_draft(path).sha256 == first


def test_a_member_that_the_file_forgets_is_noticed(draft: Draft, tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    path, real = tmp_path / "road.decision", draft_files._body
    for member in ("stage", "exempt", "entries"):
        def forgetful(draft: Draft, member: str = member) -> dict:
            body = real(draft)
            return {**body, "content": {name: value for name, value in body["content"].items() if name != member}}

        with monkeypatch.context() as patch:
            patch.setattr(draft_files, "_body", forgetful)
            with pytest.raises(CannotWrite, match="does not read back the same"):
                save_draft(replace(draft, stage="decided", exempt=("reasons",)), path, over=None)
    assert not path.exists()


def test_control_characters_come_back_exactly(draft: Draft, tmp_path: Path) -> None:
    odd = draft.with_entry(FieldPath("title"), "a\x00b\x1f\x7f\u2028\ufeff\u202e\\\"/")
    path = tmp_path / "odd.decision"
    save_draft(odd, path, over=None)
    assert open_draft(path).draft == odd


def test_somebody_elses_change_is_never_written_over(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "road.decision"
    first = save_draft(draft, path, over=None)
    other = save_draft(draft.with_entry(FieldPath("title"), "Theirs"), path, over=first)
    with pytest.raises(Conflict, match="changed by somebody else"):
        save_draft(draft.with_entry(FieldPath("title"), "Mine"), path, over=first)
    assert open_draft(path).sha256 == other and open_draft(path).draft.entries["title"] == "Theirs"
