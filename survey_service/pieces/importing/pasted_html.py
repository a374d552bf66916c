"""What WeChat, WPS and Word put into a paste beside the text: told apart, then left behind."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from survey_service.pieces.importing.pictures import Pictures, is_known

BOLD_FROM = 600  # CSS font-weight
LARGE_FROM = 1.2  # times the commonest size
DATA = re.compile(r"data:image/(?:jpeg|jpg|png|webp);base64,(.*)", re.DOTALL | re.IGNORECASE)
REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
SIZE = re.compile(r"([\d.]{1,6})(px|pt|em|rem|%)?$")
UNITS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16, "": 1.0}  # to CSS px
UNSEEN = {
    "display": ("none",),
    "visibility": ("hidden", "collapse"),
    "opacity": ("0", "0.0"),
    "font-size": ("0", "0px", "0pt"),
    "mso-hide": ("all",),
}
BULLETS = "·•●○■□◆◇▪▫➢➤✓✔–§ØüvoØ"  # what Word writes in the symbol types of its bullets
NUMBER = re.compile(r"\d{1,3}[.、)]?")
SUPPORT_LISTS = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
IN_LIST = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
HEADING_CLASS = re.compile(r"mso(?:title|heading([1-6]))$", re.IGNORECASE)
PARAGRAPHS = ("p", "section", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th")
MOST_STYLES = 20  # declarations read of one element

Style = dict[str, str]


def styles_of(tag: Tag) -> Style:
    """The declarations of its style attribute, in small letters."""
    parts = str(tag.get("style", "")).lower().split(";")[:MOST_STYLES]
    pairs = (part.partition(":") for part in parts)
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


def prepare(soup: BeautifulSoup, pictures: Pictures) -> Iterator[str]:
    """Put into elements what was said by styles; gives the keys of messages on the way."""
    commonest = _commonest_size(soup)
    for tag in list(soup.find_all()):
        if tag.decomposed:
            continue
        style = styles_of(tag)
        if _is_unseen(tag, style):
            if tag.get_text(strip=True):
                yield "hidden_left_out"
            tag.decompose()
        elif tag.name == "img":
            yield from _replace_picture(tag, pictures)
        else:
            _name_level(tag)
            _weigh(tag, style)
            _enlarge(tag, style, commonest)
    _join_weights(soup)


def lists_of_word(soup: BeautifulSoup) -> None:
    """Word pastes a list as paragraphs that begin with a sign: make those with bullets a list."""
    for tag in soup.find_all("p"):
        match = IN_LIST.search(str(tag.get("style", "")))
        sign = tag.find("span", style=SUPPORT_LISTS)
        if match is None or not isinstance(sign, Tag):
            continue
        written = sign.get_text(strip=True).strip("\xa0")
        if written in BULLETS or NUMBER.fullmatch(written):
            sign.decompose()
            tag.name = "li"
            _into_list(tag, "ul" if written in BULLETS else "ol")


def _into_list(item: Tag, kind: str) -> None:
    before = item.find_previous_sibling()
    if isinstance(before, Tag) and before.name == kind and before.get("data-made"):
        before.append(item.extract())
        return
    made = BeautifulSoup("", "html.parser").new_tag(kind, attrs={"data-made": "1"})
    item.insert_before(made)
    made.append(item.extract())


def _is_unseen(tag: Tag, style: Style) -> bool:
    return tag.has_attr("hidden") or any(style.get(name) in said for name, said in UNSEEN.items())


def _replace_picture(tag: Tag, pictures: Pictures) -> Iterator[str]:
    """A picture inside the paste is kept, one elsewhere asked for; a dot for counting is none."""
    alt = str(tag.get("alt") or tag.get("title") or "")
    source = str(tag.get("data-src") or tag.get("src") or "").strip()
    content = _embedded(source)
    if content is not None and is_known(content):
        tag.replace_with(NavigableString(pictures.keep(content, alt)))
    elif _is_dot(tag):
        tag.decompose()
    else:
        is_remote = bool(REMOTE.match(source)) or source.lower().startswith("file:")
        yield "picture_remote" if is_remote else "picture_lost"
        tag.replace_with(NavigableString(pictures.ask(alt)))


def _embedded(source: str) -> bytes | None:
    match = DATA.fullmatch(source)
    if match is None:
        return None
    try:
        return base64.b64decode(match[1], validate=False)
    except (binascii.Error, ValueError):
        return None


def _is_dot(tag: Tag) -> bool:
    """One pixel wide or high."""
    sides = [str(tag.get("width", "")), str(tag.get("height", ""))]
    return any(re.fullmatch(r"[01](?:px)?", side.strip()) for side in sides)


def _name_level(tag: Tag) -> None:
    """Word names its headings by a class."""
    for name in tag.get_attribute_list("class"):
        match = HEADING_CLASS.match(str(name or ""))
        if match and tag.name == "p":
            tag.name = f"h{min(int(match[1]) + 1, 6)}" if match[1] else "h1"


def _weigh(tag: Tag, style: Style) -> None:
    """Weight and slant by style become elements around the words."""
    weight = style.get("font-weight", "")
    if weight in ("normal", "400", "lighter") and tag.name in ("strong", "b"):
        tag.name = "span"
    heavy = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= BOLD_FROM)
    if heavy and tag.name not in ("strong", "b", "h1", "h2", "h3", "h4", "h5", "h6"):
        _wrap_words(tag, "strong")
    if style.get("font-style") in ("italic", "oblique") and tag.name not in ("em", "i"):
        _wrap_words(tag, "em")


def _wrap_words(tag: Tag, name: str) -> None:
    """Wrap the content, or, around paragraphs, the words of each."""
    if tag.find(PARAGRAPHS) is None:
        inner = BeautifulSoup("", "html.parser").new_tag(name)
        for child in list(tag.children):
            inner.append(child.extract())
        tag.append(inner)
        return
    for words in list(tag.find_all(string=True)):
        if words.strip() and words.find_parent(name) is None:
            words.wrap(BeautifulSoup("", "html.parser").new_tag(name))


def _join_weights(soup: BeautifulSoup) -> None:
    """`<strong>a</strong><strong>b</strong>` is one bold word."""
    for name in ("strong", "b", "em", "i"):
        for tag in soup.find_all(name):
            after = tag.next_sibling
            while isinstance(after, Tag) and after.name == name:
                for child in list(after.children):
                    tag.append(child.extract())
                after.decompose()
                after = tag.next_sibling


def _enlarge(tag: Tag, style: Style, commonest: float) -> None:
    """A paragraph whose words are all in large type says so in its class."""
    size = _pixels(style.get("font-size", ""))
    if size < commonest * LARGE_FROM or not size:
        return
    host = tag if tag.name in PARAGRAPHS else tag.find_parent(PARAGRAPHS)
    if not isinstance(host, Tag) or host.find(PARAGRAPHS) is not None:
        return
    if host.get_text(strip=True) == tag.get_text(strip=True):
        host.name = "p" if host.name in ("section", "div") else host.name
        host["class"] = "large"


def _commonest_size(soup: BeautifulSoup) -> float:
    """The size of most words, in CSS px; 16 where none is named."""
    weights: dict[float, int] = {}
    for words in soup.find_all(string=True):
        named = (_pixels(styles_of(parent).get("font-size", "")) for parent in words.parents)
        size = next(filter(None, named), UNITS["em"])
        weights[size] = weights.get(size, 0) + len(words.strip())
    return max(weights, key=lambda size: weights[size], default=UNITS["em"])


def _pixels(written: str) -> float:
    match = SIZE.match(written)
    try:
        return float(match[1]) * UNITS[match[2] or ""] if match else 0.0
    except ValueError:
        return 0.0
