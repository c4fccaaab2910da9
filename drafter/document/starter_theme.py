"""The theme and the fonts of a layout to start from: what Word offers when somebody restyles it."""

from __future__ import annotations

from drafter.document.starter_styles import BLUE, FONT, GREY, HEAD, INK, NAVY, PANEL, RED, RULE
from drafter.document.word_text import W

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {"dk1": INK, "lt1": "FFFFFF", "dk2": NAVY, "lt2": PANEL, "accent1": NAVY, "accent2": BLUE, "accent3": GREY,
            "accent4": RED, "accent5": RULE, "accent6": HEAD, "hlink": BLUE, "folHlink": NAVY}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_xml() -> str:
    colours = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in _COLOURS.items())
    faces = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    lines = "".join(f'<a:ln w="{width}">{_FILL}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (f'<a:theme xmlns:a="{_A}" name="Record"><a:themeElements><a:clrScheme name="Record">{colours}</a:clrScheme>'
            f'<a:fontScheme name="Record"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>'
            f'</a:fontScheme><a:fmtScheme name="Record"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>'
            f'{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}'
            '</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>')


def fonts_xml() -> str:
    return (f'<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:panose1 w:val="020B0604020202020204"/>'
            '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>')
