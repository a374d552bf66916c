"""The words of this room for roles, kinds of branches and ways of signing in."""

from __future__ import annotations

from survey_service.accounts.model import Kind, Role
from survey_service.pages import N_

ROLES = {
    Role.CONTRIBUTOR: N_("通讯员"),
    Role.EDITOR: N_("编辑"),
    Role.ADMINISTRATOR: N_("管理员"),
}
WHAT_ROLES_DO = {
    Role.CONTRIBUTOR: N_("写稿、交稿，看自己稿子的进展"),
    Role.EDITOR: N_("看本单位和下级的稿子，改稿、采用、排期；邀请通讯员"),
    Role.ADMINISTRATOR: N_("编辑能做的都能做，还管账号和单位"),
}
KINDS = {
    Kind.PROVINCE: N_("省"),
    Kind.CITY: N_("市"),
    Kind.COUNTY: N_("县（市、区）"),
    Kind.TOWN: N_("乡镇（街道）"),
    Kind.VILLAGE: N_("村（社区）"),
}
PASSWORD, CODE, RECOVERY, PASSKEY, LINK = "password", "code", "recovery", "passkey", "link"
WAYS = {
    PASSWORD: N_("密码"),
    CODE: N_("密码和验证码"),
    RECOVERY: N_("密码和备用码"),
    PASSKEY: N_("通行密钥"),
    LINK: N_("链接"),
}
LANGUAGES = {"zh": N_("中文"), "en": N_("英文")}

COMMAND_LINE = N_("命令行")
SOMEBODY = N_("某人")
