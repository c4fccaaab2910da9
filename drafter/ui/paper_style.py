"""How the preview of a paper looks: on the screen in the colours of the theme, in print black on white."""

from __future__ import annotations

from collections.abc import Mapping

_PRINT = {"text": "#000000", "muted": "#444444", "accent": "#1f3a5f", "sunken": "#eef2f7", "outline": "#8a94a3"}


def paper_style(tokens: Mapping[str, str] | None, size: float) -> str:
    """The style sheet in Qt's small CSS; without tokens that of print. `size` is that of running text, in points."""
    sizes = {"title": f"{size * 1.25:.2f}pt", "h1": f"{size * 1.1:.2f}pt", "small": f"{size * 0.9:.2f}pt",
             "size": f"{size:.2f}pt"}
    return _STYLE % {**(tokens or _PRINT), **sizes}


_STYLE = """
p, li, td, th { color: %(text)s; font-size: %(size)s; white-space: pre-wrap; }
p { margin: 0 0 7px 0; }
p.title { font-size: %(title)s; font-weight: 600; color: %(accent)s; margin-bottom: 12px; }
p.h1 { font-size: %(h1)s; font-weight: 600; color: %(accent)s; margin: 14px 0 4px 0; }
p.h2, p.h3 { font-weight: 600; margin: 9px 0 3px 0; }
p.caption { font-weight: 600; font-size: %(small)s; margin: 8px 0 3px 0; }
p.cell { margin: 0; font-size: %(small)s; }
p.furniture { color: %(muted)s; font-size: %(small)s; }
p.note { color: %(muted)s; font-size: %(small)s; margin-bottom: 14px; }
ul, ol { margin: 0 0 7px 0; }
li { margin: 0 0 4px 0; }
th { background-color: %(sunken)s; text-align: left; font-weight: 600; }
table { border-color: %(outline)s; border-collapse: collapse; border-style: solid; margin: 0 0 10px 0; }
"""
