"""The index of the last build, so that a few changed pages can be mended in it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from plugins.searching.documents import Document
from plugins.searching.index import Index, make, mend
from plugins.searching.lexicon import Lexicon

MAKERS = ("snowballstemmer",)


def index_of(documents: Sequence[Document], lexicon: Lexicon, language: str, folder: Path) -> Index:
    """The index of these pages, mended from the kept one where that was made in the same way."""
    path, maker = folder / f"{language}.json", _maker(lexicon)
    kept = _read(path, maker)
    index = mend(kept, documents, lexicon, language) if kept else make(documents, lexicon, language)
    if index != kept:
        _keep(path, maker, index)
    return index


def _read(path: Path, maker: str) -> Index | None:
    """The kept index, or None where there is none or it was made in another way."""
    try:
        kept = json.loads(path.read_bytes())
        if kept["maker"] != maker:
            return None
        documents = (Document(**{**d, "texts": tuple(d["texts"])}) for d in kept["documents"])
        return Index(tuple(documents), tuple(kept["lengths"]), tuple(kept["hanzi"]), kept["keys"])
    except (OSError, ValueError, KeyError, TypeError):  # half a file, or one of an older build
        return None


def _keep(path: Path, maker: str, index: Index) -> None:
    """Write the whole file beside the old one, then put it in its place: builds may meet here."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(f".{os.getpid()}")
    told = {**vars(index), "documents": [vars(document) for document in index.documents]}
    whole.write_text(json.dumps({"maker": maker, **told}, ensure_ascii=False), encoding="utf-8")
    whole.replace(path)


def _maker(lexicon: Lexicon) -> str:
    """A name for everything but the pages that can change the index."""
    ours = sorted(Path(__file__).parent.glob("*.py"))
    told = [sys.version, *(f"{name} {version(name)}" for name in MAKERS), repr(lexicon)]
    digest = sha256("\0".join(told).encode())
    for path in ours:
        digest.update(path.read_bytes())
    return digest.hexdigest()
