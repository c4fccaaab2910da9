"""A whole invented decision, and ways to look into the Word files made of it."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import Table as WordTable
from lxml import etree

from drafter.document.render import render
from drafter.model.answers import Answers
from drafter.model.draft import Draft, Implication, Row, Rows
from drafter.model.form import Form, Output
from drafter.model.rich_text import Cell, Item, Paragraph, RichText, Run, Table, from_plain
from drafter.storage.packs import Pack

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def record(kent: Form) -> Output:
    output = kent.output("proposed_record")
    assert output is not None
    return output


@pytest.fixture(scope="session")
def kent_templates(kent_pack: Pack) -> Path:
    return kent_pack.templates


@pytest.fixture(scope="session")
def make(record: Output, kent_templates: Path) -> Callable[..., bytes]:
    """The bytes of Kent's proposed record of some answers."""
    return lambda answers, **how: render(answers, record, kent_templates, **how).content


@pytest.fixture(scope="session")
def opened(make: Callable[..., bytes]) -> Callable[..., Document]:
    """The same, opened again."""
    return lambda answers, **how: docx.Document(io.BytesIO(make(answers, **how)))


@pytest.fixture(scope="session")
def ferry(draft_of: Callable[..., Draft]) -> Draft:
    """A decision that uses every kind of answer."""
    cells = (("Year", "Passengers"), ("2024/25", "41,200"), ("2025/26", "43,900"))
    table = Table(tuple(tuple(Cell((Paragraph((Run(text),)),)) for text in row) for row in cells), "Passengers a year")
    reasons = RichText((
        Paragraph((Run("The foot ferry at Harbour Reach carries "), Run("43,900 passengers", bold=True),
                   Run(" a year, most of them on the way to work or school. The survey is "),
                   Run("published by the operator", link="https://ferry.example.gov.uk/survey?year=2026&page=2"),
                   Run("."))),
        Paragraph((Run("Without the decision:"),)),
        Item("bullet", (Run("the service ends on 31 March 2027;"),)),
        Item("bullet", (Run("the nearest crossing is eleven miles away, and"),)),
        Item("bullet", (Run("by bus that takes 55 minutes."),), level=2),
        Paragraph((Run("The council looked at three things in turn:"),)),
        Item("decimal", (Run("what passengers need;"),)),
        Item("decimal", (Run("what the market offers;"),)),
        Item("alpha", (Run("at the old price;"),), level=2),
        Item("alpha", (Run("at the new price;"),), level=2),
        Item("decimal", (Run("what the council can afford."),)),
        table,
        Paragraph((Run("The figures are the "), Run("operator's own", italic=True), Run("."))),
        Item("decimal", (Run("A new list begins again."),)),
    ))
    return draft_of(
        title="Harbour Reach foot ferry: contract from April 2027",
        decision_maker_title="Cabinet Member for Highways and Transport",
        decision_number="26/00041", for_publication="yes", key_decision="yes", key_reason=("money",),
        involves=("contract", "personal_data"), urgency_route="normal",
        decision_clauses=Rows((
            Row({"verb": "APPROVE", "text": "the award of a contract for the Harbour Reach foot ferry for four years "
                                            "from 1 April 2027, in two parts:"}),
            Row({"level": "2", "text": "the weekday service; and"}),
            Row({"level": "2", "text": "the weekend service;"}),
            Row({"verb": "DELEGATE", "delegate_to": "Corporate Director Growth, Environment and Transport",
                 "consulting": "the Cabinet Member for Highways and Transport",
                 "text": "agree the final terms of the contract and any extension of up to two years."}),
        )),
        contract_term=Rows((Row({"name": "Foot ferry", "start": "1/4/2027", "end": "31/3/2031", "months": "48"}),)),
        reasons=reasons, background="The present contract began in 2019 and ends on 31 March 2027.",
        previous_decisions="19/00023",
        financial_implications=Implication("answered", from_plain(
            "The contract costs £1.2 million over four years, met from the public transport budget.")),
        financial_table=Rows((
            Row({"year": "2027/28", "revenue": "300000", "source": "Public transport budget"}),
            Row({"year": "2028/29", "revenue": "£300,000", "source": "Public transport budget"}))),
        legal_implications=Implication("answered", from_plain(
            "The contract is procured under the Procurement Act 2023. The power to support the service is in section "
            "63 of the Transport Act 1985.")),
        procurement_regime="pa2023",
        equalities_implications=Implication("answered", from_plain(
            "Older and disabled passengers depend on the ferry. The new boats have level access.")),
        eqia_status="full", eqia_date="12 October 2026", eqia_link="https://www.example.gov.uk/eqia/ferry",
        data_protection_implications=Implication(
            "none", because="no personal data is handled beyond what the operator holds today"),
        cabinet_committee_name="Environment and Transport Cabinet Committee", cabinet_committee_date="19 November 2026",
        cabinet_committee_outcome="endorsed",
        cabinet_committee="The committee endorsed the proposed decision.",
        consultation_other=Rows((
            Row({"who": "Passengers", "how": "On board and online", "dates": "May and June 2026",
                 "outcome": "612 answers; 91% want the service kept"}),
            Row({"who": "Parish councils", "how": "Letter", "dates": "May 2026"}))),
        alternatives=Rows((
            Row({"name": "Do nothing", "description": from_plain("The service ends with the contract."),
                 "outcome": "rejected", "reason": from_plain("it would leave 160 commuters without a crossing.")}),
            Row({"name": "Run the ferry in house", "description": from_plain("The council buys two boats."),
                 "outcome": "rejected", "reason": RichText((
                     Paragraph((Run("it costs more and takes longer:"),)),
                     Item("bullet", (Run("£2.4 million for boats;"),)),
                     Item("bullet", (Run("a year to train crews."),))))}),
            Row({"name": "A contract for four years", "outcome": "recommended",
                 "reason": from_plain("It keeps the service at a known price.")}))),
    )


