"""What opening a draft costs beside reading its JSON, and how it grows."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from drafter.storage.draft_files import open_draft, save_draft
from drafter.storage.locations import shipped_root
from drafter.storage.packs import load_pack
from tests.benchmarks.content import draft, record
from tests.benchmarks.rows import Row, Settings, beside, growth, in_turns

SIZES = {1: 100, 10: 30, 100: 10}


def rows(settings: Settings) -> Iterator[Row]:
    form = load_pack("kent", [shipped_root()]).form
    taken: dict[int, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="drafter-bench") as folder:
        for size, rounds in SIZES.items():
            path = Path(folder, f"{size}.decision")
            save_draft(draft(form, record(size)), path, over=None)

            def floor(path: Path = path) -> object:
                content = path.read_bytes()
                return hashlib.sha256(content), json.loads(content)

            ours, theirs = in_turns(settings.rounds(rounds), partial(open_draft, path), floor)
            taken[size] = ours
            kilobytes = path.stat().st_size / 1000
            yield beside(f"open, {kilobytes:.0f} KB", "json.loads and SHA-256 of the bytes", ours, theirs)
    yield growth("open", taken)
