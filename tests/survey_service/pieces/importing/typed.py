"""Texts as people type them, for Hypothesis: Chinese, signs, lines that look like something."""

from __future__ import annotations

from hypothesis import strategies as st

SIGNS = "*_`[]()<>#|-+.:!\\{}&;~=@\"'/ \u3000\t"
WORDS = st.text(alphabet="血站杭州余杭捐献者，。、：“”（）！？123abcXYZ\U0002070e😀é", max_size=8)
PIECES = st.one_of(
    WORDS,
    st.text(alphabet=SIGNS, max_size=4),
    st.sampled_from(
        [
            "**粗**", "*点*", "[去](/myths/)", "[外](https://a.cn/b?c=1&d=2)", "[坏](javascript:x)",
            "[@study]", "&lt;", "&copy;", "&#60;", "<script>", "<img src=x onerror=alert(1)>",
            "**“真”**", "https://a.cn", "a_b_c", "\\*", "![图](/a.png)", "{#part-1}", "~~删~~",
            "<!--", "-->", "<a\n", "&#2;", "\x02", "\x1b", "\u2028", "\ufdd0", "\u200b",
        ]
    ),
)  # fmt: skip
STARTS = st.sampled_from(
    ["", "", "", "# ", "## ", "###", "#", "- ", "* ", "  - ", "    - ", "1. ", "2. ", "1) ", "> ",
     ">> ", "| ", "|---|---|", "--- | ---", "---", "***", "===", "\u3000\u3000", "```", "    ",
     "[photo: picture-1]", "[chart: x]", "[figures]", "[请上传这张图片：1]", "[a]: https://b.cn"]
)  # fmt: skip
ENDS = st.sampled_from(["", "", "", "  ", " |", " ##", " {#one}"])
LINES = st.builds(lambda a, b, c: a + "".join(b) + c, STARTS, st.lists(PIECES, max_size=5), ENDS)
TEXTS = st.lists(LINES, max_size=8).map("\n".join)
