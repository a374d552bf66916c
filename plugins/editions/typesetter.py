"""Typst, set up so that the same words give the same bytes on every machine."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as fonts_zh
import typst

SHEETS = Path(__file__).parent / "sheets"
FIRST_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # of documents that name no month


class SettingFault(Exception):
    """What Typst refused, in its own words."""


def pdf(sheet: str, given: Mapping[str, object], day: dt.datetime = FIRST_DAY) -> bytes:
    """A tagged PDF after PDF/UA-1, fonts embedded; `day` is written into it as its date."""
    return _made(_compile(sheet, given, format="pdf", pdf_standards=["ua-1"], timestamp=day))


def told(sheet: str, given: Mapping[str, object], label: str) -> list[dict[str, Any]]:
    """What the sheet leaves under a label: how tall things are, where they came to stand.

    Nothing is tagged: Typst cannot tag a list that runs past its column, and a trial may have one.
    """
    _compile(sheet, given, format="pdf", pdf_tags=False)
    _, compiler = _compiler(sheet)
    return list(json.loads(compiler.query(f"<{label}>", field="value")))


def png(sheet: str, given: Mapping[str, object], pixels_per_point: float = 1) -> bytes:
    """One page as a picture."""
    return _made(_compile(sheet, given, format="png", ppi=72 * pixels_per_point))


def svg(sheet: str, given: Mapping[str, object]) -> bytes:
    """One page as SVG; letters are outlines, so no font is needed."""
    return _made(_compile(sheet, given, format="svg"))


def _compile(sheet: str, given: Mapping[str, object], **options: Any) -> object:  # noqa: ANN401 - Typst's
    path, compiler = _compiler(sheet)
    try:
        made, warnings = compiler.compile_with_warnings(
            input=path, sys_inputs=_inputs(given), **options
        )
    except typst.TypstError as refused:
        raise SettingFault(refused.diagnostic) from refused
    if warnings:
        raise SettingFault("\n".join(str(warning) for warning in warnings))
    return made


def _made(made: object) -> bytes:
    if not isinstance(made, bytes):
        raise SettingFault(f"expected one page, got {type(made).__name__}")
    return made


def _inputs(given: Mapping[str, object]) -> dict[str, str]:
    return {"given": json.dumps(given, ensure_ascii=False)}


@cache
def _compiler(sheet: str) -> tuple[str, typst.Compiler]:
    path = str(SHEETS / f"{sheet}.typ")
    return path, typst.Compiler(path, root="/", font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    """Noto Serif SC and Noto Sans SC, and the Latin faces inside Typst; none of the machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[fonts_zh.serif_path().parent],
    )
