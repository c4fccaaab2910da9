"""Drives the storage doors from outside, without a window, for tests that kill, cut, starve and damage.

    save PATH CONTENT            make the draft hold the content (a JSON file); ACK once that is durable
    loop PATH FOLDER START       READY; save the folder's contents one after the other, ACK n after each, for ever
    verify PATH OUT              open the draft and write its content as JSON
    batch                        a path a line -> OK<tab>content, or ERR<tab>the sentence
    list FOLDER                  the drafts of a folder, a line each
    append PATH TOKEN            add a token to what the draft holds
    long PATH PREFIX N           N such edits by one process; OK token or NO token a line
    tokens PATH                  the tokens that the draft holds, a line each

It ends with 0, or with 3 and "DraftError: ..." where drafter refused in a sentence. A content is any JSON; what has the
shape {"gen", "id", "ref", "fields": {name: [{"style", "runs": [{"t", "b"}]}]}} becomes rich text, as an officer's is.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # the checkout, where no drafter is installed

from drafter.model.draft import Draft, Entry, FormVersion
from drafter.model.rich_text import Item, Paragraph, RichText, Run
from drafter.storage.atomic import sha256_now
from drafter.storage.draft_files import format_draft, open_draft, save_draft
from drafter.storage.draft_heads import heads
from drafter.storage.errors import Conflict, StorageError

FORM = FormVersion("kent", "1")
WHOLE = "whole"
"""The entry that holds a content of another shape, as text."""
TRIES = 100_000


def to_draft(content: object) -> Draft:
    try:
        draft = Draft(FORM, "driven", entries=entries(content))
        if to_content(draft) == content:
            return draft
    except (KeyError, TypeError, AttributeError, ValueError):
        pass
    return Draft(FORM, "driven", entries={WHOLE: json.dumps(content)})


def entries(content: dict) -> dict[str, Entry]:
    found: dict[str, Entry] = {"gen": str(content["gen"]), "cid": content["id"], "ref": content["ref"]}
    for name, blocks in content["fields"].items():
        found[f"field_{name}"] = RichText(tuple(to_block(block, f"b{number}") for number, block in enumerate(blocks)))
    return found


def to_block(block: dict, block_id: str) -> Paragraph | Item:
    runs = tuple(Run(run["t"], bold=run["b"]) for run in block["runs"])
    if block["style"] == "p":
        return Paragraph(runs, block_id)
    return Item({"li": "bullet", "h2": "decimal"}[block["style"]], runs, id=block_id)  # type: ignore[arg-type]


def to_content(draft: Draft) -> object:
    """The content that was saved; of a draft that is none of ours, all that it holds."""
    found = draft.entries
    try:
        if list(found) == [WHOLE]:
            return json.loads(found[WHOLE])  # type: ignore[arg-type]
        assert all(isinstance(found[name], str) for name in ("gen", "cid", "ref"))
        assert draft == Draft(FORM, "driven", entries=found)
        texts = {name: entry for name, entry in found.items() if name not in ("gen", "cid", "ref")}
        return {"gen": int(found["gen"]), "id": found["cid"], "ref": found["ref"],  # type: ignore[arg-type]
                "fields": {name.removeprefix("field_"): [from_block(block) for block in entry.blocks]  # type: ignore
                           for name, entry in texts.items()}}
    except (AssertionError, KeyError, AttributeError, TypeError, ValueError):
        return {"other": format_draft(draft).decode()}


def from_block(block: Paragraph | Item) -> dict:
    style = "p" if isinstance(block, Paragraph) else {"bullet": "li", "decimal": "h2"}[block.list]
    return {"style": style, "runs": [{"t": run.text, "b": run.bold} for run in block.runs]}


def tell(line: str) -> None:
    print(line, flush=True)


def save(path: str, content: str) -> None:
    draft = to_draft(json.loads(Path(content).read_bytes()))
    save_draft(draft, Path(path), over=held(Path(path)))
    tell("ACK 0")


def held(path: Path) -> str | None:
    """The SHA-256 of the file to be written over: one that no draft can be read from is not."""
    return open_draft(path).sha256 if os.access(path, os.F_OK) else None


def loop(path: str, folder: str, start: str) -> None:
    drafts = [to_draft(json.loads(file.read_bytes())) for file in sorted(Path(folder).iterdir())]
    number, over = int(start), held(Path(path))
    tell("READY")
    while True:
        over = save_draft(drafts[number % len(drafts)], Path(path), over=over)
        tell(f"ACK {number}")
        number += 1


def verify(path: str, out: str) -> None:
    Path(out).write_text(json.dumps(to_content(open_draft(Path(path)).draft)), encoding="utf-8")


def batch() -> None:
    for line in sys.stdin:
        try:
            tell("OK\t" + json.dumps(to_content(open_draft(Path(line.rstrip("\n"))).draft)))
        except StorageError as error:
            tell("ERR\t" + " ".join(str(error).split()))


def list_folder(folder: str) -> None:
    found, faults = heads(Path(folder))
    for head in found:
        print(head.saved, head.form, head.id, head.path.name)
    for fault in faults:
        print(fault)


def append(path: str, token: str) -> None:
    edit(Path(path), token)
    tell(f"OK {token}")


def long(path: str, prefix: str, count: str) -> None:
    for number in range(int(count)):
        token = f"{prefix}_{number}"
        for _ in range(TRIES):
            try:
                edit(Path(path), token)
                tell(f"OK {token}")
                break
            except Conflict:
                tell(f"NO {token}")
                time.sleep(0.001)


def edit(path: Path, token: str) -> None:
    """Open, change, save: a change that somebody else made meanwhile is a Conflict."""
    if sha256_now(path) is None:
        save_draft(Draft(FORM, "driven", entries={"tokens": (token,)}), path, over=None)
        return
    opened = open_draft(path)
    known = opened.draft.entries["tokens"]
    assert isinstance(known, tuple)
    save_draft(Draft(FORM, "driven", entries={"tokens": (*known, token)}), path, over=opened.sha256)


def tokens(path: str) -> None:
    for token in open_draft(Path(path)).draft.entries["tokens"]:  # type: ignore[union-attr]
        print(token)


VERBS: dict[str, Callable[..., None]] = {
    "save": save, "loop": loop, "verify": verify, "batch": batch, "list": list_folder, "append": append, "long": long,
    "tokens": tokens}


def main(arguments: list[str]) -> int:
    verb, *others = arguments
    try:
        VERBS[verb](*others)
    except StorageError as error:
        print(f"DraftError: {error}", file=sys.stderr)
        return 3
    except BrokenPipeError:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
