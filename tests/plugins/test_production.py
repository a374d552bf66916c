"""What may not reach the public host."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugins.building import WEB_ONLY, Built, build
from tests.plugins.making import THEME, MadeSite

HOST = "https://relay.example.org"


KNOWN = {
    "SITEURL": HOST,
    "LIFE_RELAY_ICP": "样例备案号",
    "LIFE_RELAY_POLICE": "样例公安备案号",
    "LIFE_RELAY_CONTACT": "desk@example.org",
}


def publish(site: MadeSite, output: Path, **environment: str) -> Built:
    """Build for the public host, knowing everything that is wanted there, save what is changed."""
    known = {**KNOWN, **environment}
    return build(site.content, output, THEME, settings="publishconf.py", **known)


def test_a_sound_site_is_published(site: MadeSite, tmp_path: Path) -> None:
    built = publish(site, tmp_path / "output")

    assert built.code == 0, built.told
    assert "样例备案号" in built.page("/")
    assert "样例公安备案号" in built.page("/en/")
    assert b"mailto:desk@example.org" in built.files[".well-known/security.txt"]


def test_rehearsed_findings_are_refused_by_name(site: MadeSite, tmp_path: Path) -> None:
    site.add_findings("rehearsal-one")
    site.add_findings("pilot")

    built = publish(site, tmp_path / "output")

    assert built.code == 1
    assert "content/surveys/awareness/findings/rehearsal-one.json: 这是演练数据" in built.told
    assert "pilot.json" not in built.told
    assert built.files == {}


@pytest.mark.parametrize("siteurl", ["", "relay.example.org", "http://relay.example.org"])
def test_the_public_address_must_be_given(site: MadeSite, tmp_path: Path, siteurl: str) -> None:
    built = publish(site, tmp_path / "output", SITEURL=siteurl)

    assert built.code == 1
    assert "没有设置网址 SITEURL" in built.told


@pytest.mark.parametrize(
    ("setting", "pending", "told"),
    [
        ("LIFE_RELAY_ICP", "ICP_NUMBER_PENDING", "没有设置 ICP 备案号"),
        ("LIFE_RELAY_POLICE", "POLICE_NUMBER_PENDING", "没有设置公安备案号"),
        ("LIFE_RELAY_CONTACT", "SECURITY_CONTACT_PENDING", "没有写发现漏洞该找谁"),
    ],
)
def test_what_is_missing_is_only_passed_over_knowingly(
    site: MadeSite, tmp_path: Path, setting: str, pending: str, told: str
) -> None:
    refused = publish(site, tmp_path / "output", **{setting: ""})
    knowingly = publish(site, tmp_path / "output", **{setting: "", pending: "yes"})

    assert told in refused.told
    assert refused.told.count("；请设置") == 1
    assert (refused.code, knowingly.code) == (1, 0), knowingly.told


@pytest.mark.parametrize("contact", ["某人", "http://example.org", "a b@example.org"])
def test_a_contact_that_nobody_can_use_is_refused(
    site: MadeSite, tmp_path: Path, contact: str
) -> None:
    built = publish(site, tmp_path / "output", LIFE_RELAY_SECURITY_CONTACT=contact)

    assert built.code == 1
    assert f"漏洞联系方式“{contact}”不能用" in built.told


def test_rows_without_a_number_are_hidden(site: MadeSite, tmp_path: Path) -> None:
    page = build(site.content, tmp_path / "output", settings=WEB_ONLY).page("/")

    assert "备案号" not in page
    assert "beian" not in page


def test_a_rehearsal_may_be_looked_at_on_this_machine(site: MadeSite, tmp_path: Path) -> None:
    site.add_findings("rehearsal-one")

    built = build(site.content, tmp_path / "output")

    assert built.code == 0, built.told
    assert "演练数据" in built.page("/findings/")
    assert "演练数据" in built.page("/myths/bones/")
