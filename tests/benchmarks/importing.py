"""What reading a published record into the form costs, and how it grows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from drafter.model.fields import RichTextField
from drafter.reading.record_text import read_record
from drafter.storage.locations import shipped_root
from drafter.storage.packs import load_pack
from tests.benchmarks.content import record
from tests.benchmarks.rows import Row, Settings, at_most, growth, in_turns

SIZES = {1: 50, 10: 20, 100: 5}


def rows(settings: Settings) -> Iterator[Row]:
    form = load_pack("kent", [shipped_root()]).form
    taken: dict[int, list[float]] = {}
    for size, rounds in SIZES.items():
        said = record(size)
        lines = [f"{field.label}: {said.facts[field.id]}" for field in form.fields if said.facts.get(field.id)]
        for field in form.fields:
            texts = said.paragraphs.get(field.id, [])
            lines += [field.label, *texts] if texts and isinstance(field, RichTextField) else []
        text = "\n\n".join(lines)
        assert read_record(text, form, "record.txt").entries.get("reasons")
        taken[size], = in_turns(settings.rounds(rounds), partial(read_record, text, form, "record.txt"))
        if size == 1:
            yield at_most(f"import, {len(text.split()):,} words", taken[size], None)
    yield growth("import", taken)
