"""What the child gives up before it reads a file: memory, time, network, other files."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38  # linux/prctl.h
MOST_OUTPUT = 96 * 1024 * 1024  # bytes; the pictures of one file in base64, and more
MOST_FILES = 64  # open at once
CODE = (".py", ".pyc", ".so")  # modules that are first needed while a file is read
MODULES = ("socket", "ssl", "subprocess", "multiprocessing")
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.putenv",
    "shutil.",
    "tempfile.",
    "ctypes.dlopen",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "webbrowser.",
    "sqlite3.",
)


def confine(memory: int, seconds: int) -> None:
    """Bind this process for good: `memory` in MB of address space, `seconds` of processor time."""
    die_with_parent()
    leave_network()
    limit(memory, seconds)
    sys.addaudithook(refuse)


def die_with_parent() -> None:
    """Nobody waits for the answer of a child whose parent is gone."""
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def leave_network() -> bool:
    """Move into a network of nothing, not even a loopback. False where the kernel forbids it.

    Sockets are refused in either case: see `refuse`.
    """
    libc = ctypes.CDLL(None)
    return 0 in (libc.unshare(CLONE_NEWNET), libc.unshare(CLONE_NEWUSER | CLONE_NEWNET))


def limit(memory: int, seconds: int) -> None:
    """The kernel's own limits; it ends a process that passes them."""
    _lower(resource.RLIMIT_AS, memory * 1024 * 1024)
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_FSIZE, MOST_OUTPUT)
    _lower(resource.RLIMIT_NOFILE, MOST_FILES)
    _lower(resource.RLIMIT_CORE, 0)


def refuse(event: str, args: tuple[object, ...]) -> None:
    """An audit hook, which cannot be taken off again: no socket, no process, no file but code."""
    if event == "open":
        _refuse_opening(*args)
    elif event == "import":
        if str(args[0]).split(".")[0] in MODULES:
            raise PermissionError(event, args[0])
    elif event.startswith(FORBIDDEN):
        raise PermissionError(event)


def _refuse_opening(path: object, mode: object, flags: object) -> None:
    writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
    if isinstance(path, int) and mode is not None:  # the answer's own descriptor
        return
    if writes or not str(path).endswith(CODE):
        raise PermissionError("open", mode)


def _lower(which: int, most: int) -> None:
    """Set the limit, or keep a hard one that is lower still."""
    _, hard = resource.getrlimit(which)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (least, least))
