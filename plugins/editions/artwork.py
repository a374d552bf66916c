"""The theme's drawings with the theme's own day colours written into them, for use off the web."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

CSS = Path(__file__).resolve().parents[2] / "theme" / "static" / "css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"--([\w-]+):\s*([^;{}]+);")
_USE = re.compile(r"var\(--([\w-]+)\)")
_FONT = re.compile(r"font:\s*(\d+)\s+(\S+)\s+[^;}]+")
_RULE = re.compile(r"(\.drawing__picture[^{]*)\{([^}]*)\}")


def inked(picture: str) -> str:
    """The SVG with its colours, so that it needs no style sheet beside it."""
    head, _, rest = picture.partition(">")
    head = head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return _coloured(f"{head}><style>{_rules()}</style>{rest}")


def colour(name: str) -> str:
    """A colour of the day palette."""
    return _tokens()[name]


@cache
def _rules() -> str:
    text = _COMMENT.sub("", (CSS / "drawings.css").read_text(encoding="utf-8"))
    rules = "".join(f"{where.strip()}{{{what.strip()}}}" for where, what in _RULE.findall(text))
    family = r'font-weight:\1;font-size:\2;font-family:"Noto Serif SC"'
    return _coloured(_FONT.sub(family, rules))


@cache
def _tokens() -> dict[str, str]:
    """Every token with the first value it is given, which is that of the day."""
    tokens: dict[str, str] = {}
    text = _COMMENT.sub("", (CSS / "tokens.css").read_text(encoding="utf-8"))
    for name, value in _TOKEN.findall(text):
        tokens.setdefault(name, value.strip())
    return tokens


def _coloured(text: str) -> str:
    return _USE.sub(lambda use: colour(use[1]), text)
