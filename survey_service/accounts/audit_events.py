"""What the audit log may hold: each event with its exact facts and the sentence that tells it."""

from __future__ import annotations

from dataclasses import dataclass

from survey_service.pages import N_


@dataclass(frozen=True)
class Event:
    """An event. `%(actor)s` and `%(subject)s` stand in every sentence's values, too."""

    sentence: str
    facts: frozenset[str] = frozenset()


EVENTS: dict[str, Event] = {}


def declare(name: str, sentence: str, *facts: str) -> None:
    """Add an event. A feature declares its own beside the code that records them."""
    EVENTS[name] = Event(sentence, frozenset(facts))


declare(
    "invitation.made",
    N_("%(actor)s发出邀请：%(branch)s，%(role)s。"),
    "role",
    "branch",
)
declare("invitation.withdrawn", N_("%(actor)s收回了一份没用过的邀请。"))
declare(
    "account.joined",
    N_("%(subject)s接受邀请，开通了账号：%(branch)s，%(role)s。"),
    "role",
    "branch",
    "invitation",
)
declare("session.begun", N_("%(actor)s登录了：%(way)s。"), "way", "known_device")
declare("session.left", N_("%(actor)s退出了登录。"))
declare("session.ended", N_("%(actor)s结束了自己的%(count)s处登录。"), "count")
declare("password.changed", N_("%(actor)s改了密码。"))
declare("reset.made", N_("%(actor)s为%(subject)s开了重设密码的链接。"), "second_factor")
declare("reset.used", N_("%(subject)s用链接重设了密码。"), "link")
declare("second_factor.set", N_("%(actor)s设好了验证器。"))
declare("second_factor.removed", N_("%(actor)s停用了验证器。"))
declare("recovery_codes.made", N_("%(actor)s换了一组新的备用码。"))
declare("recovery_code.used", N_("%(actor)s用掉一个备用码，还剩%(left)s个。"), "left")
declare("passkey.added", N_("%(actor)s添加了一把通行密钥。"), "passkey")
declare("passkey.removed", N_("%(actor)s删除了一把通行密钥。"), "passkey")
declare("contact.changed", N_("%(actor)s改了联系方式。"), "email", "language")
declare(
    "role.changed",
    N_("%(actor)s把%(subject)s从%(was_branch)s的%(was_role)s改为%(branch)s的%(role)s。"),
    "was_role",
    "was_branch",
    "role",
    "branch",
)
declare("account.suspended", N_("%(actor)s停用了%(subject)s的账号。理由：%(reason)s"), "reason")
declare("account.restored", N_("%(actor)s恢复了%(subject)s的账号。"))
declare("branch.added", N_("%(actor)s添加了单位：%(name)s。"), "name", "kind")
declare("branch.renamed", N_("%(actor)s把单位“%(was)s”改名为“%(name)s”。"), "was", "name")
declare("branch.removed", N_("%(actor)s删除了没有用过的单位：%(name)s。"), "name")
