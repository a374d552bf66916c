"""The site: CPU seconds of a cold build, and the bytes that a reader fetches for a page."""

from __future__ import annotations

import gzip
import os
import re
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from tests.bench.servers import ROOT

LINKED = re.compile(
    r"<link\b[^>]*rel=[\"']?stylesheet[^>]*>|<script\b[^>]*\ssrc=[^>]*>", re.IGNORECASE
)
ADDRESS = re.compile(r"(?:href|src)=[\"']?([^\"'\s>]+)")


@dataclass(frozen=True)
class Weight:
    """Bytes of a page with its style sheets and scripts, before pictures."""

    html: int
    styles: int
    scripts: int
    raw: int
    gzipped: int  # each file at level 6


def build(output: Path) -> float:
    """Build the site, what is kept between builds beside it; the CPU seconds that this took."""
    command = [sys.executable, "-m", "pelican", "content", "--output", str(output)]
    settings = ["--settings", "pelicanconf.py", "--fatal", "warnings", "--quiet"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    kept = {**os.environ, "LIFE_RELAY_DATA": f"{output}-kept"}
    subprocess.run([*command, *settings], cwd=ROOT, env=kept, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def weigh(html: bytes, address: str, output: Path) -> Weight:
    """The weight of a page whose style sheets and scripts lie in `output`."""
    linked = [ADDRESS.search(tag) for tag in LINKED.findall(html.decode())]
    paths = {urljoin(address, found.group(1)).split("?")[0] for found in linked if found}
    files = {path: (output / path.lstrip("/")).read_bytes() for path in sorted(paths)}
    styles = sum(len(body) for path, body in files.items() if path.endswith(".css"))
    scripts = sum(len(body) for path, body in files.items() if path.endswith(".js"))
    return Weight(
        html=len(html),
        styles=styles,
        scripts=scripts,
        raw=len(html) + styles + scripts,
        gzipped=sum(len(gzip.compress(body, 6)) for body in (html, *files.values())),
    )
