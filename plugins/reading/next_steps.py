"""What a reader can do, by age: content/data/next_steps.yaml, shown under every myth."""

from __future__ import annotations

from plugins.models import Link, NextStep, NextSteps
from plugins.prose.manuscript import LinkUse
from plugins.prose.markdown_parts import INSIDE, OUTSIDE, in_language
from plugins.reading.fields import at, lined_words
from plugins.reading.reference import Reference
from survey_model.faults import Faults
from survey_model.fields import Fields
from survey_model.yaml_strings import Mapping, read_yaml_file

BANDS = ("under_18", "from_18_to_45", "over_45")


def read_next_steps(reference: Reference) -> dict[str, NextSteps]:
    """The steps in each language."""
    path = reference.content / "data" / "next_steps.yaml"
    file = reference.shown(path)
    try:
        root = read_yaml_file(path, file)
    except Faults as refused:
        reference.faults.extend(refused.faults)
        root = None
    if not isinstance(root, Mapping):
        return {language: NextSteps((), "", ()) for language in reference.words}
    return {
        language: _steps(Fields(root, file, reference.faults), language, reference)
        for language in reference.words
    }


def _steps(fields: Fields, language: str, reference: Reference) -> NextSteps:
    bands = tuple(
        _step(step, language, reference) for step in fields.mappings("steps", needed=True)
    )
    note = fields.optional_text("note")
    named = lined_words(fields, "sources")
    for source_id, line in named:
        if source_id not in reference.sources:
            reference.fault("source_unknown", fields.file, line, id=source_id)
    fields.refuse_unknown()
    known = tuple(source_id for source_id, _ in named if source_id in reference.sources)
    return NextSteps(bands, note.in_(language) if note else "", known)


def _step(fields: Fields, language: str, reference: Reference) -> NextStep:
    step = NextStep(
        band=fields.choice("band", BANDS),
        title=fields.text("title").in_(language),
        text=fields.text("text").in_(language),
        link=_link(fields.mapping("link"), language, reference),
    )
    fields.refuse_unknown()
    return step


def _link(fields: Fields | None, language: str, reference: Reference) -> Link | None:
    if fields is None:
        return None
    href = in_language(fields.string("href"), language)
    link = Link(href, fields.own_text().in_(language))
    fields.refuse_unknown()
    if INSIDE.fullmatch(href):
        reference.links.append(LinkUse(href, fields.file, fields.node.line_of("href")))
    elif not OUTSIDE.fullmatch(href):
        at(fields, "link_target", "href", target=href)
    return link
