"""Every command is documented, and every documented command exists."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.house.tree import ROOT, files_of, shown

FOR_TESTS = {"LIFE_RELAY_CONTENT", "LIFE_RELAY_THEME", "LIFE_RELAY_REHEARSAL"}
PROMISED = {"run", "test", "check", "site", "rehearsal", "export", "analysis", "bench"}


def _targets() -> dict[str, str]:
    """Each target of the Makefile that a person may call, with its line."""
    lines = re.findall(r"^([a-z-]+):.*?## (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    return {target: line for target, line in lines if target != "help"}  # `make` alone


def _documents() -> dict[str, str]:
    return {
        shown(path): path.read_text() for path in files_of(".md") if "content" not in path.parts
    }


def test_every_promised_command_exists() -> None:
    assert set(_targets()) >= PROMISED


def test_make_alone_lists_every_command_with_its_line() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    for target, line in _targets().items():
        assert re.search(rf"make {target}\s+{re.escape(line)}", listed)


def test_every_command_is_named_in_the_documents() -> None:
    written = "\n".join(_documents().values())

    assert not [target for target in _targets() if f"make {target}" not in written]


def test_every_command_of_the_service_is_named_in_the_documents() -> None:
    asked = [sys.executable, "-m", "survey_service.cli", "--help"]
    listed = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    commands = re.findall(r"^    ([a-z]+) ", listed, flags=re.MULTILINE)
    written = "\n".join(_documents().values())

    assert len(commands) >= 4
    assert not [name for name in commands if f"survey_service.cli {name}" not in written]


def test_every_setting_of_the_service_is_named_in_the_documents() -> None:
    code = (ROOT / "survey_service" / "config.py").read_text()
    settings = set(re.findall(r"environ(?:\.get\(|\[)\s*\"([A-Z_]+)\"", code))
    told = (ROOT / "docs" / "operations.zh.md").read_text()

    assert settings
    assert not {name for name in settings - FOR_TESTS if f"`{name}`" not in told}


def test_no_document_names_a_command_that_does_not_exist() -> None:
    named = {
        f"{name}: make {target}"
        for name, text in _documents().items()
        for target in re.findall(r"`make ([a-z-]+)", text)
        if target not in _targets()
    }

    assert not named


def test_no_document_names_a_file_that_does_not_exist() -> None:
    missing = {
        f"{name}: {target}"
        for name, text in _documents().items()
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
        if not ((ROOT / name).parent / target).exists()
    }

    assert not missing
