"""The blocks of an issue as the pages of a book: XHTML, with notes that can be pressed."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from plugins.editions.html_words import HtmlWords, element, joined
from plugins.editions.matter import Story
from plugins.editions.notes import EndNote
from plugins.editions.parts import ChartPart, Drawing, Snapshot

NOTES = "notes.xhtml"


class EpubWords(HtmlWords):
    """A picture is a file of the book; a note is a page that leads back."""

    def __init__(self, *given: object) -> None:
        """As the others, and where each note was first called."""
        super().__init__(*given)  # type: ignore[arg-type]
        self.page = ""
        self.called: dict[int, str] = {}

    def marks(self, numbers: Iterable[int]) -> Markup:
        """A number that leads to the note; the first of each can be come back to."""
        return joined(self._mark(number) for number in numbers)

    def _mark(self, number: int) -> Markup:
        identity = Markup("")
        if number not in self.called:
            self.called[number] = self.page
            identity = Markup(' id="c{}"').format(number)
        return Markup(
            '<a class="noteref" epub:type="noteref" role="doc-noteref"{} href="{}#n{}">[{}]</a>'
        ).format(identity, NOTES, number, number)

    def chart_picture(self, chart: ChartPart) -> Markup:
        return _picture(f"pictures/{chart.id}.svg", chart.description)

    def drawing_picture(self, drawing: Drawing) -> Markup:
        return _picture(f"pictures/{drawing.id}.png", drawing.description)

    def snapshot_picture(self, photo: Snapshot) -> Markup:
        return _picture(f"pictures/{photo.id}{photo.file.suffix}", photo.alt)

    def story(self, story: Story) -> Markup:
        """An article as a chapter."""
        article = story.article
        self.page = f"{article.slug}.xhtml"
        parts = [
            element("p", article.kicker, "kicker") if article.kicker else Markup(""),
            element("h2", self.headline(story)),
            element("p", article.standfirst, "standfirst") if article.standfirst else Markup(""),
            self.credit(story),
            self.blocks(story),
            self.remarks(story),
        ]
        kind = "story editors" if article.section == "editors-note" else "story"
        return element("section", joined(parts), kind)

    def end_notes(self, notes: Iterable[EndNote]) -> Markup:
        """The list of sources, each with the way back."""
        heading = element("h2", self.gettext("来源"))
        listed = joined(self._end_note(note) for note in notes)
        shared = self.shared_remarks()
        return element("section", heading + element("ol", listed) + shared, "end-notes")

    def _end_note(self, note: EndNote) -> Markup:
        text = element("p", note.text)
        if note.href.startswith("http"):
            link = Markup('<a href="{}">{}</a>').format(note.href, note.shown_address)
            text += element("p", link)
        if note.number in self.called:
            back = self.gettext("回到正文")
            link = Markup('<a role="doc-backlink" href="{}#c{}">{}</a>')
            text += element("p", link.format(self.called[note.number], note.number, back))
        return Markup('<li id="n{}">{}</li>').format(note.number, text)


def _picture(name: str, description: str) -> Markup:
    return Markup('<p><img src="{}" alt="{}" /></p>').format(name, description)
