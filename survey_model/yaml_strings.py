"""YAML read as strings only: `yes`, `010` and `12:30` stay what the author wrote.

Aliases are forbidden and the size is capped, because a 233-byte alias bomb becomes 28 MB
and 900 brackets exhaust the stack of an ordinary loader.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from survey_model.faults import Fault, Faults

LARGEST_FILE = 512 * 1024  # bytes; the largest of our own files has a tenth of that
DEEPEST = 24  # levels; our own files have seven


@dataclass(frozen=True)
class Scalar:
    """A string and the line it stands in."""

    value: str
    line: int


@dataclass(frozen=True)
class Sequence:
    """A list and the line it begins in."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
class Mapping:
    """Keys with their nodes, in the author's order, and the line the mapping begins in."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int

    def get(self, key: str) -> Node | None:
        """The node under `key`, or None."""
        return next((node for name, node in self.entries if name.value == key), None)

    def line_of(self, key: str) -> int:
        """The line of `key`, or that of the mapping where the key is missing."""
        return next((name.line for name, _ in self.entries if name.value == key), self.line)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in the author's order."""
        return tuple(name.value for name, _ in self.entries)


Node = Scalar | Sequence | Mapping
Plain = str | list["Plain"] | dict[str, "Plain"]


def read_yaml(text: str, file: str, first_line: int = 1) -> Node:
    """The document in `text`. Raises Faults with the line of whatever is not allowed.

    `first_line` is the line of the file in which `text` begins (front matter begins in line 2).
    """
    if len(text.encode()) > LARGEST_FILE:
        raise Faults([Fault(file, 0, "文件太大", f"请控制在 {LARGEST_FILE // 1024} KB 以内")])
    offset = first_line
    try:
        _refuse_what_is_not_allowed(text, file, offset)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        raise Faults([_grammar_fault(error, file, offset)]) from error
    except yaml.YAMLError as error:
        what = "有不能读的字符"
        raise Faults([Fault(file, 0, what, f"请删去控制字符后再存（{error}）")]) from error
    if root is None:
        return Mapping((), offset)
    faults: list[Fault] = []
    node = _plain_node(root, file, offset, faults)
    if faults:
        raise Faults(faults)
    return node


def read_yaml_file(path: Path, shown_as: str | None = None) -> Node:
    """The YAML document in the file at `path`. Raises Faults."""
    return read_yaml(read_text(path, shown_as), shown_as or str(path))


def read_text(path: Path, shown_as: str | None = None) -> str:
    """The file's text. Raises Faults where it is missing or not UTF-8."""
    file = shown_as or str(path)
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Faults([Fault(file, 0, "找不到这个文件", "请检查文件名和位置")]) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Faults([Fault(file, line, "文件不是 UTF-8 编码", "请另存为 UTF-8")]) from None


def read_front_matter(path: Path, shown_as: str | None = None) -> tuple[Mapping, str, int]:
    """The front matter of a Markdown file, its body, and the line in which the body begins."""
    file = shown_as or str(path)
    text = read_text(path, shown_as).replace("\r\n", "\n")
    lines = text.split("\n")
    if lines[0].rstrip() != "---" or "---" not in [line.rstrip() for line in lines[1:]]:
        what, mend = "开头没有说明栏", "请在文件第一行写 ---，写完说明后再写一行 ---"
        raise Faults([Fault(file, 1, what, mend)])
    end = next(n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---")
    node = read_yaml("\n".join(lines[1:end]), file, first_line=2)
    if not isinstance(node, Mapping):
        raise Faults([Fault(file, 2, "说明栏不是“名称: 内容”的形式", "请一行写一项")])
    return node, "\n".join(lines[end + 1 :]), end + 2


def plain(node: Node | None) -> Plain:
    """The node as str, list and dict; None becomes the empty string."""
    if node is None:
        return ""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


def _refuse_what_is_not_allowed(text: str, file: str, offset: int) -> None:
    """Aliases and depth are refused on the event stream, before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        line = (event.start_mark.line if event.start_mark else 0) + offset
        if isinstance(event, yaml.AliasEvent):
            raise Faults([Fault(file, line, "不能用别名（*）", "请把内容写全")])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise Faults([Fault(file, line, "嵌套太深", f"请不要超过 {DEEPEST} 层")])
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _grammar_fault(error: yaml.MarkedYAMLError, file: str, offset: int) -> Fault:
    unclosed = "quoted scalar" in (error.context or "")  # then the fault is where it was opened
    mark = (error.context_mark if unclosed else None) or error.problem_mark or error.context_mark
    line = mark.line + offset if mark else 0
    column = mark.column + 1 if mark else 0
    what = f"第 {column} 列附近格式不对（{error.problem}）"
    return Fault(file, line, what, "多半是少了引号：含有冒号、问号、括号的内容请用引号括起来")


def _plain_node(node: yaml.Node, file: str, offset: int, faults: list[Fault]) -> Node:
    line = node.start_mark.line + offset
    if isinstance(node, yaml.ScalarNode):
        return Scalar(node.value, line)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_plain_node(n, file, offset, faults) for n in node.value), line)
    entries: list[tuple[Scalar, Node]] = []
    seen: set[str] = set()
    for key, value in node.value:
        name = Scalar(str(key.value), key.start_mark.line + offset)
        if not isinstance(key, yaml.ScalarNode):
            faults.append(Fault(file, name.line, "名称不是一个词", "名称请写成普通文字"))
            continue
        if name.value in seen:
            faults.append(Fault(file, name.line, f"“{name.value}”写了两次", "请删去一处"))
        seen.add(name.value)
        entries.append((name, _plain_node(value, file, offset, faults)))
    return Mapping(tuple(entries), line)
