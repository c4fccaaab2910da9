"""Whatever was typed is in the Word file, in order, once, and the file is sound."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from drafter.document.word_text import escape, text_xml
from drafter.model.answers import Answers
from drafter.model.draft import Implication, Row, Rows
from drafter.model.rich_text import Cell, Item, Paragraph, RichText, Run, Table

HOSTILE = (
    "{{ title }} {% for x in y %} {# c #} {{p x}} {_{ %_}", "[[reasons]] and [[ nothing ]] [[",
    "[Heading 1] not a style",
    "\\[[x]]", "A & B < C > D \"q\" 'a'", "]]> <![CDATA[ x ]]>", "<w:p><w:r/></w:p>", "&amp; &#0; &lt;",
    "a\x00b\x01c\x08d\x1fe", "half \ud800 and \udc00 and \ud83d\ude00", "\ufffe\uffff", "👩🏽‍🚒 🇬🇧 𝔸",
    "שלום עולם and مرحبا 123",
    "line\nbreak\r\nand\x0bVT\x0cFF\x85NEL\u2028LS\u2029PS", "tab\there\t\tthere",
    "  spaces   kept  ", "no\u00a0break soft\u00adhyphen zero\u200bwidth", "\ue0000\ue001 \ue00099\ue001",
    "<?drafter 0?> <?drafter 3?>", "$1 \\1 \\g<0> %s {0}", "x" * 3000,
)
AWKWARD = "{}[]%&<>\"'\\\n\r\t\x0b\ud800\udc00\ue000\ue001]א"
LETTERS = st.text(st.one_of(st.characters(codec=None), st.sampled_from(AWKWARD)), min_size=1, max_size=60)


def as_word_keeps_it(text: str) -> str:
    """Pairs joined; what XML cannot hold as U+FFFD; every kind of break as one."""
    text = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text)
    text = re.sub("[\ud800-\udbff][\udc00-\udfff]",
                  lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    return re.sub("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)


@given(LETTERS)
@example("\ud83d\ude00")
def test_a_run_holds_exactly_its_text(text: str) -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    root = etree.fromstring(f'<w:r xmlns:w="{w}">{text_xml(text)}</w:r>'.encode())
    signs = {f"{{{w}}}br": "\n", f"{{{w}}}tab": "\t"}
    assert "".join(signs.get(part.tag) or part.text or "" for part in root) == as_word_keeps_it(text)


@given(LETTERS)
def test_escaped_text_is_sound_in_an_attribute(text: str) -> None:
    value = etree.fromstring(f'<a b="{escape(text)}"/>'.encode()).get("b")
    assert value.split() == as_word_keeps_it(text).split()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_arrives_in_every_kind_of_field(
        text: str, filled: Callable[..., Answers], make: Callable[..., bytes], text_of: Callable[[bytes], str]) -> None:
    rich = RichText((Paragraph((Run("«1"), Run(text, bold=True), Run("1»"))), Item("bullet", (Run(f"«2{text}2»"),)),
                     Table(((Cell((Paragraph((Run("Head"),)),)),),
                            (Cell((Paragraph((Run(f"«3{text}3»", link="https://example.gov.uk"),)),)),)), "Title")))
    answers = filled(
        reasons=rich, title=f"«4{text}4»", legal_implications=Implication("none", because=f"«5{text}5»"),
        decision_clauses=Rows((Row({"verb": "NOTE", "text": f"«6{text}6»"}),), introduction=f"«7{text}7»"),
        alternatives=Rows((Row({"name": f"«8{text}8»", "outcome": "rejected",
                                "reason": RichText((Paragraph((Run(f"«9{text}9»"),)),))}),)))
    found = text_of(make(answers, as_draft=True))
    for place in "12398":
        assert found.count(f"«{place}") == found.count(f"{place}»") == 1
    for place in "1239":
        assert found.partition(f"«{place}")[2].partition(f"{place}»")[0] == as_word_keeps_it(text)
    for place in "45678":
        one_line = found.partition(f"«{place}")[2].partition(f"{place}»")[0]
        assert one_line.split() == as_word_keeps_it(" ".join(text.split())).split()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(LETTERS, min_size=1, max_size=6))
def test_paragraphs_arrive_in_order(texts: list[str], filled: Callable[..., Answers], make: Callable[..., bytes],
                                    text_of: Callable[[bytes], str]) -> None:
    paragraphs = tuple(Paragraph((Run(f"«{text}»"),)) for text in texts)
    found = text_of(make(filled(reasons=RichText(paragraphs)), as_draft=True))
    assert "\n".join(as_word_keeps_it(f"«{text}»") for text in texts) in found


@pytest.mark.parametrize("text", ["a" * (1 << 20), "word & <word> " * 75_000, "line\n" * 200_000],
                         ids=["one word", "one paragraph", "many breaks"])
def test_a_megabyte_arrives_whole(text: str, filled: Callable[..., Answers], make: Callable[..., bytes],
                                  text_of: Callable[[bytes], str]) -> None:
    found = text_of(make(filled(reasons=RichText((Paragraph((Run(f"«{text}»"),)),))), as_draft=True))
    assert f"«{text}»" in found


def test_right_to_left_text_is_set_so(filled: Callable[..., Answers], make: Callable[..., bytes],
                                      parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    runs = RichText((Paragraph((Run("שלום"),)), Paragraph((Run("The word שלום means peace"),))))
    xml = parts_of(make(filled(reasons=runs), as_draft=True))["word/document.xml"].decode()
    assert xml.count("<w:bidi/>") == 1 and xml.count("<w:rtl/>") == 2
    assert '<w:t xml:space="preserve">The word </w:t>' in xml
