"""What a resident is told about an answer: imperative, naming the question, in their language."""

from __future__ import annotations

from collections.abc import Callable

from survey_service.pages import N_

Word = Callable[..., str]  # a Chinese sentence in, the visitor's language out
Say = Callable[..., str]  # a key of MESSAGES and its values in, the visitor's language out

MESSAGES = {
    "consent": N_("请先选一项：是否愿意作答"),
    "required": N_("请回答第%(n)s题"),
    "one_answer": N_("第%(n)s题：请只选一个答案"),
    "unknown_code": N_("第%(n)s题：请从列出的答案里选"),
    "too_many": N_("第%(n)s题：请去掉%(over)s项，最多选%(most)s项"),
    "alone": N_("第%(n)s题：选了“%(label)s”，请去掉别的；要留别的，请去掉它"),
    "whole_number": N_("第%(n)s题：请只填数字，例如 35"),
    "range": N_("第%(n)s题：请填 %(least)s 到 %(most)s 之间的数字"),
    "one_or_other": N_("第%(n)s题：填了内容，又选了“%(label)s”，请只留一样"),
    "too_long": N_("第%(n)s题：请删去%(over)s个字，最多写%(most)s个字"),
}

OUTSIDE_WORDS = N_("%(name)s以外")  # the answer of somebody who lives in another province

# why the page comes back although no answer is wrong
NOTICES = {
    "forged": N_("这张问卷的编号对不上，已经换了新的。填的都还在，请再交一次"),
    "expired": N_("这张问卷打开超过一天，编号已经换新。填的都还在，请再交一次"),
    "stale": N_("问卷刚刚改过字句，请看一遍，再交一次。能沿用的答案都还在"),
}


def about(word: Word, n: int) -> Say:
    """What may be said about question `n`: a key and its values in, a sentence out."""
    return lambda key, **values: word(MESSAGES[key], n=n, **values)
