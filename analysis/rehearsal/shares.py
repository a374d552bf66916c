"""How simulated residents answer: every share in one table, with its study or assumption."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from survey_model.fields import Fields
from survey_model.yaml_strings import Mapping as Node
from survey_model.yaml_strings import Sequence, read_yaml_file

XUZHOU = "Students in Xuzhou, 2014-15"
BEIJING = "Students in Beijing, 2020"
GUANGZHOU = "Students in Guangzhou, 2005"
RED_CROSS = "Web survey of a city Red Cross, 2021"
BRITAIN = "ComRes poll, United Kingdom, 2011"
KOREA = "People who left the Korean register, 1994-2013"
CENSUS = "census 2020, bulletin no. 6, re-based to those with schooling, children included"


class TableOutdated(Exception):
    """The table and the content no longer fit together; the message says where."""


@dataclass(frozen=True)
class Published:
    """A figure of content/data/comparators.yaml, named by its item, study and words.

    `rest`: what is missing from it to 100 is meant. `part`: the fraction of it that this code
    gets, where the study did not tell several of our codes apart.
    """

    item: str
    study: str
    stat: str
    rest: bool = False
    part: float = 1.0


@dataclass(frozen=True)
class Assumed:
    """A percentage that nobody has published for such an item; `why` where it is not a guess."""

    percent: float
    why: str = "assumption"


REST = Assumed(0, "assumption: what the others leave")

XUZHOU_HEARD = Published("heard", XUZHOU, "had heard of it", rest=True)
XUZHOU_HARMLESS = "knew donation is harmless (the study’s wording, not ours)"
XUZHOU_UNWILLING = "unwilling to donate"
RED_CROSS_KNEW = "knew that collection is from peripheral blood"

# Field, code, share of those who answer. Codes of one field stand from the least to the most
# knowing or willing, because one trait of a resident moves all their answers the same way.
# Of several choices each has its own share, and at most three are chosen.
TABLE: tuple[tuple[str, str, Published | Assumed], ...] = (
    ("heard", "never", XUZHOU_HEARD),
    ("heard", "heard", REST),
    ("heard", "know", Published("heard", BEIJING, "did not understand it", rest=True)),
    ("k_bone", "DK", REST),
    ("k_bone", "T", Assumed(34)),
    ("k_bone", "F", Published("k_bone", XUZHOU, "knew how the cells are collected")),
    ("k_arm", "DK", REST),
    ("k_arm", "F", Assumed(14)),
    ("k_arm", "T", Published("k_bone", RED_CROSS, RED_CROSS_KNEW)),
    ("k_register", "DK", REST),
    ("k_register", "T", Assumed(12)),
    ("k_register", "F", Assumed(62)),
    ("k_renew", "DK", REST),
    ("k_renew", "F", Assumed(16)),
    ("k_renew", "T", Assumed(45)),
    ("k_blood", "DK", REST),
    ("k_blood", "T", Assumed(46)),
    ("k_blood", "F", Assumed(28)),
    ("k_ache", "DK", REST),
    ("k_ache", "F", Assumed(15)),
    ("k_ache", "T", Assumed(48)),
    ("k_paid", "DK", REST),
    ("k_paid", "T", Assumed(13)),
    ("k_paid", "F", Assumed(68)),
    ("att.health", "1", Assumed(8)),
    ("att.health", "2", Assumed(20)),
    ("att.health", "3", REST),
    ("att.health", "4", Published("att.health", XUZHOU, XUZHOU_HARMLESS, part=0.7)),
    ("att.health", "5", Published("att.health", XUZHOU, XUZHOU_HARMLESS, part=0.3)),
    ("att.trust", "1", Assumed(7)),
    ("att.trust", "2", Assumed(16)),
    ("att.trust", "3", REST),
    ("att.trust", "4", Assumed(32)),
    ("att.trust", "5", Assumed(13)),
    ("att.family", "1", Assumed(10)),
    ("att.family", "2", Assumed(19)),
    ("att.family", "3", REST),
    ("att.family", "4", Assumed(24)),
    ("att.family", "5", Assumed(9)),
    ("w_self", "1", Published("w_self", XUZHOU, XUZHOU_UNWILLING, part=0.35)),
    ("w_self", "2", Published("w_self", XUZHOU, XUZHOU_UNWILLING, part=0.65)),
    ("w_self", "3", REST),
    ("w_self", "4", Assumed(14)),
    ("w_self", "5", Published("w_self", GUANGZHOU, "would donate if the chance came at school")),
    ("w_self", "already", Assumed(1.6)),
    ("w_family", "oppose", Assumed(16)),
    ("w_family", "unsure", REST),
    ("w_family", "up", Assumed(44)),
    ("w_family", "support", Assumed(22)),
    ("barriers", "harm", Published("barriers.harm", XUZHOU, "believed it harms the body")),
    ("barriers", "pain", Published("barriers.pain", BRITAIN, "feared pain")),
    ("barriers", "family", Published("barriers.family", KOREA, "family refusal as the reason")),
    ("barriers", "unknown", Published("barriers.unknown", BEIJING, "knew too little")),
    (
        "barriers",
        "trust",
        Published("barriers.trust", XUZHOU, "found the information not transparent"),
    ),
    ("barriers", "time", Assumed(15)),
    ("barriers", "privacy", Assumed(12)),
    ("barriers", "cost", Assumed(8)),
    ("barriers", "eligible", Assumed(10)),
    ("barriers", "none", Assumed(6)),
    ("barriers", "other", Assumed(3)),
    ("channels", "wechat", Assumed(50)),
    ("channels", "short_video", Assumed(40)),
    ("channels", "community", Assumed(22)),
    ("channels", "school_work", Assumed(12)),
    (
        "channels",
        "donor_story",
        Published("channels.donor_story", RED_CROSS, "wanted to hear donors in person"),
    ),
    ("channels", "doctor", Assumed(18)),
    ("channels", "blood_site", Assumed(10)),
    (
        "channels",
        "tv_news",
        Published("channels.tv_news", RED_CROSS, "wanted the news as a channel"),
    ),
    ("channels", "other", Assumed(2)),
    ("education", "e1", Assumed(29.1, CENSUS)),
    ("education", "e2", Assumed(36.1, CENSUS)),
    ("education", "e3", Assumed(16.1, CENSUS)),
    ("education", "e4", Assumed(9.4, f"{CENSUS}; half of college and above")),
    ("education", "e5", REST),
    ("occupation", "student", Assumed(4)),
    ("occupation", "office", Assumed(16)),
    ("occupation", "professional", Assumed(11)),
    ("occupation", "service", Assumed(20)),
    ("occupation", "industry", Assumed(22)),
    ("occupation", "farming", Assumed(5)),
    ("occupation", "self", Assumed(12)),
    ("occupation", "retired", Assumed(3)),
    ("occupation", "other", REST),
)

# What may happen to any item, in percent of those asked; all of it assumed.
SKIPPED = 2.5
REFUSED = 3.0  # where 不想回答 is offered
NOT_APPLICABLE = 4.0  # where 不适用 is offered
DONT_KNOW = 5.0  # where 不知道 is offered and the table has no share for it
IN_ENGLISH = 4.0  # of all residents

Shares = Mapping[str, Mapping[str, float]]


def resolved(comparators: Path) -> dict[str, dict[str, float]]:
    """Field -> code -> fraction, in the order of the table. Raises TableOutdated or Faults."""
    published = _published(comparators)
    shares: dict[str, dict[str, float]] = {}
    for field, code, basis in TABLE:
        shares.setdefault(field, {})[code] = _percent(basis, published) / 100
    for field, code, basis in TABLE:
        if basis is REST:
            shares[field][code] = _left(field, shares[field])
    return shares


def lines(comparators: Path) -> Iterator[str]:
    """The table in words, one line for each share, for whoever wants to know what was assumed."""
    shares = resolved(comparators)
    for field, code, basis in TABLE:
        yield f"{field:<12}{code:<14}{100 * shares[field][code]:6.2f} %  {_words(basis)}"


def _percent(basis: Published | Assumed, published: Mapping[tuple[str, str, str], float]) -> float:
    if isinstance(basis, Assumed):
        return basis.percent
    key = (basis.item, basis.study, basis.stat)
    if key not in published:
        raise TableOutdated(f"comparators.yaml has no figure {' / '.join(key)}: mend shares.py")
    percent = published[key]
    return (100 - percent if basis.rest else percent) * basis.part


def _left(field: str, of_field: Mapping[str, float]) -> float:
    left = 1 - sum(of_field.values())
    if left < 0:
        raise TableOutdated(f"the shares of {field} sum to more than 100 %: mend shares.py")
    return left


def _words(basis: Published | Assumed) -> str:
    if isinstance(basis, Assumed):
        return basis.why
    rest = "not: " if basis.rest else ""
    part = f", {100 * basis.part:.0f} % of them" if basis.part < 1 else ""
    return f"comparator: {basis.study}: {rest}{basis.stat}{part}"


def _published(path: Path) -> dict[tuple[str, str, str], float]:
    root = read_yaml_file(path)
    if not isinstance(root, Sequence):
        raise TableOutdated(f"{path} is not a list of comparators")
    figures = [Fields(n, str(path), []) for n in root.items if isinstance(n, Node)]
    return {
        (f.string("item"), f.text("study").en, f.text("stat").en): float(f.string("value_percent"))
        for f in figures
    }
