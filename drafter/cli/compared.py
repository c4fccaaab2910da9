"""What differs between two drafts as text for people, as a page for a browser, and as JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from drafter.model.comparison import Change, Comparison
from drafter.model.word_diff import EMPTY_LINE, Kind, Line, Stretch, is_same, lines_of

WORDS: dict[Kind, str] = {"removed": "removed", "added": "added", "look": "look changed"}
_TAGS: dict[Kind, str] = {"removed": "del", "added": "ins", "look": "mark"}
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal would obey instead of showing it."""
_LEFT_OUT = "…"
_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #1b222c;
    background: #fff; }
h3 { margin: 1.4rem 0 .2rem; font-size: 1rem; }
p { margin: .2rem 0 .2rem 1rem; }
del { color: #b3261e; background: #fdeeec; } ins { color: #187138; background: #e6f4ea; }
mark { background: #fff5de; } small { font-size: .75em; color: #535d6b; text-decoration: none; }
@media (prefers-color-scheme: dark) { body { color: #e9edf3; background: #14171c; }
    del { color: #ff8f85; background: #3a2023; } ins { color: #6fd48e; background: #16301f; }
    mark { color: #f2c14e; background: #352b14; } small { color: #a5afbd; } }
"""


def as_text(before: Path, after: Path, comparison: Comparison) -> str:
    """Each section with its places; of a long text, the lines that differ."""
    return "\n".join(_CONTROLS.sub("\ufffd", line) for line in _text_lines(before, after, comparison))


def as_html(before: Path, after: Path, comparison: Comparison) -> str:
    """A page that stands alone and fetches nothing."""
    title = f"{escape(before.name)} and {escape(after.name)} compared"
    return "\n".join([
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">', f"<title>{title}</title>",
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>", f"<p>{comparison.sentence}</p>",
        *(line for section in comparison.sections for line in (
            f"<h2>{escape(section.title)}</h2>", *(_html_change(change) for change in section.changes))),
        "</body>\n</html>"])


def as_json(before: Path, after: Path, comparison: Comparison) -> str:
    """Every stretch of every text that differs, in full."""
    return json.dumps({
        "before": str(before), "after": str(after), "same": not comparison.changes,
        "sections": [{"id": section.id, "title": section.title, "changes": [
            {"field": str(change.path), "label": change.label, "what": change.what,
             "stretches": [{"kind": one.kind, "text": one.text} for one in change.stretches]}
            for change in section.changes]} for section in comparison.sections]}, ensure_ascii=False, indent=1)


def _text_lines(before: Path, after: Path, comparison: Comparison) -> Iterator[str]:
    yield f"{before} and {after}: {comparison.sentence}"
    for section in comparison.sections:
        yield f"\n== {section.title} =="
        for change in section.changes:
            yield f"{change.label} - {change.what}"
            yield from (f"  {line}" for line in _shortened(change, _text_line))


def _text_line(line: Line) -> str:
    return "".join(one.text if one.kind == "same" else f"[{WORDS[one.kind]}: {one.text or EMPTY_LINE}]" for one in line)


def _html_change(change: Change) -> str:
    lines = "".join(f"\n<p>{line}</p>" for line in _shortened(change, _html_line))
    return f"<h3>{escape(change.label)} <small>({change.what})</small></h3>{lines}"


def _html_line(line: Line) -> str:
    return " ".join(escape(one.text) if one.kind == "same" else _marked(_TAGS[one.kind], one) for one in line)


def _marked(tag: str, one: Stretch) -> str:
    return f"<{tag}><small>{WORDS[one.kind]}: </small>{escape(one.text or EMPTY_LINE)}</{tag}>"


def _shortened(change: Change, told: Callable[[Line], str]) -> Iterator[str]:
    for same, lines in groupby(lines_of(change.stretches), is_same):
        if same:
            yield _LEFT_OUT
        else:
            yield from (told(line) for line in lines)
