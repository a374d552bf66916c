"""What may not reach the public host."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugins.building import Built, build
from tests.plugins.making import THEME, MadeSite

HOST = "https://relay.example.org"


def publish(site: MadeSite, output: Path, **environment: str) -> Built:
    """Build for the public host."""
    return build(site.content, output, THEME, settings="publishconf.py", **environment)


def test_a_sound_site_is_published(site: MadeSite, tmp_path: Path) -> None:
    built = publish(site, tmp_path / "output", SITEURL=HOST, LIFE_RELAY_ICP="样例备案号")

    assert built.code == 0, built.told
    assert "样例备案号" in built.page("/")


def test_rehearsed_findings_are_refused_by_name(site: MadeSite, tmp_path: Path) -> None:
    site.add_findings("rehearsal-one")
    site.add_findings("pilot")

    built = publish(site, tmp_path / "output", SITEURL=HOST, ICP_NUMBER_PENDING="yes")

    assert built.code == 1
    assert "content/surveys/awareness/findings/rehearsal-one.json: 这是演练数据" in built.told
    assert "pilot.json" not in built.told
    assert built.files == {}


@pytest.mark.parametrize("siteurl", ["", "relay.example.org", "http://relay.example.org"])
def test_the_public_address_must_be_given(site: MadeSite, tmp_path: Path, siteurl: str) -> None:
    built = publish(site, tmp_path / "output", SITEURL=siteurl, ICP_NUMBER_PENDING="yes")

    assert built.code == 1
    assert "没有设置网址 SITEURL" in built.told


def test_a_missing_filing_is_only_passed_over_knowingly(site: MadeSite, tmp_path: Path) -> None:
    refused = publish(site, tmp_path / "output", SITEURL=HOST)
    knowingly = publish(site, tmp_path / "output", SITEURL=HOST, ICP_NUMBER_PENDING="yes")

    assert "没有设置 ICP 备案号" in refused.told
    assert (refused.code, knowingly.code) == (1, 0), knowingly.told


def test_a_rehearsal_may_be_looked_at_on_this_machine(site: MadeSite, tmp_path: Path) -> None:
    site.add_findings("rehearsal-one")

    built = build(site.content, tmp_path / "output")

    assert built.code == 0, built.told
    assert "演练数据" in built.page("/findings/")
    assert "演练数据" in built.page("/myths/bones/")
