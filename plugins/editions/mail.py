"""The e-mail edition: one HTML file that needs nothing else, and a letter ready to be sent."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import css_inline
from markupsafe import Markup

from plugins.editions.html_words import HtmlWords, element, joined
from plugins.editions.matter import Matter, Story
from plugins.editions.notes import EndNote, Notes
from plugins.editions.parts import ChartPart, Drawing, Snapshot, Table
from plugins.editions.picture_words import bars
from plugins.editions.pictures import drawing_png
from plugins.editions.plain_text import plain_text

STYLE = (Path(__file__).parent / "styles" / "mail.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Mail:
    """The HTML by itself, and the whole letter with its text part and pictures."""

    html: str
    eml: bytes


def mail(matter: Matter) -> Mail:
    """The issue as a letter."""
    return Mail(html=_inlined(matter, pictured=False), eml=_letter(matter))


class MailWords(HtmlWords):
    """Tables as bars, since most mail programs show neither SVG nor pictures from elsewhere."""

    def __init__(self, matter: Matter, notes: Notes, *, pictured: bool) -> None:
        super().__init__(matter, notes)
        self.pictured = pictured

    def table(self, block: Table) -> Markup:
        return super().table(block).replace("<table>", Markup('<table class="grid">'), 1)

    def chart(self, chart: ChartPart) -> Markup:
        """The bars carry the numbers, so there's no table beside them."""
        title = Markup("{} <span>{}</span>").format(chart.title, chart.unit)
        rows = joined(self._bar(*row) for row in bars(self.matter, chart))
        table = element("table", rows, "rows", role="presentation")
        caption = f"{chart.table.caption}{self.gettext('。')}" if chart.table.caption else ""
        note = element("p", Markup("{}{}").format(caption, self.runs(chart.note)), "figure-note")
        return element("div", element("p", title, "figure-title") + table + note, "figure")

    def _bar(self, name: str, value: str, share: float) -> Markup:
        percent = max(1, min(99, round(100 * share)))
        on = Markup('<td class="on" width="{}%">&#160;</td>').format(percent)
        off = Markup('<td width="{}%">&#160;</td>').format(100 - percent)
        filled = element("tr", on + off if share < 1 else Markup('<td class="on">&#160;</td>'))
        bar = Markup('<table class="bar" role="presentation" aria-hidden="true">{}</table>')
        told = element("td", name, "name") + element("td", value, "value")
        below = Markup('<td class="bars" colspan="2">{}</td>').format(bar.format(filled))
        return element("tr", told) + element("tr", below)

    def drawing_picture(self, drawing: Drawing) -> Markup:
        """The picture where it travels with the letter; its description in words everywhere."""
        words = element("p", drawing.description)
        if not self.pictured:
            return words
        return self._sent(drawing, "") + words

    def snapshot_picture(self, photo: Snapshot) -> Markup:
        return self._sent(photo, photo.alt) if self.pictured else element("p", photo.alt)

    def _sent(self, picture: Drawing | Snapshot, alt: str) -> Markup:
        image = Markup('<img class="picture" src="cid:{}" width="420" alt="{}" />')
        return image.format(_cid(picture), alt)

    def story(self, story: Story, *, first: bool) -> Markup:
        """An article; the first stands right under the nameplate."""
        article = story.article
        parts = [
            element("p", article.kicker, "kicker") if article.kicker else Markup(""),
            element("h2", self.headline(story)),
            element("p", article.standfirst, "standfirst") if article.standfirst else Markup(""),
            self.credit(story),
            self.blocks(story),
            self.remarks(story),
        ]
        boxed = article.section == "editors-note"
        rule = Markup("") if boxed or first else element("div", "", "story-rule")
        return rule + element("div", joined(parts), "box" if boxed else "story")

    def end_note(self, note: EndNote) -> Markup:
        """A source with its address; an address is text, so that a printed letter has it too."""
        link = Markup("")
        if note.href.startswith("http"):
            link = Markup(' <a href="{}">{}</a>').format(note.href, note.shown_address)
        return element("p", Markup("[{}] {}{}").format(note.number, note.text, link), "end")


def _letter(matter: Matter) -> bytes:
    """Without a date: the day is that of sending, and the program that sends it writes it."""
    issue, site = matter.issue, matter.publisher.site
    letter = EmailMessage(policy=SMTP)
    lead = f"：{issue.lead.title_text}" if issue.lead else ""
    letter["Subject"] = f"{site.name} {issue.title_text}{lead if matter.language == 'zh' else ''}"
    if site.contact_email:
        letter["From"] = site.contact_email
    letter["X-Unsent"] = "1"  # opens as a draft
    letter["Content-Language"] = matter.tag
    letter.set_content(plain_text(matter), cte="base64")
    letter.add_alternative(_inlined(matter, pictured=True), subtype="html", cte="base64")
    html = list(letter.iter_parts())[1]
    for picture in matter.pictures():
        if isinstance(picture, Drawing):
            html.add_related(drawing_png(picture), "image", "png", cid=f"<{_cid(picture)}>")
        elif isinstance(picture, Snapshot):
            kind = picture.file.suffix.lstrip(".").replace("jpg", "jpeg")
            html.add_related(picture.file.read_bytes(), "image", kind, cid=f"<{_cid(picture)}>")
    for place, part in enumerate(one for one in letter.walk() if one.is_multipart()):
        part.set_boundary(f"life-relay-{issue.number}-{matter.language}-{place}")
    return letter.as_bytes()


def _cid(picture: Drawing | Snapshot) -> str:
    return f"{picture.id}@life-relay"


def _inlined(matter: Matter, *, pictured: bool) -> str:
    words = MailWords(matter, Notes(matter, links=False), pictured=pictured)
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    return inliner.inline(_page(matter, words))


def _page(matter: Matter, words: MailWords) -> str:
    issue, site, gettext = matter.issue, matter.publisher.site, matter.words.gettext
    stories = joined(words.story(story, first=not n) for n, story in enumerate(matter.stories))
    ends = joined(words.end_note(note) for note in words.notes.listed())
    web = Markup("")
    if matter.publisher.siteurl:
        text = Markup('<a href="{}">{}</a>').format(matter.web, gettext("网上读本期"))
        web = element("p", text, "issue")
    told = " · ".join(filter(None, (issue.title_text, issue.date_text)))
    inside = joined(
        [
            element("h1", site.name),
            element("p", site.tagline, "tagline"),
            element("p", told, "issue"),
            web,
            element("div", "", "rules"),
            stories,
            element("div", "", "story-rule"),
            element("h3", gettext("来源")),
            ends,
            words.shared_remarks(),
            element("p", gettext("主办单位：") + site.organiser, "end") if site.organiser else "",
        ]
    )
    return FRAME.format(language=matter.tag, title=f"{site.name} {issue.title_text}", inside=inside)


FRAME = Markup(  # noqa: S704 - our own frame and style
    '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark">'
    '<meta name="supported-color-schemes" content="light dark"><title>{title}</title>'
    "<style>" + STYLE.replace("{", "{{").replace("}", "}}") + "</style></head><body>"
    '<table class="all" role="presentation" cellspacing="0" cellpadding="0"><tr><td align="center">'
    '<table class="sheet" role="presentation" cellspacing="0" cellpadding="0"><tr>'
    '<td class="pad">{inside}</td></tr></table></td></tr></table></body></html>'
)
