"""Wordings: what they can say, and that they can do nothing else."""

from __future__ import annotations

import pytest

from drafter.document.answer_words import Answer, AnswerList, AnswerRows, Gap
from drafter.document.blocks import Styled, plain
from drafter.document.wording import GapMet, WordingError, compile_wording
from drafter.document.wording_tree import Shape
from drafter.model.rich_text import Item, Paragraph, Run

WORDS = {
    "title": Answer("Park"), "blank": Answer(""), "part": Answer("part", "Part exempt"),
    "yes": Answer("yes", "Yes"), "no": Answer("no", "No", is_true=False),
    "rich": Answer("One\nTwo", (Paragraph((Run("One", bold=True),)), Item("bullet", (Run("Two"),)),
                                Paragraph((Run("Three"),)))),
    "ticked": AnswerList([Answer("a", "First"), Answer("b", "KCC"), Answer("c", "Third")], "First; KCC; Third"),
    "rows": AnswerRows([{"name": Answer("North"), "who": AnswerList([Answer("x", "X")], "X")},
                        {"name": Answer("South"), "who": AnswerList([Answer("y", "Y")], "Y")}],
                       "both", {"none_because": Answer("no need")}),
    "due": Answer("", Gap("There is no answer for 'Due'.")),
}
SHAPES = {"title": Shape(), "ticked": Shape(columns={}),
          "rows": Shape(frozenset(("none_because",)), {"name": Shape(), "who": Shape(columns={})})}


def said(source: str) -> list[str]:
    return plain(compile_wording(source).render(WORDS)).split("\n")


@pytest.mark.parametrize(("source", "words"), [
    ("{{ title }}", ["Park"]),
    ("The {{ title }}, {{ part }}.", ["The Park, Part exempt."]),
    ("One\n\n\n  Two  ", ["One", "Two"]),
    ("{% if part == 'part' %}\nyes\n{% endif %}\nend", ["yes", "end"]),
    ("{% if part == 'Part exempt' %}label{% else %}id{% endif %}", ["id"]),
    ("{% if yes %}1{% endif %}{% if no %}2{% endif %}{% if not blank %}3{% endif %}", ["13"]),
    ("{{ title }}{% if yes %} is{% endif %}\nnext", ["Park is", "next"]),
    ("{% for row in rows %}\n{{ loop.index }} of {{ loop.length }}: {{ row.name }}\n{% endfor %}",
     ["1 of 2: North", "2 of 2: South"]),
    ("{% for row in rows if row.name == 'South' %}{{ row['name'] }}{% endfor %}", ["South"]),
    ("{% for row in rows %}{% for one in row.who %}{{ one }}{% endfor %}{% endfor %}", ["XY"]),
    ("{% if 'b' in ticked %}{{ ticked | listed }}{% endif %}", ["First, KCC and Third"]),
    ("{{ ticked | join(' / ') | upper }} {{ ticked | count }}", ["FIRST / KCC / THIRD 3"]),
    ("{{ part | lower_first }} {{ 'KCC' | lower_first }} {{ part | lower }}", ["part exempt KCC part exempt"]),
    ("{{ rows.none_because }} {{ rows }}", ["no need both"]),
    ("{{ blank or title }} {{ 'a' if yes else 'b' }}", ["Park a"]),
    ("\\[Heading 1] as text", ["[Heading 1] as text"]),
    ("{% raw %}{{ title }}{% endraw %}{# not printed #}", ["{{ title }}"]),
])
def test_a_wording_says(source: str, words: list[str]) -> None:
    assert said(source) == words


def test_a_style_is_named_at_the_head_of_a_line_by_the_author_only() -> None:
    assert compile_wording("[Heading 2] About {{ title }}").render(WORDS) == (
        Styled("Heading 2", (Run("About "), Run("Park"))),)
    typed = {"title": Answer("[Heading 1] x\n[Title] y")}
    (block,) = compile_wording("{{ title }}").render(typed)
    assert block == Paragraph((Run("[Heading 1] x\n[Title] y"),), id="")


def test_a_longer_answer_runs_on_from_the_words_before_it() -> None:
    first, second, third = compile_wording("Because {{ rich }}, we think.").render(WORDS)
    assert first == Paragraph((Run("Because "), Run("One", bold=True)), id="")
    assert isinstance(second, Item)
    assert third == Paragraph((Run("Three"), Run(", we think.")), id="")


def test_a_list_alone_in_its_line_stays_a_list() -> None:
    words = {"rich": Answer("x", (Item("bullet", (Run("x"),)), Item("bullet", (Run("y"),))))}
    assert [type(block) for block in compile_wording("{{ rich }}").render(words)] == [Item, Item]
    assert [type(block) for block in compile_wording("See {{ rich }} there").render(words)] == [
        Paragraph, Item, Item, Paragraph]


def test_a_due_answer_is_never_printed_as_nothing() -> None:
    for source in ("{{ due }}", "{{ due | upper }}", "x {{ due }} y"):
        with pytest.raises(GapMet, match="There is no answer for 'Due'"):
            compile_wording(source).render(WORDS)


@pytest.mark.parametrize("source", ["{{ nobody }}", "{{ title.nothing }}",
                                    "{% for r in rows %}{{ r.what }}{% endfor %}",
                                    "{{ 'a' if no }}", "{{ yes == no }}", "{{ title | join }}", "{{ 1 < title }}"])
