"""Who may do what, and where: one table, and the questions that are asked of it."""

from __future__ import annotations

from enum import StrEnum

from survey_service.accounts.model import Account, Role
from survey_service.errors import Refusal
from survey_service.pages import N_


class NotYours(Refusal):
    """The account may not do this, here or at all."""

    status = 403
    title = N_("这件事不归这个账号管")
    sentence = N_("什么也没有改。需要办的话，请找上一级的编辑或管理员。")


class Act(StrEnum):
    """Something a person wants to do at the desk."""

    SEND = "send"
    READ = "read"
    REVIEW = "review"
    EDIT = "edit"
    ACCEPT = "accept"
    ARRANGE = "arrange"
    PUBLISH = "publish"
    CORRECT = "correct"
    TAKE_DOWN = "take_down"
    ROLL_BACK = "roll_back"
    INVITE = "invite"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_BRANCHES = "manage_branches"
    READ_AUDIT = "read_audit"


class Reach(StrEnum):
    """How far a role reaches with an act."""

    NOWHERE = "nowhere"
    OWN = "own"  # only what the person made
    SUBTREE = "subtree"  # whatever lies in the person's branch or below it
    BOTH = "subtree_or_own"  # and, after a change of branch, still what the person made


_N, _O, _S, _B = Reach.NOWHERE, Reach.OWN, Reach.SUBTREE, Reach.BOTH

#                       contributor, editor, administrator
_TABLE: dict[Act, tuple[Reach, Reach, Reach]] = {
    Act.SEND: (_S, _S, _S),
    Act.READ: (_O, _B, _B),
    Act.REVIEW: (_N, _S, _S),
    Act.EDIT: (_O, _B, _B),
    Act.ACCEPT: (_N, _S, _S),
    Act.ARRANGE: (_N, _S, _S),
    Act.PUBLISH: (_N, _S, _S),
    Act.CORRECT: (_N, _S, _S),
    Act.TAKE_DOWN: (_N, _S, _S),
    Act.ROLL_BACK: (_N, _N, _S),
    Act.INVITE: (_N, _S, _S),
    Act.MANAGE_ACCOUNTS: (_N, _S, _S),
    Act.MANAGE_BRANCHES: (_N, _S, _S),
    Act.READ_AUDIT: (_O, _O, _B),
}

REACH: dict[tuple[Role, Act], Reach] = {
    (role, act): reaches[n] for act, reaches in _TABLE.items() for n, role in enumerate(Role)
}

# Which roles a person of a role may hand out, and whose accounts they may look after.
GRANTS: dict[Role, tuple[Role, ...]] = {
    Role.CONTRIBUTOR: (),
    Role.EDITOR: (Role.CONTRIBUTOR,),
    Role.ADMINISTRATOR: (Role.CONTRIBUTOR, Role.EDITOR, Role.ADMINISTRATOR),
}


def may(account: Account, act: Act, branch_path: str, *, own: bool = False) -> bool:
    """Whether the account may do this to something of that branch; `own`: the person made it."""
    reach = REACH[account.role, act]
    inside = account.branch.holds(branch_path)
    return (reach in (Reach.SUBTREE, Reach.BOTH) and inside) or (
        reach in (Reach.OWN, Reach.BOTH) and own
    )


def demand(account: Account, act: Act, branch_path: str, *, own: bool = False) -> None:
    """Raises NotYours where the account may not do this."""
    if not may(account, act, branch_path, own=own):
        raise NotYours


def may_ever(account: Account, act: Act) -> bool:
    """Whether there is anything at all to which the account may do this."""
    return REACH[account.role, act] is not Reach.NOWHERE


def may_grant(account: Account, role: Role, branch_path: str) -> bool:
    """Whether the account may make somebody a `role` of that branch."""
    return role in GRANTS[account.role] and may(account, Act.INVITE, branch_path)


def may_manage(account: Account, other: Account) -> bool:
    """Whether the account may change, suspend or reset another's.

    Nobody looks after themselves, and no administrator after one of the same branch: for the
    widest branch that leaves the command line, so that one stolen session cannot take all.
    """
    if account.id == other.id or other.role not in GRANTS[account.role]:
        return False
    peers = other.role is Role.ADMINISTRATOR and other.branch.path == account.branch.path
    return not peers and may(account, Act.MANAGE_ACCOUNTS, other.branch.path)
