"""Pictures of a layout without what cameras and programs write into them: places, times, names of people."""

from __future__ import annotations

from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYS", b"sBIT",
                       b"bKGD"))
_JPEG_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0), 0xC4, 0xCC,
                          0xDB, 0xDD))
_JPEG_SCAN = 0xDA
TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}


class UnknownPicture(Exception):
    """Not a PNG, JPEG or GIF, or a damaged one."""


def bare_picture(content: bytes) -> tuple[bytes, str]:
    """What is needed to show the picture, and the suffix of its kind. Raises UnknownPicture."""
    try:
        if content.startswith(_PNG):
            return _PNG + b"".join(_png(content)), "png"
        if content.startswith(b"\xff\xd8"):
            return b"\xff\xd8" + b"".join(_jpeg(content)), "jpg"
        if content[:6] in (b"GIF87a", b"GIF89a"):
            return b"".join(_gif(content)), "gif"
    except IndexError as error:
        raise UnknownPicture from error
    raise UnknownPicture


def _png(content: bytes) -> Iterator[bytes]:
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = int.from_bytes(content[at:at + 4]), content[at + 4:at + 8]
        if at + 12 + length > len(content):
            raise UnknownPicture
        if kind in _PNG_KEPT:
            yield content[at:at + 12 + length]
        at += 12 + length


def _jpeg(content: bytes) -> Iterator[bytes]:
    """Frames, tables and scans; of the application's segments only JFIF's size and Adobe's mark of the colours."""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise UnknownPicture
        kind = content[at + 1]
        if kind == 0xFF:
            at += 1
            continue
        if kind == 0xD9:
            yield b"\xff\xd9"
            return
        length = int.from_bytes(content[at + 2:at + 4])
        segment = content[at:at + 2 + length]
        if len(segment) < 4 or length < 2:
            raise UnknownPicture
        at += 2 + length
        if kind == 0xE0 and segment[4:9] == b"JFIF\0":
            yield b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"
        elif kind == 0xEE and segment[4:9] == b"Adobe":
            yield b"\xff\xee\x00\x0e" + segment[4:16]
        elif kind in _JPEG_FRAMES:
            yield segment
        elif kind == _JPEG_SCAN:
            end = _end_of_scan(content, at)
            yield segment + content[at:end]
            at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker is that is neither a stuffed byte nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise UnknownPicture
        if content[at + 1] == 0 or 0xD0 <= content[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def _gif(content: bytes) -> Iterator[bytes]:
    """The first frames with how long they stay; no comments and no extensions of programs."""
    at = 13 + _colours(content[10])
    yield content[:at]
    while content[at] != 0x3B:
        start = at
        if content[at] == 0x21:
            is_control = content[at + 1] == 0xF9
            at = _end_of_blocks(content, at + 2)
            if is_control:
                yield content[start:at]
        elif content[at] == 0x2C:
            at = _end_of_blocks(content, at + 11 + _colours(content[at + 9]))
            yield content[start:at]
        else:
            raise UnknownPicture
    yield b"\x3b"


def _colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(content: bytes, at: int) -> int:
    while content[at]:
        at += content[at] + 1
    return at + 1
