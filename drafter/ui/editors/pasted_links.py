"""Addresses in what was pasted: only those that a record may link to, and not the detours that programs put before
them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from drafter.model.rich_text import SAFE_LINK

_DETOURS = ((re.compile(r"(?i)[\w-]+\.safelinks\.protection\.outlook\.com"), "/", "url"),
            (re.compile(r"(?i)www\.google\.[a-z.]{2,6}"), "/url", "q"))
"""Where Outlook and Google send a reader first: the host, the path, and what holds the address that was meant."""
_SPACE = re.compile(r"\s+")


def address_of(named: str) -> str:
    """The address that was meant; "" where a record may not link to it."""
    address = _SPACE.sub("", named)
    try:
        parts = urlsplit(address)
        for host, path, key in _DETOURS:
            if parts.hostname and host.fullmatch(parts.hostname) and parts.path.rstrip("/") == path.rstrip("/"):
                address = parse_qs(parts.query).get(key, [address])[0]
    except ValueError:
        return ""
    return address if SAFE_LINK.fullmatch(address) else ""
