"""`python -m analysis.rehearsal --base <address>`: simulated residents answer the real form."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from analysis.rehearsal import browsing, shares
from analysis.rehearsal.residents import Resident, Town, Way, residents
from analysis.rehearsal.summary import Summary
from analysis.rehearsal.visits import Place, Visit, VisitFailed, visit
from survey_model.faults import Faults
from survey_model.place import read_places
from survey_model.reading import read_questionnaire
from survey_model.wave import read_wave

CONTENT = Path(__file__).parents[2] / "content"
CONNECTIONS = 8  # at most so many at once, as from a street with eight tablets
SEED = 20191024  # the day on which the issue of October 2019 appeared


class NotRehearsed(Exception):
    """The rehearsal could not begin; the message says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when everybody got what they should; else 1, and what differed."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.shares:
            print("\n".join(shares.lines(asked.content / "data/comparators.yaml")))
            return 0
        summary = rehearse(asked)
    except (NotRehearsed, browsing.NoBrowser, shares.TableOutdated, Faults) as refusal:
        print(f"No rehearsal: {refusal}", file=sys.stderr)
        return 1
    print(summary)
    return 0 if summary.as_expected else 1


def rehearse(asked: argparse.Namespace) -> Summary:
    """Everybody answers: most over HTTP, some in a browser."""
    survey = asked.content / "surveys" / asked.survey
    _check_wave(survey / "waves" / f"{asked.wave}.yaml")
    town = Town.of(
        read_questionnaire(survey / "questionnaire.yaml"),
        read_places(asked.content / "data/places.yaml"),
        asked.content / "data",
        asked.seed,
    )
    everybody = residents(town, asked.residents, asked.browser)
    place = Place(asked.base.rstrip("/"), asked.survey, asked.wave)
    by_form = [one for one in everybody if one.way is Way.FORM]
    others = [one for one in everybody if one.way is not Way.FORM]
    results = [*browsing.visits(town, place, others), *_over_http(place, by_form)]
    return Summary(asked.wave, asked.seed, everybody, tuple(results))


def _over_http(place: Place, people: Iterable[Resident]) -> list[Visit | VisitFailed]:
    def one(resident: Resident) -> Visit | VisitFailed:
        try:
            return visit(place, resident)
        except VisitFailed as failed:
            return VisitFailed(f"resident {resident.number}: {failed}")

    with ThreadPoolExecutor(max_workers=CONNECTIONS) as street:
        return list(street.map(one, people))


def _check_wave(path: Path) -> None:
    if not path.is_file():
        raise NotRehearsed(f"there is no wave {path}")
    if not read_wave(path).rehearsal:
        raise NotRehearsed(
            f"wave {path.stem} is a real one: simulated residents answer only in a rehearsal"
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis.rehearsal", description=__doc__)
    parser.add_argument("--base", default="http://127.0.0.1:8000", help="address of the service")
    parser.add_argument("--survey", default="stem-cell-awareness")
    parser.add_argument("--wave", default="rehearsal-2026-11")
    parser.add_argument("--residents", type=int, default=500, help="how many in all")
    parser.add_argument("--browser", type=int, default=20, help="how many of them in a browser")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--content", type=Path, default=CONTENT)
    parser.add_argument("--shares", action="store_true", help="only print what is assumed")
    return parser


if __name__ == "__main__":
    sys.exit(main())
