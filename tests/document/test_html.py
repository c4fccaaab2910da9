"""Papers in HTML: clean, accessible, exact, and with nothing in them that fetches or runs."""

from __future__ import annotations

import html.parser
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from drafter.document.blocks import Block, Clause, Styled
from drafter.document.html import blocks_html, words_html
from drafter.document.html_layout import HtmlLayoutError, compile_html
from drafter.model.rich_text import Cell, Item, Paragraph, Run, Table

HEAD = '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>T</title>\n{head}</head>\n<body>\n'
PAGE = HEAD + "{body}\n</body>\n</html>\n"


def page(body: str, head: str = "") -> bytes:
    return PAGE.format(body=body, head=head).encode()


def paragraph(text: str, **look: object) -> Paragraph:
    return Paragraph((Run(text, **look),))  # type: ignore[arg-type]


def item(text: str, kind: str = "bullet", level: int = 1, starts: bool = False) -> Item:
    return Item(kind, (Run(text),), level, starts)  # type: ignore[arg-type]


@pytest.mark.parametrize(("blocks", "expected"), [
    ((paragraph("one"), paragraph("two")), "<p>one</p>\n<p>two</p>"),
    ((Styled("Heading 1", (Run("A"),)), Styled("heading 2", (Run("B"),)), Styled("Caption", (Run("C"),))),
     "<h2>A</h2>\n<h3>B</h3>\n<p>C</p>"),
    ((item("a"), item("b", level=2), item("c")), "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    ((item("a", "decimal"), item("b", "alpha", 2), item("c", "decimal", starts=True)),
     '<ol><li>a<ol type="a"><li>b</li></ol></li></ol><ol><li>c</li></ol>'),
    ((item("a"), item("b", "roman")), '<ul><li>a</li></ul><ol type="i"><li>b</li></ol>'),
    ((item("a", level=3), item("b", level=1)), "<ul><li>a</li></ul><ul><li>b</li></ul>"),
    ((Clause((Run("x"),)), Clause((Run("y"),), 2), Clause((Run("z"),))),
     '<ol type="a"><li>x<ol type="i"><li>y</li></ol></li><li>z</li></ol>'),
    ((item("a"), Clause((Run("x"),))), '<ul><li>a</li></ul>\n<ol type="a"><li>x</li></ol>'),
    ((paragraph("1 < 2 & \"3\" > 0\nnew line", bold=True),),
     "<p><strong>1 &lt; 2 &amp; &quot;3&quot; &gt; 0<br>new line</strong></p>"),
    ((paragraph("here", link="https://example.gov.uk/?a=1&b=2", italic=True),),
     '<p><a href="https://example.gov.uk/?a=1&amp;b=2"><em>here</em></a></p>'),
    ((paragraph("no", link="javascript:alert(1)"),), "<p>no</p>"),
    ((paragraph("שלום"),), '<p dir="rtl">שלום</p>'),
    ((Table(((Cell((paragraph("Year"),)), Cell((paragraph("£"),))), (Cell((item("a"), item("b"))),)), "Costs"),),
     '<table><caption>Costs</caption><thead><tr><th scope="col">Year</th><th scope="col">£</th></tr></thead>'
     "<tbody><tr><td><ul><li>a</li><li>b</li></ul></td><td></td></tr></tbody></table>"),
])
def test_blocks_become_the_elements_that_they_are(blocks: tuple[Block, ...], expected: str) -> None:
    assert blocks_html(blocks) == expected


ITEMS = st.builds(Item, st.sampled_from(["bullet", "decimal", "alpha", "roman"]),
                  st.tuples(st.builds(Run, st.text("ab<&", min_size=1))), st.integers(1, 5), st.booleans())


@given(st.lists(st.one_of(ITEMS, st.builds(Clause, st.tuples(st.builds(Run, st.just("c"))), st.integers(1, 2)))))
def test_lists_of_any_shape_are_closed_and_hold_nothing_but_items(blocks: list[Block]) -> None:
    root = etree.fromstring(f"<div>{blocks_html(blocks)}</div>")
    for element in root.iter("ul", "ol"):
        assert {child.tag for child in element} == {"li"}
        assert element.getparent().tag in ("div", "li")
    assert len(list(root.iter("li"))) == len(blocks)


