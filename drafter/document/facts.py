"""What a paper may say beyond the answers: today, dates with their counts, what was checked, papers already made.

Plain words, worked out by whoever makes the paper. Wordings print them as tables or row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FactTable:
    """Rows of facts of one sort: what they are, and the heading of each column by its name in wordings."""

    title: str
    columns: Mapping[str, str]


TABLES: Mapping[str, FactTable] = {
    "dates": FactTable("Dates and how they were counted",
                       {"name": "Date", "day": "Day", "count": "Count", "source": "Source"}),
    "checked": FactTable("What was checked",
                         {"what": "What was checked", "source": "Source", "found": "Found"}),
    "findings": FactTable("What was found",
                          {"kind": "Kind", "field": "Question", "sentence": "What was found", "source": "Source"}),
    "explained": FactTable("What was explained",
                           {"field": "Question", "sentence": "What was found", "reason": "Why it stands",
                            "by": "Explained by"}),
    "papers": FactTable("Papers already made",
                        {"file_name": "File", "sha256": "SHA-256"}),
}
"""The tables of facts, by the name that wordings use."""


@dataclass(frozen=True, slots=True)
class Facts:
    """`words` are single facts, such as `today`; `rows` the rows of each table, by its name."""

    words: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)


WORDS = ("today", "program")
"""The single facts: the day on which the paper is made, and the version of the program that made it."""
NO_FACTS = Facts()