def test_what_cannot_be_printed_is_an_error_and_never_a_blank(source: str) -> None:
    with pytest.raises(WordingError):
        compile_wording(source).render(WORDS)


@pytest.mark.parametrize(("source", "line", "sentence"), [
    ("\n{{ titel }}", 2, "'titel' is not a field of the form. Did you mean 'title'?"),
    ("{% for row in rows %}\n{{ row.nmae }}{% endfor %}", 2, "'row' has no 'nmae'. Did you mean 'name'?"),
    ("{{ rows.none_becuase }}", 1, "'rows' has no 'none_becuase'. Did you mean 'none_because'?"),
    ("{{ title.label }}", 1, "'title' has no 'label'."),
    ("{% for x in title %}{{ x }}{% endfor %}", 1, "'title' has no rows to go over."),
    ("{% for x in rows %}{% endfor %}{{ x }}", 1, "'x' is not a field of the form."),
    ("{{ loop.index }}", 1, "'loop' is not a field of the form."),
    ("a\n  [Headng 2] x", 2, "The layout has no paragraph style 'Headng 2'. Did you mean 'Heading 2'?"),
    ("{% if title %}[Hedding 1] x{% endif %}", 1, "The layout has no paragraph style 'Hedding 1'. "
                                                  "Did you mean 'Heading 1'?"),
])
def test_a_slip_is_named_with_its_line(source: str, line: int, sentence: str) -> None:
    (slip,) = compile_wording(source).slips_against(SHAPES, ["Heading 1", "Heading 2", "Title"])
    assert (slip.line, slip.sentence) == (line, sentence)


def test_a_sound_wording_has_no_slips() -> None:
    source = "[Heading 1] {{ title }}\n{% for r in rows if r.name %}{% for w in r.who %}{{ w }}{% endfor %}{% endfor %}"
    assert list(compile_wording(source).slips_against(SHAPES, ["Heading 1"])) == []


ESCAPES = (
    "{{ ''.__class__ }}", "{{ title.__class__.__mro__ }}", "{{ title['__class__'] }}",
    "{{ title | attr('__class__') }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{{ self }}", "{{ self.__init__ }}", "{{ lipsum() }}",
    "{{ range(10) }}", "{{ namespace() }}", "{{ joiner() }}", "{{ dict() }}", "{{ title.upper() }}",
    "{{ title.format('x') }}", "{{ '%s' % title }}", "{{ 'x' * 3000000000 }}", "{{ 9 ** 9 ** 9 }}", "{{ 'a' ~ 'b' }}",
    "{{ 1 + 1 }}", "{{ -1 }}", "{{ 7 // 2 }}", "{{ title[0] }}", "{{ title[::-1] }}", "{{ rows[0] }}",
    "{{ {'a': 1} }}", "{% include 'x' %}", "{% import 'x' as y %}", "{% from 'x' import y %}", "{% extends 'x' %}",
    "{% macro m() %}{% endmacro %}", "{% block b %}{% endblock %}", "{% set x = 1 %}", "{% set x %}y{% endset %}",
    "{% call x() %}{% endcall %}", "{% filter upper %}x{% endfilter %}", "{% with a = 1 %}{% endwith %}",
    "{% do title.x() %}", "{% autoescape true %}x{% endautoescape %}", "{% for a in range(9) %}{% endfor %}",
    "{% for a in 'abc' %}{% endfor %}", "{% for a, b in rows %}{% endfor %}",
    "{% for a in rows recursive %}{% endfor %}", "{% for loop in rows %}{% endfor %}",
    "{% for a in rows %}{% for b in rows %}{% endfor %}{% endfor %}",
    "{% for a in rows %}{% for b in a.x %}{% for c in b.x %}{% for d in c.x %}" + 4 * "{% endfor %}",
    "{{ title | map('upper') }}", "{{ title | replace('a', 'b') }}", "{{ title | pprint }}", "{{ title | safe }}",
    "{{ title | join(rows) }}", "{{ title is mapping }}", "{{ title", "{% if title %}", "\ue0000\ue001",
    "{{ '\ue0000\ue001' }}", "x" * 20_001, "{{ " + "(" * 500 + "title" + ")" * 500 + " }}",
    "{{ " + "not " * 5000 + "title }}",
)


@pytest.mark.parametrize("source", ESCAPES, ids=range(len(ESCAPES)))
def test_whatever_reaches_beyond_the_answers_is_refused(source: str) -> None:
    with pytest.raises(WordingError):
        compile_wording(source).render(WORDS)


def test_a_wording_never_grows_without_end() -> None:
    words = {"rows": AnswerRows([{"name": Answer("x")}] * 5000, "", {})}
    with pytest.raises(WordingError, match="too much"):
        compile_wording("{% for row in rows %}" + "x" * 10_000 + "{% endfor %}").render(words)


def test_one_phrase_may_be_put_in_the_place_of_another_and_what_was_typed_stays_text() -> None:
    source = '{{ text | instead("I propose to", "I agree to") }}'
    (block,) = compile_wording(source).render({"text": Answer("I propose to {{ sign }} & I propose to pay")})
    assert isinstance(block, Paragraph)
    assert block.runs == (Run("I agree to {{ sign }} & I agree to pay"),)
