"""The drawings of the icons, each read once."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtSvg import QSvgRenderer

from drafter.storage.locations import resources


@lru_cache(maxsize=256)
def renderer(name: str, colour: str) -> QSvgRenderer:
    """The drawing of the icon in a colour given as Qt reads it."""
    return QSvgRenderer(_svg(name).replace("currentColor", colour).encode())


@lru_cache(maxsize=64)
def _svg(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")
