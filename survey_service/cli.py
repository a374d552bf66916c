"""The commands of whoever keeps the service: migrate, export, doctor, purge, admin, audit, mail."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from survey_model.faults import Faults
from survey_model.wave import read_wave
from survey_service import config as settings
from survey_service import doctor, schema
from survey_service.accounts import commands as desk
from survey_service.answering import store
from survey_service.answering.export import export
from survey_service.app import open_database
from survey_service.config import Config
from survey_service.db import Database

EXPORTS = settings.ROOT / "analysis" / "exports"

Command = Callable[[Config, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code, 1 where something has to be mended."""
    asked = _parser().parse_args(arguments)
    command: Command = asked.command
    try:
        return command(settings.from_environment(), asked)
    except (Faults, schema.SchemaNewer) as refused:
        print(refused, file=sys.stderr)
        return 1


def migrate(config: Config, _: argparse.Namespace) -> int:
    """Bring the store into the shape that this release expects."""
    open_database(config).close()
    print("数据库已是最新")
    return 0


def write_package(config: Config, asked: argparse.Namespace) -> int:
    """Write the response package of a wave."""
    wave = read_wave(_wave_file(config, asked))
    folder = asked.folder or EXPORTS / asked.survey / asked.wave
    database = open_database(config)
    with database.reading() as connection:
        manifest = export(
            connection, asked.survey, _wave_file(config, asked), folder, rehearsal=wave.rehearsal
        )
    database.close()
    print(f"{folder}: {manifest.responses} 份回答，{manifest.withdrawn} 份已撤回（不在其中）")
    return 0


def examine(config: Config, _: argparse.Namespace) -> int:
    """Look at everything that may go wrong, and say it line by line."""
    findings = doctor.examine(config)
    for finding in findings:
        print(finding)
    return int(any(finding.serious for finding in findings))


def purge(config: Config, asked: argparse.Namespace) -> int:
    """Delete the single responses of a wave; without --yes only say how many there are."""
    database = open_database(config)
    with database.reading() as connection:
        count = sum(1 for _ in store.responses_of(connection, asked.survey, asked.wave))
    if asked.yes:
        database.write(lambda connection: store.purge(connection, asked.survey, asked.wave))
        database.forget()
    database.close()
    done = "已删除" if asked.yes else "会删除（加 --yes 才真的删）"
    print(f"{asked.survey} {asked.wave}: {done} {count} 份回答")
    return 0


def invite_administrator(config: Config, asked: argparse.Namespace) -> int:
    """Make a one-time address at which somebody becomes an administrator."""
    return _tell(config, lambda database: desk.invite(config, database, asked.name, asked.branch))


def reset_account(config: Config, asked: argparse.Namespace) -> int:
    """Make a one-time address at which somebody sets a new password."""
    both = asked.second_factor
    return _tell(
        config, lambda database: desk.reset(config, database, asked.login, second_factor=both)
    )


def verify_audit(config: Config, _: argparse.Namespace) -> int:
    """Check the hash chain of the audit log."""
    return _tell(config, desk.verify)


def send_mail(config: Config, _: argparse.Namespace) -> int:
    """Send the letters that are due; the service does so by itself, too."""
    return _tell(config, lambda database: desk.send_mail(config, database))


def _tell(config: Config, act: Callable[[Database], desk.Said]) -> int:
    database = open_database(config)
    said = act(database)
    database.close()
    print(said.text)
    return int(not said.well)


def _wave_file(config: Config, asked: argparse.Namespace) -> Path:
    survey, wave = str(asked.survey), str(asked.wave)
    return config.content / "surveys" / survey / "waves" / f"{wave}.yaml"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="survey_service.cli", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    _add(commands, "migrate", migrate)
    _add(commands, "doctor", examine)
    exporting = _add(commands, "export", write_package, "--survey", "--wave")
    exporting.add_argument("--folder", type=Path, help="default: analysis/exports/<survey>/<wave>")
    purging = _add(commands, "purge", purge, "--survey", "--wave")
    purging.add_argument("--yes", action="store_true", help="really delete")
    _add_desk(commands)
    return parser


def _add_desk(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    admin = commands.add_parser("admin", help="accounts, without signing in")
    acts = admin.add_subparsers(required=True, metavar="act")
    inviting = _add(acts, "invite", invite_administrator)
    inviting.add_argument("--name", default="", help="how the page greets the person")
    inviting.add_argument("--branch", default="", help="code; default: the widest branch")
    resetting = _add(acts, "reset", reset_account, "--login")
    resetting.add_argument(
        "--second-factor", action="store_true", help="also takes off authenticator and passkeys"
    )
    audit = commands.add_parser("audit", help="the audit log")
    _add(audit.add_subparsers(required=True, metavar="act"), "verify", verify_audit)
    mail = commands.add_parser("mail", help="queued letters")
    _add(mail.add_subparsers(required=True, metavar="act"), "send", send_mail)


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    command: Command,
    *needed: str,
) -> argparse.ArgumentParser:
    added = commands.add_parser(name, help=command.__doc__, description=command.__doc__)
    for option in needed:
        added.add_argument(option, required=True)
    added.set_defaults(command=command)
    return added


if __name__ == "__main__":
    sys.exit(main())
