"""What people ask, and which pages they must be shown. m: is a myth, n: a piece of October 2019.

Pages of later issues are left out of account, so that the newsletter can grow. Whoever changes
what a page says may have to change a line here: that is what the table is for.
"""

from __future__ import annotations

from dataclasses import dataclass

SHORT = {"m:": "/myths/", "n:": "/issues/2019-10/"}
ISSUE = "/issues/2019-10/"


@dataclass(frozen=True)
class Question:
    """A question and its answer: the first pages in order, then the others in any order."""

    said: str
    first: str = ""
    others: str = ""
    says: tuple[str, ...] = ()  # instead of the others: every page with one of these, no other


ABOUT_DONATING = ("骨髓捐献", "捐骨髓", "抽骨髓", "造血干细胞捐献", "捐献骨髓", "捐献造血干细胞")

CHINESE = (
    # a word
    Question("造血干细胞", "m:never-grows-back m:bone-crushing", says=("造血干细胞",)),
    Question("敲骨吸髓", "m:bone-crushing n:hsc-feature"),
    Question("十字会", says=("十字会",)),
    Question("血型", "m:blood-type"),
    Question("髓", "m:spine m:bone-crushing", says=("髓",)),
    Question("志愿者", "/register/", says=("志愿者",)),
    Question(
        "登记", "m:registering-is-donating /register/", says=("登记", "报名", "报了名", "入库")
    ),
    Question("白血病", "m:only-leukaemia m:gcsf-leukaemia n:hsc-feature"),
    Question("头痛", "m:agony", "m:bone-crushing"),
    # a figure
    Question("506", "n:hsc-feature"),
    Question("82,460", "n:hsc-feature"),
    Question("82460", "n:hsc-feature"),
    Question("0.56%", "m:zero-risk m:spine"),
    Question("18岁", "/register/", "/privacy/ m:registering-is-donating"),
    # a place
    Question("嘉兴", "n:editor-note n:jiaxing-grassroots", ISSUE),
    Question("余杭", "n:yuhang-run"),
    Question("余杭区", "n:yuhang-run"),
    Question("江干区", "n:hsc-feature"),
    Question("义乌", "n:yiwu-sight-fund"),
    Question("鄞州", "n:yinzhou-aed n:editor-note"),
    Question("余杭区志愿者", "n:yuhang-run"),
    # as people type
    Question("AED", "n:yinzhou-aed n:yuecheng-aed"),
    Question("aed", "n:yinzhou-aed n:yuecheng-aed"),
    Question("ＡＥＤ", "n:yinzhou-aed n:yuecheng-aed"),
    Question("造 血 干 细 胞", "m:never-grows-back", says=("造血干细胞",)),
    Question("捐獻", "m:zero-risk", says=("捐献",)),
    Question("捐獻傷身體嗎", "m:ruins-health", "m:zero-risk m:spine m:agony"),
    Question("骨髓 年龄", "/register/", "m:gcsf-leukaemia m:registering-is-donating"),
    # another word for it
    Question("骨髓捐献", "m:ruins-health", says=ABOUT_DONATING),
    Question("捐骨髓", "m:bone-crushing", says=ABOUT_DONATING),
    Question("抽骨髓", "m:spine", says=ABOUT_DONATING),
    Question("除颤仪", "n:yinzhou-aed n:yuecheng-aed"),
    Question(
        "副作用", "m:agony", "m:women-cannot m:zero-risk m:bone-crushing m:spine n:hsc-feature"
    ),
    # a whole question
    Question("捐献伤身体吗", "m:ruins-health", "m:zero-risk m:spine m:agony"),
    Question("会不会瘫痪", "m:spine"),
    Question(
        "疼不疼", "m:agony m:bone-crushing", "m:women-cannot /about/ n:hsc-feature /register/"
    ),
    Question(
        "捐骨髓疼吗？", "m:agony m:bone-crushing", "m:women-cannot /about/ n:hsc-feature /register/"
    ),
    Question("血型不一样能捐吗", "m:blood-type"),
    Question("女的能捐吗", "m:women-cannot m:bone-crushing"),
    Question("怀孕能捐吗", "m:women-cannot"),
    Question("捐献会不会得白血病", "m:gcsf-leukaemia", "m:only-leukaemia n:hsc-feature"),
    Question("捐了还能长回来吗", "m:never-grows-back", "m:only-leukaemia"),
    Question("捐献要请几天假", "m:sold-for-money m:long-leave"),
    Question("捐献给多少钱", "m:sold-for-money", "m:never-grows-back n:hsc-feature"),
    Question(
        "怎么登记", "m:registering-is-donating /register/", says=("登记", "报名", "报了名", "入库")
    ),
    # what no page says
    Question("脐带血"),
    Question("骨髓移植"),
    Question("骨髓穿刺"),
    Question("器官捐献"),
    Question("吗啡"),
    Question("Pulsipher"),
    Question("<script>alert(1)</script>"),
)

MARROW = "m:bone-crushing m:spine m:ruins-health"
DONATING = "n:hsc-feature m:registering-is-donating m:women-cannot"

ENGLISH = (
    Question("marrow", MARROW, says=("marrow",)),
    Question("marrows", MARROW, says=("marrow",)),
    Question("donate", DONATING, says=("donat",)),
    Question("donating", DONATING, says=("donat",)),
    Question("donation", DONATING, says=("donat",)),
    Question("spine", "m:spine"),
    Question(
        "does it hurt",
        "m:agony m:bone-crushing",
        says=("hurt", "pain", "ache", "aching", "sore", "agony"),
    ),
    Question("blood type", "m:blood-type"),
    Question("leukaemia", "m:only-leukaemia m:gcsf-leukaemia n:hsc-feature"),
    Question("leukemia", "m:only-leukaemia m:gcsf-leukaemia n:hsc-feature"),
    Question("will I be paralysed?", "m:spine"),
    Question("can women donate", "m:women-cannot m:bone-crushing"),
    Question(
        "do donors get paid", "m:sold-for-money", "m:long-leave n:hsc-feature m:never-grows-back"
    ),
    Question("do the cells grow back", "m:never-grows-back"),
    Question("AED", "n:yinzhou-aed n:yuecheng-aed"),
    Question("Yuhang", "n:yuhang-run"),
    Question("G-CSF", "m:gcsf-leukaemia"),
    Question("umbilical"),
    Question("cord blood"),
)


def address(short: str, language: str) -> str:
    """The address of a page that is written in short."""
    for beginning, whole in SHORT.items():
        if short.startswith(beginning):
            short = f"{whole}{short.removeprefix(beginning)}/"
    return f"/en{short}" if language == "en" else short


def is_of_later(url: str) -> bool:
    """Whether the page came after October 2019 and is no answer of this table."""
    return "/issues/" in url and ISSUE not in url
