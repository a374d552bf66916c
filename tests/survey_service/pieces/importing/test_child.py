"""Who sends a harmful file is told so; the desk goes on, and nothing of it is given away."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

import pytest

from survey_service.pieces.importing import child
from survey_service.pieces.importing.archive import refuse_by_name
from survey_service.pieces.importing.child import ImportRefused, run
from survey_service.pieces.importing.draft import Draft
from survey_service.pieces.importing.markdown import safe_html
from survey_service.pieces.importing.messages import MESSAGES, REFUSALS, WHYS
from survey_service.pieces.importing.word import read_docx
from tests.house.tree import ROOT
from tests.survey_service.pieces.importing.hostile import HARMLESS, HOSTILE, many_bold_lines
from tests.survey_service.pieces.importing.made import BODY
from tests.survey_service.pieces.importing.reading_pages import offences
from tests.survey_service.pieces.importing.watching import children, watching
from tests.survey_service.pieces.importing.word_files import paragraph, word_file

CONFINED = (
    "from survey_service.pieces.importing.confinement import confine; confine(512, {seconds}); "
)


def confined(deed: str, seconds: int = 10, **environment: str) -> subprocess.CompletedProcess[str]:
    """Somebody's code, should it ever come to run inside the child."""
    command = [sys.executable, "-c", CONFINED.format(seconds=seconds) + deed]
    return subprocess.run(
        command, cwd=ROOT, check=False, capture_output=True, text=True,
        env={"PATH": "", "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


def longest_silence(stop: threading.Event, silences: list[float]) -> None:
    """Answer somebody every few milliseconds, as the desk does, and note the longest pause."""
    before = time.monotonic()
    while not stop.wait(0.005):
        now = time.monotonic()
        silences.append(now - before)
        before = now


def test_there_are_at_least_twelve_hostile_files() -> None:
    assert len(HOSTILE) >= 12


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_or_made_harmless_while_the_desk_answers(name: str) -> None:
    make, answer = HOSTILE[name]
    sent, draft, refusal = make(), None, HARMLESS
    stop, silences = threading.Event(), [0.0]
    probe = threading.Thread(target=longest_silence, args=(stop, silences))
    probe.start()

    with watching() as watch:
        try:
            draft = run("word", sent)
        except ImportRefused as refused:
            refusal = refused.key
    stop.set()
    probe.join()

    assert refusal == answer
    assert watch.seconds < 10
    assert 0 < watch.peak_mb < 512
    assert max(silences) < 1
    assert draft is None or _is_harmless(draft)


def _is_harmless(draft: Draft) -> bool:
    html = safe_html(draft.markdown)
    told = draft.title + draft.markdown
    return not offences(html) and not any(
        bad in told for bad in ("javascript:", "file:", "root", "127.0.0.1", "<script")
    )


def test_what_comes_from_the_child_is_what_was_read_there() -> None:
    sent = word_file(paragraph("甲"), paragraph(BODY))

    assert run("word", sent) == read_docx(sent)


def test_a_child_that_takes_too_long_is_ended_and_its_sender_told() -> None:
    begin = time.monotonic()

    with pytest.raises(ImportRefused) as refused:
        run("word", many_bold_lines(), seconds=0)

    assert refused.value.key == "took_too_long"
    assert time.monotonic() - begin < 3
    assert children() == []


def test_a_child_without_enough_memory_is_ended_and_its_sender_told() -> None:
    with pytest.raises(ImportRefused) as refused:
        run("word", many_bold_lines(), memory_mb=48)

    assert refused.value.key == "file_tangled"


def test_more_files_than_turns_wait_and_are_then_told_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(child, "LONGEST_WAIT", 0.01)

    with child._turn(), pytest.raises(ImportRefused) as refused:
        run("word", word_file(paragraph(BODY)))

    assert refused.value.key == "busy"
    assert run("word", word_file(paragraph(BODY))).markdown


@pytest.mark.parametrize(
    "deed",
    [
        "import socket",
        "import _socket; _socket.socket()",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.execv('/bin/true', ['true'])",
        "import subprocess; subprocess.run(['/bin/true'])",
        "open('/etc/passwd').read()",
        "import os; os.open('/etc/passwd', os.O_RDONLY)",
        f"open({str(ROOT / 'README.md')!r}).read()",
        "open('kept.py', 'w')",
        "import os; os.remove('README.md')",
        "import ctypes; ctypes.CDLL('libc.so.6')",
        "bytearray(600 * 1024 * 1024)",
    ],
)
def test_even_code_that_ran_in_the_child_could_do_nothing_with_it(deed: str) -> None:
    ended = confined(deed)

    assert ended.returncode != 0
    assert "PermissionError" in ended.stderr or "MemoryError" in ended.stderr


def test_the_child_has_no_network_at_all_where_the_kernel_allows_it() -> None:
    look = (
        "from survey_service.pieces.importing.confinement import leave_network; "
        "moved = leave_network(); print(moved); "
        "print(*(line.split(':')[0].strip() for line in open('/proc/net/dev') if ':' in line)); "
        "print(len(open('/proc/net/route').readlines()[1:]))"
    )

    ended = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, check=True, capture_output=True, text=True
    )

    moved, interfaces, routes = ended.stdout.splitlines()
    assert moved == "False" or (interfaces, routes) == ("lo", "0")


def test_the_processor_time_of_a_child_ends() -> None:
    ended = confined("\nwhile True: pass", seconds=1)

    assert ended.returncode < 0


def test_no_secret_of_the_desk_reaches_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a secret")
    seen: dict[str, str] = {}

    def remember(*_: object, env: dict[str, str], **__: object) -> None:
        seen.update(env)
        raise InterruptedError

    monkeypatch.setattr(subprocess, "Popen", remember)
    with pytest.raises(InterruptedError):
        run("word", b"")

    assert os.environ["SECRET_KEY"]
    assert seen == child.ENVIRONMENT


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("稿件.doc", "old_word"),
        ("稿件.WPS", "old_word"),
        ("稿件.docm", "macro"),
        ("稿件.pdf", "pdf"),
        ("表.xlsx", "other_office"),
        ("稿件.docx", None),
        ("没有结尾", None),
        ("../../稿件.docx", None),
    ],
)
def test_a_file_is_answered_by_its_name(name: str, answer: str | None) -> None:
    if answer is None:
        refuse_by_name(name)
        return
    with pytest.raises(ImportRefused) as refused:
        refuse_by_name(name)
    assert refused.value.key == answer


def test_every_refusal_says_that_nothing_is_lost_or_what_to_do() -> None:
    assert all("请" in sentence for sentence in REFUSALS.values())
    assert all("。" not in sentence for sentence in (*MESSAGES.values(), *WHYS.values()))
    assert {answer for _, answer in HOSTILE.values()} - {HARMLESS} <= set(REFUSALS)
