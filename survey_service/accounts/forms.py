"""The forms of the desk. Each is bound to the browser it was shown to, by a token."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Self

from flask import request
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    PasswordField,
    StringField,
)
from wtforms.csrf.core import CSRF
from wtforms.validators import StopValidation, ValidationError

from survey_service.accounts import branches, passkeys, visit
from survey_service.accounts.managing import REASON_LENGTH
from survey_service.accounts.model import Account, Branch, Role
from survey_service.accounts.passwords import weakness
from survey_service.accounts.words import LANGUAGES, ROLES
from survey_service.forms import ServiceForm, tidy
from survey_service.pages import N_

Choice = tuple[str, str]
Validator = Callable[[Any, Any], None]

NOT_FROM_HERE = N_("这一页打开太久，或者是从别处来的，什么也没有改。填的都还在，请再按一次。")
NAME_LENGTH, LOGIN_SHORTEST, LOGIN_LENGTH, EMAIL_LENGTH = 30, 3, 40, 120


class ThisBrowser(CSRF):
    """A token that fits the session cookie, and a browser that names no other site."""

    def generate_csrf_token(self, csrf_token_field: Field) -> str:  # noqa: ARG002 - WTForms
        """The token of the form that is shown."""
        return visit.csrf_token()

    def validate_csrf_token(self, form: ServiceForm, field: Field) -> None:  # noqa: ARG002
        """Raises ValidationError for a form that is not ours."""
        if not visit.is_from_here(field.data or ""):
            raise ValidationError(visit.word(NOT_FROM_HERE))


class DeskForm(ServiceForm):
    """A form of the desk. Where it is refused, it is shown again with everything typed."""

    class Meta:
        csrf = True
        csrf_class = ThisBrowser
        locales = False

    @classmethod
    def shown(cls, **values: object) -> Self:
        """The form as it is first seen, with these values in it."""
        return cls(data=values)

    @classmethod
    def sent(cls) -> Self:
        """The form as it came back."""
        return cls(request.form)

    def refuse(self, field: Field, sentence: str, **values: object) -> None:
        """Say what is wrong with a field, found out after it was checked by itself."""
        field.errors = [*field.errors, visit.word(sentence, **values)]


def needed(sentence: str) -> Validator:
    """Something has to be there."""

    def check(_form: DeskForm, field: Field) -> None:
        if not (field.data or "").strip():
            raise StopValidation(visit.word(sentence))

    return check


def at_most(most: int) -> Validator:
    """A limit of characters."""

    def check(_form: DeskForm, field: Field) -> None:
        over = len(field.data or "") - most
        if over > 0:
            raise ValidationError(visit.word(N_("请删去%(over)s个字。"), over=over))

    return check


def good_password(form: DeskForm, field: Field) -> None:
    """Long enough, and not guessed first."""
    names = [form[name].data or "" for name in ("login", "name") if name in form]
    found = weakness(field.data or "", *names)
    if found:
        sentence, values = found
        raise ValidationError(visit.word(sentence, **values))


def good_login(_form: DeskForm, field: Field) -> None:
    """Letters, digits, and what stands in addresses."""
    typed = field.data or ""
    if not all(c.isalnum() or c in "._-@" for c in typed):
        raise ValidationError(visit.word(N_("登录名请只用字母、汉字、数字和 . _ - @。")))
    if not LOGIN_SHORTEST <= len(typed) <= LOGIN_LENGTH:
        limits = {"least": LOGIN_SHORTEST, "most": LOGIN_LENGTH}
        raise ValidationError(visit.word(N_("登录名请写%(least)s到%(most)s个字符。"), **limits))


def good_email(_form: DeskForm, field: Field) -> None:
    """An address to which a letter can go; or nothing."""
    typed = field.data or ""
    name, at, host = typed.rpartition("@")
    fine = bool(name and at and "." in host) and not any(c.isspace() or c in ",;<>" for c in typed)
    if typed and not fine:
        raise ValidationError(visit.word(N_("邮箱请写成 name@example.org 的样子，不用可以空着。")))


class OneOf(StringField):
    """One of a few choices, drawn as radio buttons or as a list."""

    def __init__(self, sentence: str, choices: Sequence[Choice] = (), **bound: object) -> None:
        """`sentence` asks for a choice; choices are values with their words."""
        super().__init__(**bound)
        self.sentence, self.choices = sentence, choices

    def pre_validate(self, form: ServiceForm) -> None:  # noqa: ARG002 - WTForms
        """Raises StopValidation for anything that was not offered."""
        if self.data not in {value for value, _ in self.choices}:
            raise StopValidation(visit.word(self.sentence))


def _typed(*validators: Validator, **more: object) -> StringField:
    return StringField(filters=[tidy], validators=list(validators), **more)


def _password() -> PasswordField:
    return PasswordField(validators=[needed(N_("请填密码。"))])


CURRENT = N_("请填现在的密码。")


class SignInForm(DeskForm):
    login = _typed(needed(N_("请填登录名。")))
    password = _password()


class CodeForm(DeskForm):
    code = _typed(needed(N_("请填验证码。")))


class PasskeyForm(DeskForm):
    challenge = HiddenField()
    given = HiddenField()


class AddPasskeyForm(PasskeyForm):
    name = _typed(needed(N_("请给这把钥匙起个名，比如“我的手机”。")), at_most(passkeys.NAME_LENGTH))


class JoinForm(DeskForm):
    name = _typed(needed(N_("请填姓名。")), at_most(NAME_LENGTH))
    login = _typed(needed(N_("请填登录名。")), good_login)
    password = PasswordField(validators=[needed(N_("请填密码。")), good_password])


class NewPasswordForm(DeskForm):
    password = PasswordField(validators=[needed(N_("请填新密码。")), good_password])


class ChangePasswordForm(DeskForm):
    current_password = PasswordField(validators=[needed(CURRENT)])
    password = PasswordField(validators=[needed(N_("请填新密码。")), good_password])


class ConfirmForm(DeskForm):
    current_password = PasswordField(validators=[needed(CURRENT)])


class ButtonForm(DeskForm):
    """Nothing but a button."""


class ContactForm(DeskForm):
    email = _typed(at_most(EMAIL_LENGTH), good_email)
    language = OneOf(N_("请选一种语言。"), tuple(LANGUAGES.items()))


class PlacedForm(DeskForm):
    """A form that gives somebody a role in a branch."""

    role = OneOf(N_("请选一种身份。"))
    branch = OneOf(N_("请选一个单位。"))

    def offer(self, roles: Sequence[Role], offered: Sequence[Branch]) -> Self:
        """What the person at the desk may give."""
        self.role.choices = [(role.value, ROLES[role]) for role in roles]
        self.branch.choices = [(b.code, _indented(b, offered[0])) for b in offered]
        return self


class InviteForm(PlacedForm):
    name = _typed(needed(N_("请填对方的姓名。")), at_most(NAME_LENGTH))


class ResetForm(DeskForm):
    second_factor = BooleanField()


class SuspendForm(DeskForm):
    reason = _typed(needed(N_("请写一句理由，会留在记录里。")), at_most(REASON_LENGTH))


class AddBranchForm(DeskForm):
    name = _typed(needed(N_("请填单位的名称。")), at_most(branches.NAME_LENGTH))
    code = _typed()


class RenameBranchForm(DeskForm):
    name = _typed(needed(N_("请填单位的名称。")), at_most(branches.NAME_LENGTH))
    name_en = _typed(at_most(branches.NAME_LENGTH))


def full_path(branch: Branch, known: dict[str, Branch], language: str) -> str:
    """The names from the city down, as one would say them; the widest stands alone."""
    codes = branch.path.split("/")[1:-1] or [branch.code]
    return " · ".join(known[code].name.in_(language) for code in codes)


def owner_names(account: Account) -> tuple[str, str]:
    """What must not stand in this person's password."""
    return account.login, account.name


def _indented(branch: Branch, first: Branch) -> str:
    depth = branch.path.count("/") - first.path.count("/")
    return "\u3000" * depth + branch.name.in_(visit.language())