class _Text(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.words += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.words += data


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\ufffe\uffff")))
def test_every_word_is_on_the_page_once_and_as_it_was_typed(typed: str) -> None:
    for written in (blocks_html((paragraph(typed),)), words_html((paragraph(typed),))):
        reader = _Text()
        reader.feed(written)
        reader.close()
        assert reader.words == typed


# Layouts

def test_a_place_alone_on_its_line_takes_blocks_and_any_other_the_words() -> None:
    layout = compile_html(page("<h1>[[title]]</h1>\n  [[ reasons ]]\n<p>[[a]], [[b]]</p>"))
    assert [(slot.names[0], slot.block, slot.heading) for slot in layout.slots] == [
        ("title", False, ""), ("reasons", True, "[[title]]"), ("a", False, "[[title]]"), ("b", False, "[[title]]")]
    words = {name: (paragraph(f"<{name}>"),) for name in ("title", "reasons", "a", "b")}
    made = layout.page(words, "The <title>", as_draft=False)
    assert "<title>The &lt;title&gt;</title>" in made and "<h1>&lt;title&gt;</h1>\n  <p>&lt;reasons&gt;</p>\n" in made
    assert "<p>&lt;a&gt;, &lt;b&gt;</p>" in made and "DRAFT" not in made


def test_a_draft_says_so_at_the_head_of_its_page() -> None:
    made = compile_html(page("x")).page({}, "T", as_draft=True)
    assert re.search(r'<body>\s*<p class="draft-mark"><strong>DRAFT – not for signature</strong></p>', made)


def test_what_is_typed_is_never_taken_for_a_place() -> None:
    layout = compile_html(page("[[a]]\n[[b]]"))
    made = layout.page({"a": (paragraph("[[b]]"),), "b": (paragraph("secret"),)}, "[[b]]", as_draft=False)
    assert made.count("secret") == 1 and made.count("[[b]]") == 2


def test_a_page_runs_its_own_script_and_fetches_nothing() -> None:
    made = compile_html(page("<script>let a = 1;</script>")).page({}, "T", as_draft=False)
    assert "default-src 'none'" in made and "script-src 'sha256-" in made
    assert "script-src 'none'" in compile_html(page("x")).page({}, "T", as_draft=False)


@pytest.mark.parametrize(("content", "sentence"), [
    (b"\xff\xfe", "It is not UTF-8 text. Save it as UTF-8."),
    (b"<p>[[title]]</p>", "It is not a whole page. Write <!DOCTYPE html>, <html>, <head> and <body>."),
    (page("x").replace(b"<title>T</title>", b""), "It has no <title> before its first place. The title of the paper "
                                                  "goes there."),
    (page("x").replace(b' lang="en-GB"', b""), 'It does not say its language. Write <html lang="en-GB">.'),
    (page('<p title="[[title]]">x</p>'), "A slot stands inside a tag, a script, a style or a remark. Move it into the "
                                         "text."),
    (page("<script>'[[title]]'</script>"), "A slot stands inside a tag, a script, a style or a remark. Move it into "
                                           "the text."),
    (page("<!-- [[title]] -->"), "A slot stands inside a tag, a script, a style or a remark. Move it into the text."),
    (page('<img src="https://example.gov.uk/a.png">'), "'src' fetches something. A page that is sent round holds all "
                                                       "it needs."),
    (page("x", "<style>p { background: URL(a.png) }</style>"), "Its style fetches something. A page that is sent round "
                                                               "holds all it needs."),
    (page("x", '<link rel="stylesheet" href="https://example.gov.uk/a.css">'),
     "<link> does not belong in a paper. Take it out."),
    (page("<iframe></iframe>"), "<iframe> does not belong in a paper. Take it out."),
    (page('<p onclick="a()">x</p>'), "'onclick' runs a script. Use a <script> of the page instead."),
    (page('<a href="javascript:a()">x</a>'), "It links to 'javascript:a()'. Only web and e-mail addresses can stand in "
                                             "a paper."),
])
def test_a_layout_that_cannot_be_used_says_why(content: bytes, sentence: str) -> None:
    with pytest.raises(HtmlLayoutError) as caught:
        compile_html(content)
    assert sentence in [slip.sentence for slip in caught.value.slips]


def test_a_slip_names_the_heading_it_stands_under() -> None:
    with pytest.raises(HtmlLayoutError) as caught:
        compile_html(page("<h2>Reasons <em>given</em></h2><p><img src='a.png'></p>"))
    assert [slip.where for slip in caught.value.slips] == ["In *Reasons given*"]


def test_a_picture_that_the_page_holds_may_stay() -> None:
    made = compile_html(page('<img alt="Logo" src="data:image/png;base64,AAAA">')).page({}, "T", as_draft=False)
    assert 'src="data:image/png;base64,AAAA"' in made


def test_boxes_carry_their_label_and_both_forms_of_their_words() -> None:
    layout = compile_html(page('<h3>Reasons</h3><div class="wide box">\n[[reasons]]\n</div><h3>Rest</h3><p>[[a]]</p>'))
    (box,) = layout.boxes({"reasons": (paragraph("x & y"), item("z")), "a": ()})
    assert (box.label, box.text, box.html) == ("Reasons", "x & y\nz", "<p>x &amp; y</p>\n<ul><li>z</li></ul>")
