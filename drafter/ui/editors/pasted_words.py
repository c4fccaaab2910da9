"""Small readings of what was pasted: what an element says of its looks, and its words as the page showed them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from lxml import html

from drafter.model.rich_text import Run

SPACES = re.compile(r"[ \t\n\r\f]+")
_PADDING = re.compile(r"[ \xa0]*\xa0[ \xa0]+|[ \xa0]+\xa0[ \xa0]*")


def declarations(element: html.HtmlElement, styles: Mapping[str, str]) -> dict[str, str]:
    """The element's style, by name; those of Excel's classes come first."""
    bodies = [styles[name] for name in element.get("class", "").split() if name in styles]
    found: dict[str, str] = {}
    for part in ";".join([*bodies, element.get("style", "")]).split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip().lower()
    return found


def has_words(element: html.HtmlElement) -> bool:
    return any(words.strip() for words in element.itertext())


def tidied(runs: list[Run]) -> tuple[Run, ...]:
    """Runs of one look made one; one space where the page shows one, none at the ends; padding made of hard spaces
    gone. A paragraph of nothing but space is none."""
    made: list[Run] = []
    for run in runs:
        words = " " if run.text == "\xa0" else _PADDING.sub(" ", run.text)  # alone, it is how browsers copy a space
        if (not made or made[-1].text.endswith((" ", "\n"))) and words.startswith(" "):
            words = words.lstrip(" ")
        if words.startswith("\n") and made and made[-1].text.endswith(" "):
            made[-1] = replace(made[-1], text=made[-1].text.rstrip(" "))
        if not words:
            continue
        if made and replace(made[-1], text=words) == replace(run, text=words):
            made[-1] = replace(run, text=made[-1].text + words)
        else:
            made.append(replace(run, text=words))
    while made and not made[-1].text.rstrip(" \xa0\n\t"):
        made.pop()
    if made:
        made[-1] = replace(made[-1], text=made[-1].text.rstrip(" \xa0\n\t"))
    while made and not made[0].text.strip(" \xa0\n"):
        made.pop(0)
    if made:
        made[0] = replace(made[0], text=made[0].text.lstrip(" \xa0\n"))
    return tuple(made)
