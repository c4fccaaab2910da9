"""docs/rules.md is what `drafter rules` says, and reads as it is meant."""

from __future__ import annotations

from pathlib import Path

import drafter
from drafter.checks.catalogue import catalogue
from drafter.cli.catalogue import as_markdown

PAGE = Path(drafter.__file__).parents[1] / "docs" / "rules.md"


def test_the_page_of_rules_is_the_catalogue() -> None:
    assert PAGE.read_text("utf-8") == as_markdown(catalogue()) + "\n", (
        "the rules have changed; make the page again: python -m drafter rules --format markdown > docs/rules.md")


def test_what_must_be_fixed_without_a_law_says_that_the_record_contradicts_itself() -> None:
    sources = {code: next(line for line in part.splitlines() if line.startswith("- Source:"))
               for part in PAGE.read_text("utf-8").split("### `")[1:] for code in [part.partition("`")[0]]}
    assert sources["date_order"].startswith("- Source: The record contradicts itself;")
    assert sources["template_prompt"].startswith("- Source: The record is not finished;")
    assert sources["long_sentence"].startswith("- Source: Good drafting;")


def test_what_a_rule_says_is_never_markup() -> None:
    (rule, *_) = catalogue()
    page = as_markdown([type(rule)(code="odd", family="words", severity="advice", looks_at="*All* of [it](x)",
                                   sentence="<b>{words}</b> | `code`", why="# Why", waiver="Nobody_here_")])
    assert r"\<b\>{words}\</b\> \| \`code\`" in page and r"\*All\* of \[it\](x)" in page
    assert r"\# Why" in page and r"Nobody\_here\_" in page
