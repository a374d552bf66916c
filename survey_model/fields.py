"""Typed reading of a strings-only mapping: each miss becomes a fault with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from survey_model.faults import Fault
from survey_model.text import LANGUAGES, Text
from survey_model.yaml_strings import Mapping, Node, Scalar, Sequence

FLAGS = {"yes": True, "no": False}


@dataclass
class Fields:
    """The keys of one mapping, read one by one; what is never asked for is an unknown key."""

    node: Mapping
    file: str
    faults: list[Fault]
    of: str = ""
    asked: set[str] = field(default_factory=set)

    def fault(self, what: str, mend: str, key: str | None = None, *, warning: bool = False) -> None:
        """Note a fault at `key`, or at the beginning of the mapping."""
        line = self.node.line_of(key) if key else self.node.line
        owner = f"{self.of}：" if self.of else ""
        self.faults.append(Fault(self.file, line, f"{owner}{what}", mend, warning))

    def has(self, key: str) -> bool:
        """Whether the author wrote this key."""
        return key in self.node.keys

    def string(self, key: str, default: str | None = None) -> str:
        """The words under `key`; a fault where they are missing and there is no default."""
        node = self._take(key)
        if isinstance(node, Scalar) and node.value.strip():
            return node.value.strip()
        if node is not None and not isinstance(node, Scalar):
            self.fault(f"“{key}”应当是文字", "请写成一行文字", key)
        elif default is None:
            self.fault(f"没有写“{key}”", f"请补上“{key}: …”", key)
        return default or ""

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """One of the allowed words."""
        value = self.string(key, default)
        if value and value not in allowed:
            self.fault(f"“{key}”不能是“{value}”", f"请从这些里选：{'、'.join(allowed)}", key)
            return allowed[0]
        return value or allowed[0]

    def flag(self, key: str) -> bool:
        """`yes` or `no`; no where the key is missing."""
        return FLAGS[self.choice(key, ("no", "yes"), "no")]

    def integer(self, key: str) -> int | None:
        """A whole number, or None where the key is missing."""
        value = self.string(key, "")
        if not value:
            return None
        if not re.fullmatch(r"-?\d{1,9}", value):
            self.fault(f"“{key}”应当是整数，现在是“{value}”", "请写阿拉伯数字", key)
            return None
        return int(value)

    def text(self, key: str) -> Text:
        """A sentence in both languages; a fault where one of them is missing."""
        node = self._take(key)
        if isinstance(node, Mapping):
            return self._both(node, key)
        self.fault(f"没有写“{key}”的中文和英文", f"请在“{key}:”下面写 zh 和 en 两行", key)
        return Text("", "")

    def optional_text(self, key: str) -> Text | None:
        """A sentence in both languages, or None where the key is missing."""
        return self.text(key) if self.has(key) else None

    def own_text(self) -> Text:
        """`zh` and `en` written in this mapping itself, as options do."""
        self.asked.update(LANGUAGES)
        return self._both(self.node, None)

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of words; a single word counts as a list of one."""
        node = self._take(key)
        if node is None or (isinstance(node, Scalar) and not node.value.strip()):
            return ()
        parts = node.items if isinstance(node, Sequence) else (node,)
        words = [part.value for part in parts if isinstance(part, Scalar)]
        if len(words) != len(parts):
            self.fault(f"“{key}”应当是一列词", "请每行写一个词", key)
        return tuple(words)

    def mappings(self, key: str, of: str = "", *, needed: bool = False) -> tuple[Fields, ...]:
        """A list of mappings, each with its own reader."""
        node = self._take(key)
        if isinstance(node, Sequence):
            return tuple(self._inner(part, of or key) for part in node.items)
        if node is not None and not (isinstance(node, Scalar) and not node.value):
            self.fault(f"“{key}”应当是一列", "请每条以“- ”开头", key)
        elif needed:
            self.fault(f"没有写“{key}”", f"请补上“{key}:”和它的内容", key)
        return ()

    def mapping(self, key: str, of: str = "") -> Fields | None:
        """The mapping under `key`, or None where the key is missing."""
        node = self._take(key)
        return self._inner(node, of or key) if node is not None else None

    def refuse_unknown(self) -> None:
        """A fault for each key that nobody asked for: most are misspelt."""
        for key in self.node.keys:
            if key not in self.asked:
                known = "、".join(sorted(self.asked))
                self.fault(f"不认识“{key}”", f"请检查拼写；可以写：{known}", key)

    def _take(self, key: str) -> Node | None:
        self.asked.add(key)
        return self.node.get(key)

    def _inner(self, node: Node, of: str) -> Fields:
        if isinstance(node, Mapping):
            return Fields(node, self.file, self.faults, of)
        self.faults.append(
            Fault(self.file, node.line, f"{of}不是“名称: 内容”的形式", "请一行写一项")
        )
        return Fields(Mapping((), node.line), self.file, self.faults, of)

    def _both(self, node: Mapping, key: str | None) -> Text:
        inner = Fields(node, self.file, self.faults, self.of)
        words = {language: inner.string(language, "") for language in LANGUAGES}
        for language, word in words.items():
            if not word:
                name = f"“{key}”" if key else ""
                self.fault(f"{name}缺少 {language}", f"请补上一行“{language}: …”", key)
        return Text(**words)