@pytest.fixture(scope="session")
def ferry_answers(ferry: Draft, answers_of: Callable[[Draft], Answers]) -> Answers:
    return answers_of(ferry)


@pytest.fixture(scope="session")
def readable() -> Callable[[bytes], str]:
    """The record as text: the style of each paragraph in brackets, its number in the list, its words."""
    return lambda content: "\n".join(_readable(docx.Document(io.BytesIO(content)))) + "\n"


def _readable(document: Document) -> Iterator[str]:
    counts: dict[tuple[str, int], int] = {}
    for block in document.iter_inner_content():
        if isinstance(block, WordTable):
            for row in block.rows:
                yield "[Table] " + " | ".join(cell.text for cell in row.cells)
            continue
        number = ""
        numbering = block._p.pPr.numPr if block._p.pPr is not None else None
        if numbering is not None:
            place = (str(numbering.numId.val), numbering.ilvl.val)
            counts = {key: n for key, n in counts.items() if not (key[0] == place[0] and key[1] > place[1])}
            counts[place] = counts.get(place, 0) + 1
            number = f"({place[1] + 1}.{counts[place]}) "
        yield f"[{block.style.name}] {number}{block.text}"


@pytest.fixture(scope="session")
def same_as_golden() -> Callable[[str, str], None]:
    """Compares with tests/document/golden; UPDATE_GOLDEN=1 writes it anew."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            file.write_text(text, "utf-8")
        assert text == file.read_text("utf-8")

    return compare


@pytest.fixture(scope="session")
def parts_of() -> Callable[[bytes], dict[str, bytes]]:
    def parts(content: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            assert package.testzip() is None
            return {name: package.read(name) for name in package.namelist()}

    return parts


@pytest.fixture(scope="session")
def text_of(parts_of: Callable[[bytes], dict[str, bytes]]) -> Callable[[bytes], str]:
    """All words of the body, breaks as "\\n", tabs as "\\t", a paragraph a line."""

    def text(content: bytes) -> str:
        root = etree.fromstring(parts_of(content)["word/document.xml"], etree.XMLParser(huge_tree=True))
        signs = {f"{W}t": None, f"{W}br": "\n", f"{W}tab": "\t"}
        return "\n".join(
            "".join(part.text or "" if signs[part.tag] is None else str(signs[part.tag])
                    for part in paragraph.iter(*signs) if part.getparent().tag == f"{W}r")
            for paragraph in root.iter(f"{W}p"))

    return text
