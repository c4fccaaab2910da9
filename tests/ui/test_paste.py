"""What is copied in Word, Outlook, Google Docs, Excel and browsers arrives as plain rich text, whole and in order."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QTextDocument

from drafter.model.rich_text import Cell, Item, Paragraph, RichText, Run, Table, plain, plain_runs
from drafter.ui.editors.paste import read_html, read_plain
from drafter.ui.editors.rich_text import RichTextBox


def said(text: RichText) -> str:
    """The text in one line a block: the kind and level of an item, marks around looks."""
    return "\n".join(_block(block) for block in text.blocks)


def _block(block) -> str:
    if isinstance(block, Table):
        rows = (" | ".join("; ".join(_block(b) for b in cell.blocks) for cell in row) for row in block.table)
        return f"table {f'({block.title}) ' if block.title else ''}" + " / ".join(rows)
    words = "".join(_run(run) for run in block.runs)
    if isinstance(block, Item):
        return f"{block.list}{block.level}{'!' if block.starts else ''} {words}"
    return words


def _run(run: Run) -> str:
    words = run.text.replace("\n", "\\n").replace("\xa0", "~")
    for mark, there in (("*", run.bold), ("/", run.italic), ("_", run.underline)):
        words = f"{mark}{words}{mark}" if there else words
    return f"[{words}]({run.link})" if run.link else words


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style>
<!--[if gte mso 9]><xml><o:Office>secret settings</o:Office></xml><![endif]--></head><body lang=EN-GB>
<!--StartFragment-->
<p class=MsoNormal>The <b>new</b> <i>service</i> will<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>First point</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>Deeper point</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Number one</p>
<p class=MsoNormal>old <del cite="mailto:x" datetime="2026-01-01">removed words </del><ins>kept words</ins><span
style='display:none'>hidden secret</span><a href="#_ftn1" style='mso-footnote-id:ftn1'>[1]</a></p>
<p class=MsoNormal><img src="file:///C:/Temp/clip_image001.png"></p>
<p class=MsoNormal>&nbsp;</p>
<!--EndFragment--></body></html>"""


def test_word_keeps_lists_and_looks_and_drops_deletions_hidden_words_and_pictures():
    pasted = read_html(WORD)
    assert said(pasted.text) == ("The *new* /service/ will\nbullet1 First point\nbullet2 Deeper point\n"
                                 "decimal1! Number one\nold kept words")
    assert pasted.left_out == ("Left out of what was pasted: 1 picture, 1 deleted passage, 1 hidden passage and "
                               "1 comment or footnote.")


@pytest.mark.parametrize(("labels", "kinds"), [
    (["h)", "i)", "j)"], ["alpha"] * 3), (["i.", "ii.", "iii."], ["roman"] * 3), (["1.", "2)"], ["decimal"] * 2),
    (["o", "§", "·", "–"], ["bullet"] * 4), (["(a)", "(b)"], ["alpha"] * 2)])
def test_words_own_markers_tell_the_kind_of_list(labels, kinds):
    html = "".join(f"<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>{label}&nbsp;</span>x</p>"
                   for label in labels)
    assert [block.list for block in read_html(html).text.blocks] == kinds


DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span
style="font-weight:400;">Plain </span><span style="font-weight:700;">bold</span><span
style="font-weight:400;text-decoration:underline;"> under</span></p><ol><li dir="ltr" aria-level="1"
style="list-style-type:lower-alpha;"><p dir="ltr"><span>letter</span></p></li><ol><li aria-level="2"
style="list-style-type:lower-roman;"><p>roman</p></li></ol></ol></b>"""

EXCEL = """<html><head><style><!--table {mso-displayed-decimal-separator:"\\.";} .xl65 {font-weight:700;}
.xl66 {mso-number-format:"0";}--></style></head><body><table width=128><!--StartFragment--><col width=64><tr>
<td class=xl65>Year</td><td class=xl65>Cost</td></tr><tr><td class=xl66>2026</td><td>£1,000</td></tr><!--EndFragment-->
</table></body></html>"""

OUTLOOK = """<div><table border=0><tbody><tr><td><div>Dear all,</div><div><br></div><div>See
<a href="https://example.gov.uk/x">the page</a> or <a href="javascript:alert(1)">this</a>.</div></td></tr></tbody>
</table><ul><li>one</li><li>two<ul><li>deeper</li></ul></li></ul><ul><li>another list</li></ul></div>"""

BROWSER = """<h2>Heading</h2><p>Some<br>lines &amp; <code>code</code>  with   spaces</p><script>alert(1)</script>
<style>p{}</style><table><tr><th>A<th>B<tr><td colspan=2>wide<tr><td><ul><li>in cell</ul><td>x</table>
<p>end<svg></svg>"""


@pytest.mark.parametrize(("html", "expected"), [
    (DOCS, "Plain *bold*_ under_\nalpha1 letter\nroman2 roman"),
    (EXCEL, "table *Year* | *Cost* / 2026 | £1,000"),
    (OUTLOOK, "Dear all,\nSee [the page](https://example.gov.uk/x) or this.\n"
              "bullet1 one\nbullet1 two\nbullet2 deeper\nbullet1! another list"),
    (BROWSER, "*Heading*\nSome\\nlines & code with spaces\ntable A | B / wide |  / bullet1 in cell | x\nend"),
    ("<p>a<p>b", "a\nb"), ("just words", "just words"), ("<p>2&nbsp;million&nbsp;&nbsp; x</p>", "2~million x"),
    ("<p>x <s>struck</s> y</p>", "x y"), ("<pre>a\n  b</pre>", "a\\n  b")],
    ids=["docs", "excel", "outlook", "browser", "loose", "words", "hard spaces", "struck", "pre"])
def test_other_programs(html, expected):
    assert said(read_html(html).text) == expected


CLIPBOARDS = Path(__file__).parents[1] / "data" / "clipboard"


@pytest.mark.parametrize("program", ["word_desktop", "word_online", "outlook", "google_docs", "excel", "libreoffice",
                                     "chrome", "firefox"])
def test_what_each_program_puts_on_the_clipboard_arrives_whole_and_in_order(program):
    pasted = read_html((CLIPBOARDS / f"{program}.html").read_text("utf-8"), "")
    arrived = f"{said(pasted.text)}\n{pasted.left_out}".rstrip()
    assert arrived == (CLIPBOARDS / f"{program}.expected.txt").read_text("utf-8").rstrip()


def test_where_there_is_only_rtf_and_plain_text_the_plain_text_keeps_its_lists_and_tables(box):
    source = mime(text=(CLIPBOARDS / "rtf_fallback.txt").read_bytes().decode("utf-8"))
    source.setData("text/rtf", (CLIPBOARDS / "rtf_fallback.rtf").read_bytes())
    box.insertFromMimeData(source)
    assert said(box.text) == (CLIPBOARDS / "rtf_fallback.expected.txt").read_text("utf-8").strip()


@pytest.mark.parametrize("text", ["1. Only one", "- only one", "3. three\n4. four", "a) one\nThe rest", "2026\t1",
                                  "1. one\nwords\n2. two", "x. y\nz. w", "19 May 2026"])
def test_plain_lines_that_are_not_surely_a_list_stay_as_they_are(text):
    assert said(read_plain(text).text) == text


def test_letters_go_on_past_h_and_roman_numbers_begin_with_i():
    letters = "\n".join(f"({letter}) x" for letter in "abcdefghij")
    assert {block.list for block in read_plain(letters).text.blocks} == {"alpha"}
    assert said(read_plain("i. x\nii. y\niii. z").text) == "roman1 x\nroman1 y\nroman1 z"


def test_an_unsafe_link_becomes_words_and_is_told():
    assert "1 unsafe link" in read_html(OUTLOOK).left_out


def test_plain_text_becomes_paragraphs_and_what_word_cannot_hold_is_counted():
    pasted = read_plain("one\r\n\r\ntwo\x0bthree\x00\x07")
    assert [plain_runs(block.runs) for block in pasted.text.blocks] == ["one", "two", "three"]
    assert pasted.left_out == "Left out of what was pasted: 2 characters that Word cannot hold."


def test_a_table_too_large_becomes_lines():
    html = "<table>" + "<tr><td>a</td><td>b</td></tr>" * 1_500 + "</table>"
    blocks = read_html(html).text.blocks
    assert len(blocks) == 1_500 and all(isinstance(block, Paragraph) for block in blocks)
    assert plain_runs(blocks[0].runs) == "a\tb"


@pytest.mark.parametrize("html", ["", "<", "<p", "<!--", "<table>", "<table><tr></table>", "<ul></ul>", "\x00",
                                  "<li>x", "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
                                  "<?xml version='1.0' encoding='utf-16'?><p>x</p>",
                                  "<p mso-list>" * 50, "<b>" * 5_000 + "deep"])
def test_broken_html_never_fails_and_falls_back_on_the_plain_words(html):
    pasted = read_html(html, "plain words")
    assert isinstance(pasted.text, RichText)
    assert "x" not in html or plain(pasted.text)


def mime(html="", text="", urls=()):
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    return data


@pytest.fixture
def box(qtbot):
    made = RichTextBox()
    qtbot.addWidget(made)
    made.heard = []
    made.said.connect(made.heard.append)
    made.show()
    return made


def test_pasting_goes_on_where_the_cursor_is(qtbot, box):
    qtbot.keyClicks(box, "before after")
    cursor = box.textCursor()
    cursor.setPosition(7)
    box.setTextCursor(cursor)
    box.insertFromMimeData(mime(html="<p>one</p><ul><li>two</li></ul><p>three</p>"))
    assert said(box.text) == "before one\nbullet1 two\nthree\nafter"


def test_one_pasted_paragraph_stays_in_the_line(qtbot, box):
    qtbot.keyClicks(box, "ac")
    cursor = box.textCursor()
    cursor.setPosition(1)
    box.setTextCursor(cursor)
    box.insertFromMimeData(mime(html="<b>b</b>"))
    assert said(box.text) == "a*b*c"
    assert box.textCursor().position() == 2


def test_a_pasted_table_stands_between_the_words(qtbot, box):
    qtbot.keyClicks(box, "ab")
    cursor = box.textCursor()
    cursor.setPosition(1)
    box.setTextCursor(cursor)
    box.insertFromMimeData(mime(html="<table><tr><td>1<td>2<tr><td>3<td>4</table>"))
    assert said(box.text) == "a\ntable 1 | 2 / 3 | 4\nb"


def test_a_table_pasted_into_a_table_becomes_lines(box):
    box.show_text(RichText((Table(((Cell(()), Cell(())),)),)))
    box.setTextCursor(box.document().rootFrame().childFrames()[0].cellAt(0, 0).firstCursorPosition())
    box.insertFromMimeData(mime(html="<table><tr><td>1<td>2<tr><td>3<td>4</table>"))
    assert said(box.text) == "table 1\t2; 3\t4 | "


def test_copying_within_the_box_keeps_the_looks(qtbot, box):
    text = RichText((Paragraph((Run("a "), Run("b", bold=True), Run("c", link="https://example.gov.uk"))),
                     Item("alpha", (Run("d", italic=True),)), Item("roman", (Run("e", underline=True),), 2)))
    box.show_text(text)
    box.selectAll()
    copied = box.createMimeDataFromSelection()
    box.show_text(RichText(()))
    box.insertFromMimeData(copied)
    assert said(box.text) == said(text)


def test_pictures_and_files_are_refused(box):
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    files = mime(text="/etc/passwd", urls=["file:///etc/passwd"])
    assert not box.canInsertFromMimeData(picture) and not box.canInsertFromMimeData(files)
    box.insertFromMimeData(files)
    assert box.toPlainText() == "" and not box.heard
    box.insertFromMimeData(picture)
    assert box.toPlainText() == "" and box.heard == ["A picture was not pasted: papers hold words, lists and tables."]


def test_nothing_named_by_a_text_is_opened(box):
    picture = box.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("file:///etc/passwd"))
    assert isinstance(picture, QImage) and picture.width() == 1
    assert bytes(box.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("file://host/x"))) == b" "


def test_nothing_foreign_gets_as_far_as_being_asked_for(qtbot):
    """Every sample names pictures, style sheets or files; none makes the box or the reader ask for one."""
    asked = []

    class Watched(RichTextBox):
        def loadResource(self, kind, name):
            asked.append(name)
            return super().loadResource(kind, name)

    watched = Watched()
    qtbot.addWidget(watched)
    watched.show()
    sys.modules.pop("PySide6.QtNetwork", None)
    for file in sorted(CLIPBOARDS.glob("*.html")):
        before = len(plain(watched.text))
        watched.insertFromMimeData(mime(html=file.read_text("utf-8")))
        watched.grab()
        assert len(plain(watched.text)) > before
    assert not asked and "PySide6.QtNetwork" not in sys.modules


def test_a_megabyte_is_taken_whole(box):
    lines = [f"line {n} of a very long text that somebody pasted" for n in range(22_000)]
    box.insertFromMimeData(mime(text="\n".join(lines)))
    assert plain(box.text) == "\n".join(lines)
    one = "x" * 1_000_000
    box.show_text(RichText(()))
    box.insertFromMimeData(mime(html=f"<p>{one}</p>"))
    assert plain(box.text) == one


def test_what_was_left_out_is_told(box):
    box.insertFromMimeData(mime(html="<p>x<img src='file:///a.png'></p>"))
    assert box.heard == ["Left out of what was pasted: 1 picture."]
