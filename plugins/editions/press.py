"""All editions of an issue, made together and compared before one of them is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from plugins.editions.epub import epub
from plugins.editions.extraction import (
    atom_text,
    epub_text,
    html_text,
    json_feed_text,
    letter_texts,
)
from plugins.editions.feeds import Feed, atom, json_feed
from plugins.editions.mail import mail
from plugins.editions.matter import Matter
from plugins.editions.parity import check_parity
from plugins.editions.pdf_text import pdf_text
from plugins.editions.plain_text import plain_text
from plugins.editions.print_pdf import print_pdf
from plugins.editions.wechat import PICTURES, SCRIPT, WeChat, style_of_page, wechat
from plugins.models import Issue, Link
from plugins.words import Words

WECHAT = "wechat/"
FRAGMENT = f"{WECHAT}fragment.html"
SHOWN = f"{WECHAT}shown"  # stands in our own page, not by itself

Files = dict[str, bytes]  # by their path below the issue's own address


def print_issue(matter: Matter) -> Files:
    """Every file of the issue. Raises EditionFault where an edition lacks a passage."""
    stem = f"{matter.issue.number}.{matter.language}"
    letter, article = mail(matter), wechat(matter)
    files = {
        f"{stem}.pdf": print_pdf(matter),
        f"{stem}.epub": epub(matter),
        f"{stem}.txt": plain_text(matter).encode(),
        "email.html": letter.html.encode(),
        "email.eml": letter.eml,
        **_wechat_files(article),
    }
    check_parity(matter, _texts(files, stem))
    return files


def print_feeds(feed: Feed, newest: Matter | None) -> Files:
    """Both feeds, by their whole path; the newest issue must stand in them from end to end."""
    files = {feed.atom_path: atom(feed), feed.json_path: json_feed(feed)}
    if newest:
        told = {
            feed.atom_path: atom_text(files[feed.atom_path]),
            feed.json_path: json_feed_text(files[feed.json_path]),
        }
        check_parity(newest, told)
    return files


def check_web(matter: Matter, pages: Iterable[str]) -> None:
    """Hold the web pages of the issue to the same."""
    check_parity(matter, {"web": "\n".join(html_text(page) for page in pages)})


def edition_links(issue: Issue, words: Words) -> tuple[Link, ...]:
    """Where each edition of an issue is, for its page."""
    stem, gettext = f"{issue.url}{issue.number}.{issue.language}", words.gettext
    return (
        Link(f"{stem}.pdf", gettext("打印版（PDF）")),
        Link(f"{stem}.epub", gettext("电子书（EPUB）")),
        Link(f"{stem}.txt", gettext("纯文字")),
        Link(f"{issue.url}email.html", gettext("邮件版")),
        Link(f"{issue.url}{WECHAT}", gettext("微信版")),
    )


def _wechat_files(article: WeChat) -> Files:
    return {
        FRAGMENT: article.fragment.encode(),
        SHOWN: str(article.shown).encode(),
        f"{WECHAT}wechat.css": style_of_page().encode(),
        f"{WECHAT}wechat.js": SCRIPT,
        f"{WECHAT}{PICTURES}.zip": article.archive,
        **{f"{WECHAT}{PICTURES}/{name}": made for name, made in article.pictures},
    }


def _texts(files: Mapping[str, bytes], stem: str) -> dict[str, str]:
    """What can be read in the finished files."""
    return {
        f"{stem}.pdf": pdf_text(files[f"{stem}.pdf"]),
        f"{stem}.epub": epub_text(files[f"{stem}.epub"]),
        f"{stem}.txt": files[f"{stem}.txt"].decode(),
        "email.html": html_text(files["email.html"].decode()),
        **letter_texts(files["email.eml"]),
        "wechat": html_text(files[FRAGMENT].decode()),
    }
