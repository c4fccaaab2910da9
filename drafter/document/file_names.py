"""The name of the Word file: from the output's pattern, and one that Windows takes."""

from __future__ import annotations

import re

from drafter.model.answers import Answers, without_exempt
from drafter.model.form import Output

MAX_LENGTH = 120
_PLACE = re.compile(r"\{(\w+)\}")
_REFUSED = re.compile(r'[<>:"|?*\x00-\x1f\x7f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]')
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
"""What a web page leaves in pasted words: <b>, </i>."""
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)")


def file_name(answers: Answers, output: Output, suffix: str = "docx", *, as_draft: bool = False) -> str:
    """A name for the output: no answer that is exempt in a public one, and no character that Windows refuses."""
    return name_of(without_exempt(answers) if output.public else answers, output, suffix, as_draft=as_draft)


def name_of(shown: Answers, output: Output, suffix: str, *, as_draft: bool) -> str:
    """The same, of answers that may all be shown."""
    stem = _PLACE.sub(lambda place: _clean(shown.text(place[1])), output.file_name)
    parts = (" ".join(part.split()) for part in re.split(r"(?:^|\s)-(?=\s|$)", stem))
    stem = " - ".join(part for part in parts if part)
    stem = _short(stem.strip(" ."), MAX_LENGTH - len(" - DRAFT") - len(suffix) - 1) or _clean(output.title) or output.id
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{stem}{' - DRAFT' if as_draft else ''}.{suffix}"


def _clean(text: str) -> str:
    """The text as part of a name: 24/00006 as 24-00006, "A: B" as "A - B", "<b>A</b>" as "A"."""
    text = re.sub(r"\s*:\s+", " - ", " ".join(_TAG.sub("", text).split()))
    return " ".join(_REFUSED.sub("", re.sub(r"[/\\:]", "-", text)).split())


def _short(text: str, length: int) -> str:
    """The text cut at the end of a word."""
    if len(text) <= length:
        return text
    cut = text[:length + 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else text[:length]).rstrip(" .,;-–")
