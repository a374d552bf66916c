"""A service that is killed in the middle of its work has lost no answer that it acknowledged."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from survey_service.answering.sheet import Sheets, receipt_hash
from survey_service.answering.surveys import read_surveys
from survey_service.config import Config
from survey_service.db import Database
from survey_service.pages import Pages
from tests.survey_service.conftest import settings
from tests.survey_service.serving import Served, serving
from tests.survey_service.test_answering import kept

KILLS = {"sqlite": 3, "postgresql": 2}
PEOPLE = 8
LOAD = 0.7  # seconds of sending before the kill


class Crowd:
    """People who send until the service is gone, and remember what they were told."""

    def __init__(self, config: Config) -> None:
        self._sheets = Sheets(config.secret_key)
        survey = read_surveys(config.content, Pages(config)).find("everyday")
        self._definition = survey.definition
        self._gone = threading.Event()
        self.acknowledged: list[str] = []
        self.unanswered: list[str] = []

    def send_until_killed(self, served: Served) -> None:
        self._gone.clear()
        people = [threading.Thread(target=self._send, args=(served,)) for _ in range(PEOPLE)]
        for person in people:
            person.start()
        threading.Event().wait(LOAD)
        served.kill()
        self._gone.set()
        for person in people:
            person.join()

    def ask_again(self, served: Served) -> None:
        """Whoever heard nothing sends the same form once more."""
        for sheet in self.unanswered:
            receipt = served.post(sheet)
            assert receipt
            self.acknowledged.append(receipt)
        self.unanswered = []

    def _send(self, served: Served) -> None:
        while not self._gone.is_set():
            sheet = self._sheets.token(self._sheets.new("open", self._definition))
            receipt = served.post(sheet)
            if receipt:
                self.acknowledged.append(receipt)
            else:
                self.unanswered.append(sheet)


def test_no_acknowledged_answer_is_lost_and_none_is_kept_twice(
    backend: str, tmp_path: Path, make_url: Callable[[str, Path], str]
) -> None:
    url = make_url(backend, tmp_path)
    config = settings(tmp_path, url)
    crowd = Crowd(config)
    for _ in range(KILLS[backend]):
        with serving(tmp_path, url) as served:
            crowd.ask_again(served)
            crowd.send_until_killed(served)
    with serving(tmp_path, url) as served:
        crowd.ask_again(served)

    database = Database(url, tmp_path / "writer.lock")
    stored = [response.receipt_hash for response in kept(database)]
    database.close()

    told = [receipt_hash(receipt.rsplit("/", 1)[1]) for receipt in crowd.acknowledged]
    assert len(told) > 50 * KILLS[backend]
    assert len(set(told)) == len(told)
    assert set(told) <= set(stored)
    assert len(stored) == len(set(stored))


@pytest.mark.parametrize("signal", ["SIGTERM"])
def test_a_service_that_is_asked_to_stop_stops_in_order(
    tmp_path: Path, make_url: Callable[[str, Path], str], signal: str
) -> None:
    with serving(tmp_path, make_url("sqlite", tmp_path)) as served:
        assert served.get("/healthz")[0] == 200

    assert served.process.returncode in (0, -15), (signal, served.said.read_text())
