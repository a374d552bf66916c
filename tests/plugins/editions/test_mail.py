"""The letter needs nothing but itself, and can be read in every mail program."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from plugins.editions.mail import mail
from plugins.editions.plain_text import plain_text
from tests.plugins.editions.matters import made_matter, real_files, real_matter, with_body
from tests.plugins.making import LANGUAGES, MadeSite

CLIPPED_FROM = 102 * 1024  # bytes; a longer letter is cut off by a widely used program


def _letter(data: bytes) -> EmailMessage:
    letter = message_from_bytes(data, policy=policy.default)
    assert isinstance(letter, EmailMessage)
    return letter


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_letter_is_fetched_from_elsewhere(language: str) -> None:
    html = real_files(language)["email.html"].decode()

    assert not re.search(r"<(?:link|script|iframe|img)\b|@import|url\(", html)
    assert html.count("<style") == 1  # what cannot be written into elements: narrow and dark


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_is_short_enough_not_to_be_cut_off(language: str) -> None:
    assert len(real_files(language)["email.html"]) < CLIPPED_FROM


def test_looks_are_written_into_the_elements(site: MadeSite) -> None:
    html = mail(made_matter(site)).html

    paragraphs = re.findall(r"<p\b[^>]*>", html)
    assert paragraphs
    assert [tag for tag in paragraphs if "style=" not in tag] == []


def test_dark_and_narrow_programs_are_told_what_to_do(site: MadeSite) -> None:
    html = mail(made_matter(site)).html

    assert "prefers-color-scheme: dark" in html
    assert "max-width: 620px" in html
    assert '<meta name="color-scheme" content="light dark">' in html


def test_the_letter_has_the_plain_text_beside_the_html(site: MadeSite) -> None:
    matter = made_matter(site)
    letter = _letter(mail(matter).eml)

    text, html = letter.get_body(("plain",)), letter.get_body(("html",))

    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == plain_text(matter)
    assert "甲做的事" in html.get_content()


def test_every_picture_of_the_letter_travels_in_it() -> None:
    letter = _letter(real_files("zh")["email.eml"])
    html = letter.get_body(("html",))

    assert html is not None

    pictures = [part for part in letter.walk() if part.get_content_maintype() == "image"]
    wanted = re.findall(r'src="cid:([^"]+)"', html.get_content())

    assert wanted
    assert {f"<{name}>" for name in wanted} == {part["Content-ID"] for part in pictures}


def test_the_letter_has_no_day_of_its_own_and_opens_as_a_draft(site: MadeSite) -> None:
    letter = _letter(mail(made_matter(site)).eml)

    assert letter["Date"] is None
    assert letter["X-Unsent"] == "1"
    assert letter["Subject"] == "生命接力 2024年1月号：大事"


def test_no_header_line_is_longer_than_mail_allows() -> None:
    head = real_files("zh")["email.eml"].split(b"\r\n\r\n", 1)[0]

    assert max(len(line) for line in head.split(b"\r\n")) <= 78


def test_a_chart_is_bars_with_their_numbers(site: MadeSite) -> None:
    html = mail(with_body(site, "[chart: two]")).html

    assert "82,460" in html
    assert re.search(r'<td[^>]*width="11%"', html)  # 8,958 of 82,460


def test_a_link_without_a_site_to_lead_to_is_words_alone(site: MadeSite) -> None:
    site.change("issues/2024-01/small.md", "正文。", "见[正误](/myths/bones/)。")

    assert 'href="/' not in mail(made_matter(site, siteurl="")).html
    assert 'href="https://relay.example.org/myths/bones/"' in mail(made_matter(site)).html


def test_the_same_issue_gives_the_same_letter() -> None:
    assert mail(real_matter("zh")) == mail(real_matter("zh"))
