"""Every refusal of the service, and the one place where a refusal becomes a page."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from survey_service.pages import N_

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Draw = Callable[["Refusal"], str]


class Refusal(Exception):
    """Something that cannot be done. A person is told what happened, and the one thing to do next.

    `title` and `sentence` are interface words in Chinese, translated when the page is drawn.
    """

    status = 400
    title = N_("这次没能读懂")
    sentence = N_("内容不完整或者格式不对，什么也没有存。请返回上一页，再交一次。")
    retry_after: int | None = None  # seconds
    keeps_answers = False  # whether the page shows what was typed, and may send it again


class PageMissing(Refusal):
    status = 404
    title = N_("没有这个页面")
    sentence = N_("地址可能写错了，也可能问卷已经撤下。请从首页重新进入。")


class MethodWrong(Refusal):
    status = 405
    title = N_("不能这样打开")
    sentence = N_("这个地址只接收提交的表单。请从首页重新进入。")


class OtherAnswersKept(Refusal):
    status = 409
    keeps_answers = True
    title = N_("已经交过一份")
    sentence = N_(
        "我们存着同一份问卷的另一些答案，没有用这次的去改它。"
        "这次填的都在下面：可以看之前那份的回执，也可以把这次的当作新的一份交上来。"
    )


class WaveShut(Refusal):
    status = 410
    keeps_answers = True
    title = N_("问卷已经结束")
    sentence = N_("现在不再收这一批的回答，这次填的没有存。科普和结果随时可以看。")


class BodyTooLarge(Refusal):
    status = 413
    title = N_("内容太大了")
    sentence = N_("一份问卷用不了这么多，什么也没有存。请返回上一页，缩短写的字，再交一次。")


class TooManyPosts(Refusal):
    status = 429
    keeps_answers = True
    title = N_("从这里交得太快")
    sentence = N_("同一个网络在一小时里交了很多份，这一份还没有存。填的都还在，请过几分钟再交。")
    retry_after = 300


class Broken(Refusal):
    status = 500
    title = N_("我们这边出了错")
    sentence = N_("这次没有办成，原因已经记下。请返回上一页再交一次，同一份不会重复计算。")


class StoreBusy(Refusal):
    status = 503
    keeps_answers = True
    title = N_("暂时收不下")
    sentence = N_("刚才这一步没有办成。填的都还在，请过一分钟再试，同一份不会重复计算。")
    retry_after = 60


BY_STATUS: dict[int, type[Refusal]] = {
    kind.status: kind
    for kind in (Refusal, PageMissing, MethodWrong, WaveShut, BodyTooLarge, TooManyPosts, StoreBusy)
}


def register(app: Flask, draw: Draw) -> None:
    """Turn every refusal, and whatever else goes wrong in a view, into a page drawn by `draw`."""

    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Response:
        return as_response(refusal, draw(refusal))

    @app.errorhandler(HTTPException)
    def refused_by_flask(error: HTTPException) -> Response | HTTPException:
        if isinstance(error, RequestRedirect):
            return error
        refusal = BY_STATUS.get(error.code or 400, Refusal)()
        return as_response(refusal, draw(refusal))

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Response:
        # the route, never the address: a receipt's address is a secret
        mark = secrets.token_hex(4)
        log.error("error %s at %s %s", mark, request.method, request.url_rule, exc_info=error)
        return as_response(Broken(), draw(Broken()))


def attempted(call: Callable[[], Result]) -> tuple[Result | None, Exception | None]:
    """What a call gave, or else what it raised: for a thread that must tell another thread."""
    try:
        return call(), None
    except Exception as failure:  # noqa: BLE001 - it is raised again by whoever waits for it
        return None, failure


def as_response(refusal: Refusal, page: str) -> Response:
    """The page of a refusal with its status."""
    response = Response(page, status=refusal.status)
    if refusal.retry_after:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response
