"""The WTForms fields of a questionnaire: each gives one answer, as it will be kept."""

from __future__ import annotations

import re

from wtforms import Field, Form
from wtforms.validators import ValidationError

from survey_model.answers import Answer
from survey_model.questionnaire import Item
from survey_service.answering.messages import Say
from survey_service.forms import tidy, words_of

Labels = dict[str, str]  # code → words

LONGEST = 500  # characters of somebody's own words, where the questionnaire sets no limit
NUMBER = re.compile(r"[+-]?\d{1,9}")  # digits of any script: an older keyboard may send ３５


class AnswerField(Field):
    """One field of an item. `say` gives the sentences about it; `answer` is None when skipped."""

    def __init__(self, item: Item, say: Say, codes: Labels, **bound: object) -> None:
        """`codes` may be chosen, options first, each with its words in the form's language."""
        super().__init__(**bound)
        self.item, self.say, self.codes = item, say, codes

    @property
    def answer(self) -> Answer | None:
        """What will be kept."""
        answer: Answer | None = self.data
        return answer

    def post_validate(self, _form: Form, _stopped: object) -> None:
        """An item that must be answered is, unless something else is wrong with it already."""
        if self.item.required and self.answer is None and not self.errors:
            raise ValidationError(self.say("required"))


class OneCode(AnswerField):
    """A single choice: radio buttons, or a select."""

    def process_formdata(self, _: list[str]) -> None:
        words = words_of(self)
        self.data = words[0] if words else None

    def pre_validate(self, _form: Form) -> None:
        words = words_of(self)
        if not set(words) <= set(self.codes):
            raise ValidationError(self.say("unknown_code"))
        if len(set(words)) > 1:
            raise ValidationError(self.say("one_answer"))


class SomeCodes(AnswerField):
    """Several choices; an exclusive option or a missing code stands alone."""

    def process_formdata(self, _: list[str]) -> None:
        chosen = set(words_of(self))
        unknown = tuple(sorted(chosen - set(self.codes)))
        self.data = tuple(code for code in self.codes if code in chosen) + unknown or None

    @property
    def answer(self) -> Answer | None:
        """The chosen codes in the questionnaire's order, or the one missing code."""
        if self.data and len(self.data) == 1 and self.data[0] in self.item.missing_codes:
            return str(self.data[0])
        answer: tuple[str, ...] | None = self.data
        return answer

    def pre_validate(self, _form: Form) -> None:
        chosen = self.data or ()
        if not set(chosen) <= set(self.codes):
            raise ValidationError(self.say("unknown_code"))
        for code in chosen if len(chosen) > 1 else ():
            if code in alone_codes(self.item):
                raise ValidationError(self.say("alone", label=self.codes[code]))
        most = self.item.max_choices
        if most and len(chosen) > most:
            raise ValidationError(self.say("too_many", over=len(chosen) - most, most=most))


class OrMissing(AnswerField):
    """Something typed, or a missing code ticked instead of it."""

    def process_formdata(self, _: list[str]) -> None:
        words = [tidy(word) or "" for word in words_of(self)]
        self.typed = next((w for w in words if w and w not in self.item.missing_codes), None)
        self.ticked = next((w for w in words if w in self.item.missing_codes), None)
        self.too_many = len(set(words) - {self.typed, self.ticked, ""}) > 0
        self.data = self.typed or self.ticked

    def pre_validate(self, _form: Form) -> None:
        if self.too_many:
            raise ValidationError(self.say("one_answer"))
        if self.typed and self.ticked:
            raise ValidationError(self.say("one_or_other", label=self.codes[self.ticked]))
        if self.typed:
            self.check(self.typed)

    def check(self, typed: str) -> None:
        """Raises ValidationError for words that cannot be kept."""
        raise NotImplementedError


class WholeNumber(OrMissing):
    """A whole number within the item's limits."""

    @property
    def answer(self) -> Answer | None:
        """The number, or the missing code."""
        if self.typed and NUMBER.fullmatch(self.typed):
            return int(self.typed)
        return self.ticked

    def check(self, typed: str) -> None:
        if not NUMBER.fullmatch(typed):
            raise ValidationError(self.say("whole_number"))
        least, most = self.item.minimum, self.item.maximum
        if least is not None and most is not None and not least <= int(typed) <= most:
            raise ValidationError(self.say("range", least=least, most=most))


class Words(OrMissing):
    """A few words of the person's own."""

    def check(self, typed: str) -> None:
        most = longest(self.item)
        if len(typed) > most:
            raise ValidationError(self.say("too_long", over=len(typed) - most, most=most))


def alone_codes(item: Item) -> tuple[str, ...]:
    """The codes of a MULTIPLE item that cannot stand beside another."""
    return tuple(o.code for o in item.options if o.exclusive) + item.missing_codes


def longest(item: Item) -> int:
    """How many characters a TEXT item takes."""
    return item.max_length or LONGEST
