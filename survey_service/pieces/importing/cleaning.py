"""The HTML that an import may consist of, before it becomes Markdown."""

from __future__ import annotations

import re

import nh3

TAGS = {
    "p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "dl", "dt", "dd", "blockquote", "pre", "figure", "figcaption", "table", "caption", "thead",
    "tbody", "tfoot", "tr", "th", "td", "strong", "b", "em", "i", "a", "br", "sup", "sub",
}  # fmt: skip
SILENT = {  # what stands in these is no text
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math",
    "head", "title", "textarea", "select", "audio", "video", "canvas", "xml", "xmp",
    "noembed", "noframes", "plaintext",
}  # fmt: skip
SPANS = {"colspan", "rowspan"}

# Nothing but text and its order is left; addresses of links are looked at again when written.
text_only = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=SILENT,
    attributes={"a": {"href"}, "td": SPANS, "th": SPANS},
    allowed_classes={"p": {"large"}},
    url_schemes={"https", "http", "mailto"},
    link_rel=None,
)

# A first pass over a paste: well-formed from here on, styles and pictures still to be looked at.
text_and_styles = nh3.Cleaner(
    tags=TAGS | {"span", "font", "img"},
    clean_content_tags=SILENT,
    attributes={
        "*": {"style", "hidden", "class"},
        "a": {"href"},
        "img": {"src", "data-src", "alt", "title", "width", "height"},
        "td": SPANS,
        "th": SPANS,
    },
    url_schemes={"https", "http", "mailto", "file", "data"},
    link_rel=None,
)

DEEPEST = 150  # elements within elements; WeChat reaches about 40
MOST_TAGS = 30_000  # openings and ends; the longest articles have about 5,000
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
VOID = {"br", "img"}


def is_tangled(html: str) -> bool:
    """Whether HTML that has been cleaned once has too many elements, or too deep ones."""
    depth = deepest = count = 0
    for end, name in _TAG.findall(html):
        count += 1
        if name not in VOID:
            depth += -1 if end else 1
            deepest = max(deepest, depth)
    return deepest > DEEPEST or count > MOST_TAGS
