"""Members of a file that this version does not know, kept by place and put back when it is written.

A place is a list of steps: the name of a member; {"id": ...} for an element that has an id of its own, so that it is
found wherever it was moved; {"at": n, "was": mark} for one that has none, found by its text or else by its number.
Python objects of a JSON file go in and out; nothing here knows what a draft is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from pydantic_core import to_json

from drafter.storage.strict_json import Json

Place = list[Json]


def unknown_members(found: Json, known: Json) -> dict[str, str]:
    """What `found` has and `known` has not: JSON by place, both as text."""
    return {to_json(place).decode(): to_json(value).decode() for place, value in _unknown(found, known, [])}


def put_back(tree: Json, unknown: Mapping[str, str]) -> None:
    """Put each member back where its parent still is. One whose parent is gone waits in the draft for an undo."""
    for place, value in unknown.items():
        *steps, name = json.loads(place)
        parent: Json = tree
        for step in steps:
            parent = _step_into(parent, step)
        if isinstance(parent, dict):
            parent.setdefault(name, json.loads(value))


def _unknown(found: Json, known: Json, place: Place) -> Iterator[tuple[Place, Json]]:
    if isinstance(found, dict) and isinstance(known, dict):
        for name, value in found.items():
            if name in known:
                yield from _unknown(value, known[name], [*place, name])
            else:
                yield [*place, name], value
    elif isinstance(found, list) and isinstance(known, list):
        for number, (one, other) in enumerate(zip(found, known, strict=True)):
            yield from _unknown(one, other, [*place, _step_to(known, number)])


def _step_to(elements: list[Json], number: int) -> Json:
    element = elements[number]
    if isinstance(element, dict):
        own = element.get("id")
        if own is not None and sum(isinstance(e, dict) and e.get("id") == own for e in elements) == 1:
            return {"id": own}
        if "text" in element:
            return {"at": number, "was": _mark(element)}
    return {"at": number}


def _step_into(parent: Json, step: Json) -> Json:
    if isinstance(parent, dict) and isinstance(step, str):
        if step == "text" and step not in parent and "state" in parent:
            parent[step] = {"blocks": []}  # left out when empty, as every default is
        return parent.get(step)
    if not isinstance(parent, list) or not isinstance(step, dict):
        return None
    if "id" in step:
        return next((e for e in parent if isinstance(e, dict) and e.get("id") == step["id"]), None)
    at = step["at"]
    assert isinstance(at, int)
    same = [n for n, e in enumerate(parent) if "was" in step and isinstance(e, dict) and _mark(e) == step["was"]]
    number = min(same, key=lambda n: abs(n - at)) if same else at
    return parent[number] if number < len(parent) else None


def _mark(element: dict[str, Json]) -> str:
    return sha256(to_json(element.get("text"))).hexdigest()[:8]
