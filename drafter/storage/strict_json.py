"""JSON read with nothing taken on trust: what two readers could understand differently is refused."""

from __future__ import annotations

import json
import math

DEEPEST = 100
"""Lists and tables in a draft nest about ten deep. What goes far beyond cannot be written back."""

_HALF = "\\ud"
"""How half a character is written in a text that is whole itself."""

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


class NotJson(ValueError):
    """Not JSON, or JSON that means different things to different readers. Its text never quotes the file."""


def strict_json(content: bytes, *, half_characters: bool = False) -> Json:
    """Raises NotJson for doubled members, NaN, numbers beyond any measure, endless nesting; and for half characters,
    unless the reader passes over the texts that hold them."""
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode()
        value: Json = json.loads(text, object_pairs_hook=_members, parse_constant=_refuse, parse_float=_finite)
    except UnicodeDecodeError:
        raise NotJson("it is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise NotJson(f"it makes no sense from line {error.lineno} on") from None
    except RecursionError:
        raise NotJson("it nests without end") from None
    except NotJson:
        raise
    except ValueError:
        raise NotJson("it holds a number that is too long") from None
    if _too_deep(value):
        raise NotJson("it nests without end")
    if not half_characters and _HALF in text.lower() and not _is_whole(value):
        raise NotJson("it holds half a character")
    return value


def _is_whole(value: Json) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotJson("it says the same thing twice")
    return members


def _refuse(word: str) -> float:
    raise NotJson("it holds a number that is none")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise NotJson("it holds a number that is too long")
    return number


def _too_deep(value: Json) -> bool:
    level: list[Json] = [value]
    for _ in range(DEEPEST):
        inner: list[Json] = []
        for one in level:
            if isinstance(one, dict):
                inner.extend(one.values())
            elif isinstance(one, list):
                inner.extend(one)
        if not inner:
            return False
        level = inner
    return True
