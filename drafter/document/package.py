"""A Word file as its parts: read with care, written the same way every time."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

MAX_PARTS = 2_000
MAX_PART = 48 << 20
MAX_TOTAL = 128 << 20
MAX_ELEMENTS = 400_000
"""Bytes unpacked, and tags in one part. A layout is some hundred kilobytes; what is far beyond that is a slip, or a
trap."""

OFFICE_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_FIRST_DAY = 0x0021
"""1 January 1980 as a zip file writes it: every part bears it, so that the same draft gives the same bytes."""


_LEVEL = 1
"""How hard parts are packed: in half of the time of the usual level, and a twentieth bigger."""


class Unusable(Exception):
    """The bytes are no Word file that can be worked with; the text says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a package, packed."""

    name: str
    packed: bytes
    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the last word of its type; `target` the name of a part or, where `external`, an address."""

    id: str
    kind: str
    target: str
    external: bool


def read_parts(content: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name. Raises Unusable."""
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise Unusable("It is protected by a password or in the old format of Word (.doc). Save it as a Word document "
                       "(.docx) without a password.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _read(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise Unusable("It is not a Word document (.docx), or it is damaged.") from error


def _read(package: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in package.infolist() if not entry.is_dir()]
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise Unusable("It is far too big for a layout.")
    parts: dict[str, bytes] = {}
    for entry in entries:
        if entry.filename in parts or entry.filename.startswith("/") or ".." in entry.filename.split("/"):
            raise Unusable(f"It is damaged: the part '{entry.filename[:80]}' is not named as Word names its parts.")
        if entry.file_size > MAX_PART:
            raise Unusable(f"The part '{entry.filename}' is far too big for a layout.")
        parts[entry.filename] = package.read(entry)
    return parts


def unpacked(content: bytes, but: Mapping[str, Part] = MappingProxyType({})) -> dict[str, bytes]:
    """The parts of a finished package by name, read from its directory and summed again. Those in `but` are not in the
    answer: they are there as they are. Raises Unusable where a part is not what the directory, or `but`, says."""
    try:
        end = content.rindex(b"PK\x05\x06")
        if end + 22 != len(content):
            raise Unusable("The package does not end where it says.")
        count, _, at = struct.unpack_from("<HII", content, end + 10)
        return dict(_unpacked(content, at, count, but))
    except (ValueError, struct.error, zlib.error, UnicodeDecodeError) as error:
        raise Unusable("The package does not read back.") from error


def _unpacked(content: bytes, at: int, count: int, but: Mapping[str, Part]) -> Iterator[tuple[str, bytes]]:
    missing = set(but)
    for _ in range(count):
        crc, packed, size, long, extra, remark = struct.unpack_from("<IIIHHH", content, at + 16)
        name, place = content[at + 46:at + 46 + long].decode(), struct.unpack_from("<I", content, at + 42)[0]
        at += 46 + long + extra + remark
        here = place + 30 + sum(struct.unpack_from("<HH", content, place + 26))
        if name in but:
            if Part(name, content[here:here + packed], size, crc) != but[name]:
                raise Unusable(f"The part '{name}' is not the layout's.")
            missing.discard(name)
            continue
        part = zlib.decompress(content[here:here + packed], -15)
        if len(part) != size or zlib.crc32(part) != crc or content[place + 30:place + 30 + long] != name.encode():
            raise Unusable(f"The part '{name}' does not read back.")
        yield name, part
    if missing:
        raise Unusable("Parts of the layout are missing.")


def parse(content: bytes) -> etree._Element:
    """The XML of a part. Raises Unusable where it is not well formed, or has a document type, as Word's never has."""
    if content.count(b"<") > MAX_ELEMENTS:
        raise Unusable("It is far too big for a layout: one of its parts holds hundreds of thousands of elements.")
    if b"<!DOCTYPE" in content[:4096]:
        raise Unusable("It holds a document type declaration, which no Word document has.")
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True,
                                                         remove_comments=True, remove_pis=True))
    except etree.XMLSyntaxError as error:
        raise Unusable("It is damaged: one of its parts is not well formed.") from error


def relationships(parts: dict[str, bytes], part: str) -> tuple[Relationship, ...]:
    """What the part refers to; "" stands for the package itself."""
    content = parts.get(relationships_name(part))
    if content is None:
        return ()
    found = []
    for element in parse(content).iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"):
        external = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        found.append(Relationship(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], target, external))
    return tuple(found)


def relationships_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def pack(name: str, content: bytes) -> Part:
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return Part(name, deflate.compress(content) + deflate.flush(), len(content), zlib.crc32(content))


def write_parts(parts: Iterable[Part]) -> bytes:
    """The zip file of the parts, in their order, without a date."""
    body, directory, count = bytearray(), bytearray(), 0
    for part in parts:
        name = part.name.encode()
        fields = struct.pack("<HHHHHIIIHH", 20, 0 if part.name.isascii() else 0x800, 8, 0, _FIRST_DAY, part.crc,
                             len(part.packed), part.size, len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, len(body))
        directory += name
        body += b"PK\x03\x04" + fields + name + part.packed
        count += 1
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)


def is_safe_address(address: str) -> bool:
    return re.fullmatch(r"(?i)(https?://|mailto:|#).*", address) is not None
