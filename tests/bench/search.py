"""`python -m tests.bench.search 2000`: the search over so many articles, all made of our sentences.

Size and cost of the index, and the bytes that a phone fetches until the first result is seen.
"""

from __future__ import annotations

import gzip
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser

from plugins.reading.library import read_library
from plugins.searching.documents import Document, documents
from plugins.searching.files import files_of
from plugins.searching.index import Index, make, mend
from plugins.searching.lexicon import Lexicon, read_lexicons
from tests.bench.servers import ROOT, free_port, running
from tests.bench.site import build
from tests.browser.chromium import launched

QUERIES = (
    "造血干细胞",
    "捐献伤身体吗",
    "骨髓捐献",
    "十字会",
    "从手臂血管里分离出来",
    "血型",
    "的",
    "脐带血",
)
SENTENCES = 22  # of an article, about 700 Hanzi
LEVEL = 5  # of gzip, as deploy/ sets it
FIRST = """() => new Promise((done) => {
  const list = document.querySelector(".hits");
  const seen = () => {
    const ready = list.querySelector(".hit") || !document.querySelector(".none").hidden;
    if (!ready) return void setTimeout(seen, 1);
    done([location.href].concat(performance.getEntriesByType("resource").map((e) => e.name)));
  };
  seen();
})"""


def main(articles: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "site"
        build(output)
        print(f"{articles:,} articles beside the real pages")
        _write(articles, output)
        port = free_port()
        server = ["http.server", str(port), "--bind", "127.0.0.1", "--directory", str(output)]
        with running(server, port, {}), launched() as browser:
            for query in QUERIES:
                print(_asked(browser, f"http://127.0.0.1:{port}", query, output))


def _write(articles: int, output: Path) -> None:
    """The index of so many articles, in place of the real one."""
    library = read_library(ROOT / "content", ROOT / "theme")
    real = documents(library.editions["zh"], library.reference.words["zh"])
    lexicon = read_lexicons(ROOT / "content", library.reference.places, [])["zh"]
    found = (*real, *_made(articles, real))
    begun = time.process_time()
    index = make(found, lexicon, "zh")
    version, files = files_of(index, lexicon)
    spent = time.process_time() - begun
    mended = _mended(index, lexicon)
    folder = output / "search" / "index"
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    page = output / "search" / "index.html"
    page.write_text(re.sub(r"start\.js\?v=\w+", f"start.js?v={version}", page.read_text()))
    keys = [len(content) for name, content in files.items() if re.fullmatch(r"s\d+\.js", name)]
    signs = sum(len(text) for document in found for text in document.texts)
    print(f"  {signs:,} signs, {len(files):,} files")
    print(f"  {spent:.2f} CPU s, {mended:.2f} where one page changed")
    print(f"  beginning {len(files['start.js']):,} bytes, {len(keys):,} shards {sum(keys):,} bytes")
    print(f"  shards: median {sorted(keys)[len(keys) // 2]:,}, largest {max(keys):,} bytes")


def _mended(index: Index, lexicon: Lexicon) -> float:
    """CPU seconds where one page of the kept index has changed."""
    last = index.documents[-1]
    changed = replace(last, texts=(*last.texts, "这一句是后来加上的。"))
    begun = time.process_time()
    files_of(mend(index, (*index.documents[:-1], changed), lexicon, "zh"), lexicon)
    return time.process_time() - begun


def _made(articles: int, real: Sequence[Document]) -> Iterator[Document]:
    """Articles of sentences that stand on our pages, each in an order of its own."""
    chance = random.Random(2019)  # noqa: S311 - the same articles in every run
    texts = [text for document in real for text in document.texts]
    sentences = [s for text in texts for s in re.findall(r"[^。]{6,}。", text)]
    for number in range(articles):
        said = chance.sample(sentences, SENTENCES)
        yield Document(
            url=f"/issues/made/{number}/",
            title=said[0][:22],
            note="样例",
            section="brief",
            texts=(said[0][:22], *("".join(said[n : n + 4]) for n in range(1, SENTENCES, 4))),
            place=chance.choice(["330100", "330400", "330700", ""]),
            issue=f"made-{number // 20:03}",
        )


def _asked(browser: Browser, base: str, query: str, output: Path) -> str:
    page = browser.new_page()
    page.goto(f"{base}/search/?q={quote(query)}")
    fetched = {urlsplit(url).path for url in page.evaluate(FIRST)}
    told = page.locator(".told").text_content()
    page.close()
    files = [output / path.lstrip("/") for path in fetched]
    bodies = [(f / "index.html" if f.is_dir() else f).read_bytes() for f in files]
    index = [body for f, body in zip(files, bodies, strict=True) if "index" in f.parts]
    packed = sum(len(gzip.compress(body, LEVEL)) for body in bodies)
    whole, own = sum(map(len, bodies)), sum(map(len, index))
    return f"  {query}: {told}; {own:,} of the index, {whole:,} in all, {packed:,} packed"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
