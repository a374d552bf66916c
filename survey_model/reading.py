"""questionnaire.yaml → Questionnaire, with every fault of the file named at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from survey_model.faults import Fault, Faults
from survey_model.fields import Fields
from survey_model.linter import lint
from survey_model.questionnaire import (
    Consent,
    Item,
    Kind,
    MissingCode,
    MissingKind,
    NoticeLine,
    Option,
    Questionnaire,
    Row,
    Section,
    Understanding,
)
from survey_model.yaml_strings import Mapping, read_yaml_file

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,30}")
SURVEY_ID = re.compile(r"[a-z][a-z0-9-]{1,40}")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,30}")


@dataclass(frozen=True)
class Shared:
    """What items may refer to by name."""

    lists: dict[str, tuple[Option, ...]]
    missing: dict[str, MissingCode]


def read_questionnaire(path: Path, shown_as: str | None = None) -> Questionnaire:
    """The questionnaire in the file. Raises Faults with every error of structure and meaning."""
    questionnaire, faults = _read(path, shown_as)
    errors = [fault for fault in faults if not fault.warning]
    if errors or questionnaire is None:
        raise Faults(errors)
    return questionnaire


def check_questionnaire(path: Path, shown_as: str | None = None) -> list[Fault]:
    """All faults of the file, warnings included; an empty list where there is nothing to mend."""
    try:
        return sorted(_read(path, shown_as)[1])
    except Faults as refused:
        return list(refused.faults)


def _read(path: Path, shown_as: str | None) -> tuple[Questionnaire | None, list[Fault]]:
    file = shown_as or str(path)
    root = read_yaml_file(path, file)
    faults: list[Fault] = []
    if not isinstance(root, Mapping):
        raise Faults([Fault(file, 1, "文件不是“名称: 内容”的形式", "请照样例写")])
    fields = Fields(root, file, faults)
    questionnaire = _questionnaire(fields)
    fields.refuse_unknown()
    lines = _lines_of_items(root)
    faults.extend(lint(questionnaire, file, lines))
    return questionnaire, faults


def _questionnaire(fields: Fields) -> Questionnaire:
    survey_id = _identifier(fields, "id", SURVEY_ID)
    fields.string("status", "")
    missing = {code.code: code for code in map(_missing, fields.mappings("missing", "missing"))}
    shared = Shared(_lists(fields), missing)
    return Questionnaire(
        id=survey_id,
        title=fields.text("title"),
        intro=fields.text("intro"),
        notice=tuple(_notice(line) for line in fields.mappings("notice", needed=True)),
        consent=_consent(fields.mapping("consent") or Fields(Mapping((), 1), fields.file, [])),
        minor_page=fields.text("minor_page"),
        sections=tuple(
            _section(section, shared) for section in fields.mappings("sections", needed=True)
        ),
        understanding=_understanding(fields.mapping("understanding")),
    )


def _lists(fields: Fields) -> dict[str, tuple[Option, ...]]:
    named = fields.mapping("lists")
    if named is None:
        return {}
    return {
        name: tuple(_option(option) for option in named.mappings(name, f"列表 {name}"))
        for name in named.node.keys
    }


def _notice(fields: Fields) -> NoticeLine:
    line = NoticeLine(fields.text("label"), fields.text("text"))
    fields.refuse_unknown()
    return line


def _consent(fields: Fields) -> Consent:
    consent = Consent(
        version=fields.string("version"),
        text=fields.text("text"),
        agree=fields.text("agree"),
        minor=fields.text("minor"),
        decline=fields.text("decline"),
    )
    fields.refuse_unknown()
    return consent


def _understanding(fields: Fields | None) -> Understanding:
    if fields is None:
        return Understanding()
    rule = Understanding(fields.strings("required"), fields.integer("least") or 0)
    fields.refuse_unknown()
    return rule


def _section(fields: Fields, shared: Shared) -> Section:
    fields.of = _identifier(fields, "id", IDENTIFIER)
    section = Section(
        id=fields.of,
        title=fields.text("title"),
        intro=fields.optional_text("intro"),
        items=tuple(_item(item, shared) for item in fields.mappings("items", needed=True)),
    )
    fields.refuse_unknown()
    return section


def _item(fields: Fields, shared: Shared) -> Item:
    fields.of = _identifier(fields, "id", IDENTIFIER)
    item = Item(
        id=fields.of,
        kind=Kind(fields.choice("kind", tuple(Kind))),
        text=fields.text("text"),
        hint=fields.optional_text("hint"),
        options=_options(fields, shared),
        missing=_missing_codes(fields, shared),
        rows=tuple(_row(row) for row in fields.mappings("rows")),
        required=fields.flag("required"),
        ordered=fields.flag("ordered"),
        correct=fields.string("correct", "") or None,
        myths=fields.strings("myths"),
        fact=fields.optional_text("fact"),
        reason=fields.optional_text("reason"),
        minimum=fields.integer("minimum"),
        maximum=fields.integer("maximum"),
        max_length=fields.integer("max_length"),
        max_choices=fields.integer("max_choices"),
        shuffle=fields.flag("shuffle"),
        fixed_last=fields.strings("fixed_last"),
        show_if=fields.string("show_if", "") or None,
    )
    fields.refuse_unknown()
    return item


def _options(fields: Fields, shared: Shared) -> tuple[Option, ...]:
    own = tuple(_option(option) for option in fields.mappings("options"))
    name = fields.string("list", "")
    if not name:
        return own
    if name not in shared.lists:
        known = "、".join(shared.lists) or "还没有"
        fields.fault(f"没有叫“{name}”的列表", f"请先在 lists 里写好；现有：{known}", "list")
    return (*shared.lists.get(name, ()), *own)


def _option(fields: Fields) -> Option:
    option = Option(_identifier(fields, "code", CODE), fields.own_text(), fields.flag("exclusive"))
    fields.refuse_unknown()
    return option


def _missing(fields: Fields) -> MissingCode:
    kind = MissingKind(fields.choice("kind", tuple(MissingKind)))
    code = MissingCode(_identifier(fields, "code", CODE), fields.own_text(), kind)
    fields.refuse_unknown()
    return code


def _missing_codes(fields: Fields, shared: Shared) -> tuple[MissingCode, ...]:
    names = fields.strings("missing")
    for name in names:
        if name not in shared.missing:
            known = "、".join(shared.missing) or "还没有"
            fields.fault(
                f"没有叫“{name}”的缺失码", f"请先在开头的 missing 里写好；现有：{known}", "missing"
            )
    return tuple(shared.missing[name] for name in names if name in shared.missing)


def _row(fields: Fields) -> Row:
    row = Row(_identifier(fields, "id", IDENTIFIER), fields.own_text())
    fields.refuse_unknown()
    return row


def _identifier(fields: Fields, key: str, pattern: re.Pattern[str]) -> str:
    value = fields.string(key)
    if value and not pattern.fullmatch(value):
        mend = "请只用字母、数字和下划线，字母开头，不超过31个字符"
        fields.fault(f"“{key}: {value}”不能用作代码", mend, key)
    return value


def _lines_of_items(root: Mapping) -> dict[str, int]:
    """The line in which each item begins, so that the linter can point to it."""
    lines: dict[str, int] = {}
    nothing: list[Fault] = []
    for section in Fields(root, "", nothing).mappings("sections"):
        for item in section.mappings("items"):
            lines.setdefault(item.string("id", ""), item.node.line)
    return lines
