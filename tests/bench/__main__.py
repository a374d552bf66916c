"""`make bench`: every figure as a table on the screen, and in bench.json."""

from __future__ import annotations

import json
import platform
import tempfile
import time
from dataclasses import asdict, fields
from pathlib import Path
from statistics import median

from tests.bench import resident, service
from tests.bench.servers import ROOT
from tests.bench.site import Weight, build, weigh

BUILDS = 3
PAGES = {
    "home": "/",
    "article": "/issues/2019-10/jiaxing-grassroots/",
    "myth": "/myths/bone-crushing/",
}
GOALS = {"article": 50_000, "myth": 50_000, "survey": 40_000}  # bytes, raw, before pictures
MEANINGS = {
    "site_build_cpu_s": "cold build of the site, CPU seconds",
    "site_again_cpu_s": "the same once more, nothing changed",
    "get_ms": "questionnaire, GET: CPU ms",
    "post_ms": "answers, POST: CPU ms",
    "hello_ms": "floor: Flask hello, CPU ms",
    "get_over_hello": "GET over hello",
    "post_over_hello": "POST over hello",
    "responses_per_cpu_second": "complete responses per CPU second",
    "stored_per_second": "durable responses per second, 8 people",
    "commits_per_second": "floor: bare SQLite commits per second",
    "stored_over_commits": "responses over bare commits",
    "hello_per_second": "floor: Flask hello per second, 8 people",
    "stored_over_hello": "responses over hello",
    "post_p99_ms": "POST, 99th percentile, ms",
    "memory_mb": "memory of the service, MB (PSS)",
}


def main() -> None:
    """Measure, print, write."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outputs = [Path(folder) / f"site-{n}" for n in range(BUILDS)]
        figures = {"site_build_cpu_s": median(build(output) for output in outputs)}
        figures["site_again_cpu_s"] = median(build(output) for output in outputs)
        measured, survey = service.measure(outputs[0])
        figures |= measured
        weights = {name: _weigh_built(path, outputs[0]) for name, path in PAGES.items()}
        weights["survey"] = weigh(survey, resident.PATH, outputs[0])
    print(_table(figures, weights))
    print(f"\nmeasured in {time.monotonic() - begun:.0f} s on {platform.machine()}")
    written = {"figures": figures, "bytes": {name: asdict(w) for name, w in weights.items()}}
    (ROOT / "bench.json").write_text(json.dumps(written, indent=1, sort_keys=True) + "\n")


def _weigh_built(address: str, output: Path) -> Weight:
    html = (output / address.lstrip("/") / "index.html").read_bytes()
    return weigh(html, address, output)


def _table(figures: dict[str, float], weights: dict[str, Weight]) -> str:
    lines = [f"{MEANINGS[name]:<42}{value:>10.2f}" for name, value in figures.items()]
    columns = [f.name for f in fields(Weight)]
    lines.append(f"\n{'bytes of a page':<18}{''.join(f'{c:>9}' for c in columns)}{'goal':>9}")
    for name, weight in weights.items():
        goal = f"{GOALS[name]:>9,}" if name in GOALS else ""
        lines.append(f"{name:<18}{''.join(f'{getattr(weight, c):>9,}' for c in columns)}{goal}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
