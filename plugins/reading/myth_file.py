"""A myth read from its file: fact, claim, the three parts of its text, figures, quiz, review."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from plugins.addresses import address
from plugins.dates import date_text
from plugins.models import Myth, NextSteps, Quiz, QuizOption, Review
from plugins.prose.manuscript import Manuscript
from plugins.prose.markdown_zh import to_html
from plugins.prose.phrases import hanzi_in, latin_words_in, phrased, says, unmarked
from plugins.reading.fields import at, date_in
from plugins.reading.front import Draft, open_draft
from plugins.reading.reference import Reference
from plugins.words import Words
from survey_model.fields import Fields

PARTS = ("why", "process", "honest")
STATUSES = ("pending", "reviewed")
RELATED = 3
STEPS = range(3, 6)  # how many steps “what really happens” may have
LONGEST_SHORT = {"zh": 80, "en": 45}  # Hanzi, words
_PART_HEAD = re.compile(r"^##[ \t]+.*?\{#([a-z][a-z0-9-]*)\}[ \t]*$", re.MULTILINE)


def verdicts(words: Words) -> dict[str, str]:
    """The verdict in words."""
    return {
        "wrong": words.gettext("不对"),
        "misleading": words.gettext("说法误导"),
        "partly_true": words.gettext("部分属实"),
        "unsupported": words.gettext("没有证据"),
    }


def read_myth(path: Path, language: str, reference: Reference, steps: NextSteps) -> Myth | None:
    """The myth in the file; None where the file cannot be read at all."""
    draft = open_draft(path, language, reference)
    if draft is None:
        return None
    fields = draft.fields
    slug = draft.slug_of_file()
    fact, claim = _fact_and_claim(draft)
    named = verdicts(reference.words[language])
    verdict = fields.choice("verdict", tuple(named))
    draft.read_figures("note")
    listed = draft.known_sources()
    if not listed:
        at(fields, "myth_no_source", "sources")
    parts = _parts(draft)
    written = date_in(fields, "written") if fields.has("written") else fields.string("written")
    myth = Myth(
        slug=slug,
        language=language,
        url=address(language, f"/myths/{slug}/"),
        alternate=address("en" if language == "zh" else "zh", f"/myths/{slug}/"),
        order=fields.integer("order") or 0,
        fact=phrased(fact),
        fact_text=unmarked(fact),
        claim=claim,
        verdict=verdict,
        verdict_text=named[verdict],
        short=_short(draft),
        why=parts["why"],
        process=parts["process"],
        honest=parts["honest"],
        drawing=_drawing(draft),
        figures=draft.numbered_figures(),
        figures_note=fields.string("figures_note", ""),
        family=fields.strings("family"),
        quiz=_quiz(fields),
        unverified=fields.string("unverified", ""),
        sources=draft.sources(listed + steps.sources),
        written=written,
        written_text=date_text(written, language),
        review=_review(draft, written),
        changes=draft.dated_notes("changes"),
        related_ids=_related(draft, slug),
        next_steps=steps,
        file=draft.file,
    )
    fields.refuse_unknown()
    reference.addresses.claim(myth.url, draft.file)
    return myth


def _fact_and_claim(draft: Draft) -> tuple[str, str]:
    fact, claim = draft.fields.string("fact"), draft.fields.string("claim")
    if says(fact, claim):
        at(draft.fields, "myth_claim_in_fact", "fact")
    return fact, claim


def _short(draft: Draft) -> str:
    short = draft.fields.string("short")
    count = latin_words_in(short) if draft.language == "en" else hanzi_in(short)
    if count > LONGEST_SHORT[draft.language]:
        most = {f"most_{language}": most for language, most in LONGEST_SHORT.items()}
        at(draft.fields, "myth_short_long", "short", count=count, **most)
    return short


def _parts(draft: Draft) -> dict[str, Markup]:
    """The three parts of the body, each as HTML without its heading."""
    heads = list(_PART_HEAD.finditer(draft.body))
    whole = draft.manuscript()
    before = draft.body[: heads[0].start()] if heads else draft.body
    if before.strip():
        whole.fault("myth_before_part", before.strip().splitlines()[0])
    ends = [head.start() for head in heads[1:]] + [len(draft.body)]
    texts: dict[str, Manuscript] = {}
    for head, end in zip(heads, ends, strict=True):
        if head[1] not in PARTS or head[1] in texts:
            whole.fault("myth_part_unknown", head[0], id=head[1])
            continue
        line = draft.first_line + draft.body[: head.end()].count("\n")
        texts[head[1]] = replace(whole, text=draft.body[head.end() : end], first_line=line)
    for missing in (part for part in PARTS if part not in texts):
        whole.fault("myth_part", draft.body, id=missing)
    set_parts = {part: to_html(texts[part]) if part in texts else Markup() for part in PARTS}
    if "process" in texts:
        _check_steps(set_parts["process"], texts["process"])
    return set_parts


def _check_steps(html: Markup, manuscript: Manuscript) -> None:
    """“What really happens” has a numbered list of three to five steps."""
    lists = re.findall(r"<ol[^>]*>(.*?)</ol>", html, re.DOTALL)
    if not any(inner.count("<li>") in STEPS for inner in lists):
        manuscript.fault("myth_steps", manuscript.text)


def _drawing(draft: Draft) -> str:
    name = draft.fields.string("drawing", "")
    if name and name not in draft.reference.drawings:
        allowed = "、".join(draft.reference.drawings)
        at(draft.fields, "drawing_unknown", "drawing", id=name, allowed=allowed)
        return ""
    return name


def _quiz(fields: Fields) -> Quiz:
    inner = fields.mapping("quiz")
    if inner is None:
        fields.string("quiz")  # says that it is missing
        return Quiz("", ())
    ask = inner.string("ask")
    written = inner.mappings("options", needed=True)
    options = tuple(
        QuizOption(option.string("text"), option.flag("right"), option.string("reason"))
        for option in written
    )
    for part in (inner, *written):
        part.refuse_unknown()
    right = sum(option.right for option in options)
    if right != 1:
        at(inner, "myth_quiz", "options", count=right)
    return Quiz(ask, options)


def _review(draft: Draft, written: str) -> Review:
    inner = draft.fields.mapping("review")
    if inner is None:
        draft.fields.string("review")  # says that it is missing
        return Review("pending", "", "", "")
    status, by = inner.choice("status", STATUSES), inner.string("by")
    following, last = date_in(inner, "next"), date_in(inner, "last")
    inner.refuse_unknown()
    if following <= max(written, last):
        at(inner, "myth_review", "next", next=following, written=max(written, last))
    if (status == "reviewed") != bool(last):
        at(inner, "myth_review_last", "last")
    shown = [date_text(day, draft.language) for day in (following, last)]
    return Review(status, by, following, shown[0], last, shown[1])


def _related(draft: Draft, slug: str) -> tuple[str, ...]:
    related = draft.myths("related")
    others = tuple(dict.fromkeys(myth for myth in related if myth != slug))
    if len(others) != RELATED or len(related) != RELATED:
        at(draft.fields, "myth_related", "related", count=len(related))
    return others
