"""Documents and people to ask: what is cited is listed, and what is given can be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from drafter.checks.messages import quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import choice_of, field_of, fields_of, phrases
from drafter.checks.text import each_line, phrases_in, spaced
from drafter.checks.wording import folded
from drafter.model.draft import Path
from drafter.model.problem import Fix
from drafter.model.rich_text import Item, Paragraph, RichText, Table

_APPENDIX = re.compile(r"\b([Aa]ppendix|APPENDIX|[Aa]nnex|[Ee]nclosure) ([0-9]{1,2}|[A-Z])\b"
                       r"(?! (?:of|to|in) (?:the |its |that |their )?[A-Z])")
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AppendixNotListed(Rule):
    """A text cites an appendix by its number or letter, and no document of the lists is called so. One "of the
    Constitution" belongs to something else."""

    code = "appendix_not_listed"
    family = "papers"
    severity = "must_explain"
    law = "Regulation 9(1)(e), SI 2012/2089, for a key decision"
    looks_at = "Appendices and annexes that a text cites, beside the lists of documents."
    why = "A reader who is sent to an appendix must be able to find it."
    sentence = "{words} is cited, and no document that is listed is called so. List it, or take the citation out."

    documents: tuple[str, ...] = fields_of("documents")

    def findings(self, case: Case) -> Iterator[Finding]:
        titles = [f" {folded(text)} " for path, text in case.texts_of(self.documents) if path.column == "title"]
        for path, text in case.saying(("appendix", "annex", "enclosure")):
            if path.field in self.documents:
                continue
            for cited in _appendices(text):
                if not any(f" {folded(cited)} " in title for title in titles):
                    yield Finding(path, {"words": quoted(cited)})


@each_line
def _appendices(text: str) -> tuple[str, ...]:
    """The appendices a text cites, each once."""
    return tuple(dict.fromkeys(hit[0] for hit in _APPENDIX.finditer(spaced(text))))[:_MOST]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ContactWithoutEmail(Rule):
    """People are given to ask, and none of them with an e-mail address."""

    code = "contact_without_email"
    family = "papers"
    local = True
    looks_at = "The people who can be asked."
    why = "The notice says how to ask for the documents; a name alone answers nobody."
    sentence = "No contact has an e-mail address. Enter one that is read."

    contact: str = field_of("people")

    def findings(self, case: Case) -> Iterator[Finding]:
        rows = case.answers.row_ids(self.contact)
        if rows and not any(Path(self.contact, row, "email") in case.answers.values for row in rows):
            yield Finding(Path(self.contact, rows[0], "email"))


_ADDRESS = re.compile(r"(?:https?|file|ftp)://[^\s<>\"”’)\]]{1,500}|\\\\[\w.$-]{1,80}\\[^\s<>\"]{1,200}"
                      r"|\b[A-Z]:\\[^\s<>\"]{2,200}", re.IGNORECASE)
_PRIVATE = re.compile(r"(?:10|127|192\.168|172\.(?:1[6-9]|2[0-9]|3[01]))\.[0-9.]+|localhost|[^.]+"
                      r"|.+\.(?:local|internal|lan)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class UnusableLink(Rule):
    """A web address that only works within the council, or a folder."""

    code = "unusable_link"
    family = "papers"
    severity = "must_explain"
    local = True
    looks_at = "Web addresses and folders, in every text and behind its links."
    why = "Published pages have sent their readers to machines that only the council's own staff can reach."
    sentence = "{words} cannot be opened from outside the council. Give the public address."

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts.items():
            entry = case.answers.values[path]
            links = _links(entry) if isinstance(entry, RichText) else ()
            for address in dict.fromkeys((*_addresses(text), *(one for one in links if _is_private(one)))):
                yield Finding(path, {"words": quoted(address)})


@each_line
def _addresses(text: str) -> tuple[str, ...]:
    """The addresses of a text that only work inside."""
    if "://" not in text and "\\" not in text:
        return ()
    return tuple(hit[0].rstrip(".,;:") for hit in _ADDRESS.finditer(text) if _is_private(hit[0].rstrip(".,;:")))[:_MOST]


def _links(text: RichText) -> Iterator[str]:
    for block in text.blocks:
        if isinstance(block, Table):
            yield from (link for row in block.table for cell in row for link in _links(RichText(cell.blocks)))
        elif isinstance(block, Paragraph | Item):
            yield from (run.link for run in block.runs if run.link and not run.link.lower().startswith("mailto:"))


def _is_private(address: str) -> bool:
    if address.startswith("\\") or address[1:3] == ":\\" or address.lower().startswith("file:"):
        return True
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return True
    return _PRIVATE.fullmatch(host) is not None or not host


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ExemptDocumentOpen(Rule):
    """A document is listed as exempt, and the record says that all of it can be published."""

    code = "exempt_document_open"
    family = "public"
    severity = "must_explain"
    law = "Schedule 12A, Local Government Act 1972"
    looks_at = "The titles of the documents, beside the answer on publication."
    why = "What is withheld needs its paragraph and its reason, and the record must say that it is."
    sentence = ("The document {title} is exempt by its title, but the record is for publication in full. Make them "
                "agree.")
    fix = "Makes the record part exempt."

    publication: str = field_of("choice")
    open: str = choice_of("publication")
    part: str = choice_of("publication")
    documents: tuple[str, ...] = fields_of("documents")
    marks: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        if case.chosen(self.publication) != self.open:
            return
        for path, text in case.texts_of(self.documents):
            if path.column == "title" and phrases_in(text, self.marks):
                yield Finding(path, {"title": quoted(text)},
                              (Fix("Use part exempt", ((Path(self.publication), self.part),)),))
