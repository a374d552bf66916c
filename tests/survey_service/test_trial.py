"""The trial: site and service at one address, and nothing but the site's own files."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import OpenerDirector, Request, build_opener

import pytest
from werkzeug.test import Client

from survey_service import trial
from survey_service.trial import SiteFiles, is_of_the_service
from tests.bench.servers import free_port
from tests.survey_service.conftest import CONTENT

WEB: OpenerDirector = build_opener()
PAGES = {
    "index.html": "<!doctype html>home",
    "404.html": "<!doctype html>nothing here",
    "en/404.html": "<!doctype html>nothing here, in English",
    "myths/index.html": "<!doctype html>myths",
    "myths/bone-crushing/index.html": "<!doctype html>bones",
    "theme/survey.css": "body{}",
    "theme/survey.js": "1",
    "feeds/zh.xml": "<feed/>",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small built site, with a secret beside it."""
    for name, text in PAGES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "site" / "way-out").symlink_to(tmp_path / "secret.txt")
    return tmp_path / "site"


@pytest.fixture
def files(site: Path) -> Client:
    return Client(SiteFiles(site))


@pytest.mark.parametrize(
    ("path", "expected", "kind"),
    [
        ("/", "home", "text/html; charset=utf-8"),
        ("/myths/", "myths", "text/html; charset=utf-8"),
        ("/myths/bone-crushing/", "bones", "text/html; charset=utf-8"),
        ("/theme/survey.css", "body{}", "text/css; charset=utf-8"),
        ("/theme/survey.js", "1", "text/javascript; charset=utf-8"),
        ("/feeds/zh.xml", "<feed/>", "application/xml"),
    ],
)
def test_a_file_is_served_as_what_it_is(files: Client, path: str, expected: str, kind: str) -> None:
    answer = files.get(path)

    assert answer.status_code == 200
    assert expected in answer.text
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_folder_without_its_slash_leads_to_the_folder(files: Client) -> None:
    answer = files.get("/myths")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/myths/")


def test_what_does_not_exist_is_the_sites_own_page_in_the_language_of_the_address(
    files: Client,
) -> None:
    for path, expected in (("/nix/", "nothing here"), ("/en/nix", "in English")):
        answer = files.get(path)
        assert answer.status_code == 404
        assert answer.text.endswith(expected)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/myths/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/way-out",
        "//secret.txt",
        "/theme/survey.css/",
        "/theme/survey.css/../../../secret.txt",
        "/\\..\\secret.txt",
        "/%00",
        "/index.html%00.css",
        pytest.param("/" + "a" * 5000, id="a long name"),
        pytest.param("/" + "a/" * 3000, id="a deep folder"),
    ],
)
def test_nothing_outside_the_site_is_ever_served(files: Client, path: str) -> None:
    answer = files.get(path)

    assert answer.status_code in (301, 404)
    assert "secret" not in answer.text


def test_files_can_only_be_read(files: Client) -> None:
    assert files.post("/").status_code == 405
    head = files.head("/")
    assert (head.status_code, head.text) == (200, "")
    assert int(head.headers["Content-Length"]) == len(PAGES["index.html"])


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("/survey/x/", True),
        ("/en/survey/x/", True),
        ("/desk/", True),
        ("/en/desk", True),
        ("/healthz", True),
        ("/readyz", True),
        ("/", False),
        ("/en/", False),
        ("/en", False),
        ("/surveys/", False),
        ("/survey.css", False),
        ("/enough/survey/", False),
        ("/myths/survey/", False),
    ],
)
def test_the_service_answers_at_its_own_addresses_and_at_no_other(path: str, *, own: bool) -> None:
    assert is_of_the_service(path) is own


@dataclass
class House:
    """A trial that is running."""

    process: subprocess.Popen[str]
    base: str
    said: list[str]


@contextmanager
def house_of(site: Path, data: Path) -> Iterator[House]:
    """A trial on a free port, once it says that it is ready; stopped as by Ctrl-C."""
    process = _started("--site", str(site), "--port", "0", data=data)
    assert process.stdout
    said = []
    for line in process.stdout:
        said.append(line.strip())
        if line.startswith("ready: "):
            break
    yield House(process, said[-1].removeprefix("ready: "), said)
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    process.wait(20)
    process.stdout.close()


@pytest.fixture
def house(site: Path, tmp_path: Path) -> Iterator[House]:
    with house_of(site, tmp_path / "data") as running:
        yield running


def test_one_address_serves_site_and_survey_and_says_when_it_is_ready(house: House) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", house.base)
    with WEB.open(house.base) as home, WEB.open(f"{house.base}survey/everyday/") as form:
        assert "home" in home.read().decode()
        assert "日常问卷" in form.read().decode()
    with pytest.raises(HTTPError) as gone:
        WEB.open(f"{house.base}nix")
    assert gone.value.status == 404
    gone.value.close()


def test_a_forged_host_name_is_refused(house: House) -> None:
    forged = Request(f"{house.base}survey/everyday/", headers={"Host": "evil.example"})  # noqa: S310
    with pytest.raises(HTTPError) as refused:
        WEB.open(forged)
    assert refused.value.status == 400
    refused.value.close()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_in_order(house: House, by: signal.Signals) -> None:
    house.process.send_signal(by)

    assert house.process.wait(20) == 0
    assert house.process.stdout
    assert "Traceback" not in house.process.stdout.read()


def test_a_port_that_is_taken_is_told_in_words(site: Path, tmp_path: Path, house: House) -> None:
    taken = house.base.rsplit(":", 1)[1].strip("/")

    second = _started("--site", str(site), "--port", taken, data=tmp_path / "other")

    said, _ = second.communicate(timeout=30)
    assert second.returncode == 1
    assert f"端口 {taken} 已被占用" in said
    assert "Traceback" not in said


def test_a_site_that_was_not_built_is_told_in_words(tmp_path: Path) -> None:
    process = _started("--site", str(tmp_path), data=tmp_path / "data")

    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "make site" in said


def test_all_faults_of_a_questionnaire_are_told_at_once_with_their_lines(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    for path in CONTENT.rglob("*.yaml"):
        copy = content / path.relative_to(CONTENT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text().replace("kind: integer", "kind: number")
        copy.write_text(text.replace('correct: "F"', 'correct: "X"'))
    monkeypatch.setenv("LIFE_RELAY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LIFE_RELAY_CONTENT", str(content))

    assert trial.main(["--site", str(site), "--port", str(free_port())]) == 1

    told = capsys.readouterr().err
    assert len(re.findall(r"questionnaire\.yaml:\d+: ", told)) >= 2


def _started(*arguments: str, data: Path) -> subprocess.Popen[str]:
    environ = {"LIFE_RELAY_DATA": str(data), "LIFE_RELAY_CONTENT": str(CONTENT)}
    return subprocess.Popen(
        [sys.executable, "-m", "survey_service.trial", *arguments],
        env={**os.environ, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
