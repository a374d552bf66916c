"""Findings as a reader meets them: wording, shares in words, interval, how people were asked."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.dates import span_text
from plugins.estimates import estimates, numbers
from plugins.finding_models import AnswerShare, ItemFinding, WaveView
from plugins.reading.reference import Reference
from plugins.reading.surveys import Survey, belief_codes
from plugins.words import Words
from survey_model import finding as measured
from survey_model.freezing import item_hash
from survey_model.place import OUTSIDE
from survey_model.questionnaire import Item, MissingKind
from survey_model.text import LANGUAGES
from survey_model.wave import DISCLOSURE, Wave


@dataclass(frozen=True)
class Teller:
    """Tells the findings of one wave of one survey in one language."""

    survey: Survey
    wave: Wave
    reference: Reference
    words: Words

    def wave_view(self) -> WaveView:
        """The whole wave: every finding, and how it was asked."""
        findings = self.survey.findings[self.wave.id]
        language = self.words.language
        labels = disclosure_labels(self.words)
        return WaveView(
            id=self.wave.id,
            title=self.wave.title.in_(language),
            survey=self.survey.id,
            survey_title=self.survey.questionnaire.title.in_(language),
            rehearsal=self.wave.rehearsal,
            dates_text=self.dates_text(),
            mode_text=mode_text(self.wave, self.words),
            sample_text=sample_text(self.wave, self.words),
            responses=findings.responses,
            disclosure=tuple(
                (labels[key], self.wave.disclosure[key].in_(language)) for key in DISCLOSURE
            ),
            items=tuple(self.item_view(finding) for finding in findings.items),
        )

    def item_view(self, finding: measured.ItemFinding) -> ItemFinding:
        """One item of the wave."""
        item = self.survey.questionnaire.item_of_field(finding.item)
        language = self.words.language
        question = _question(item, finding.item, language)
        answers = tuple(self._answer(answer, item) for answer in finding.answers)
        belief = _belief(answers)
        name = f"finding-{self.wave.id}-{finding.item}".replace(".", "-")
        limits = {
            answer.code: (answer.low, answer.high)
            for answer in finding.answers
            if answer.low is not None and answer.high is not None
        }
        caption = self.words.gettext("%(base)s位受访者的回答", base=f"{finding.base:,}")
        return ItemFinding(
            item=finding.item,
            question=question,
            survey=self.survey.id,
            survey_title=self.survey.questionnaire.title.in_(language),
            wave=self.wave.id,
            wave_title=self.wave.title.in_(language),
            rehearsal=self.wave.rehearsal,
            dates_text=self.dates_text(),
            how_asked=self._how_asked(),
            base=finding.base,
            asked=finding.asked,
            missing=self._missing(finding),
            base_text=self._base(finding),
            method_text=self._method(finding, item),
            answers=answers,
            belief=belief,
            dont_know=_dont_know(answers, item),
            chart=estimates(name, question, answers, limits, self.words),
            table=numbers(answers, caption, self.words),
            in_words=self._in_words(belief),
            myth_ids=item.myths,
        )

    def dates_text(self) -> str:
        """When people were asked."""
        if self.wave.rehearsal:
            return self.words.gettext("没有调查日期")
        return span_text(self.wave.opens, self.wave.closes, self.words.language)

    def _how_asked(self) -> str:
        joint = "；" if self.words.language == "zh" else "; "
        return joint.join((mode_text(self.wave, self.words), sample_text(self.wave, self.words)))

    def _answer(self, answer: measured.AnswerShare, item: Item) -> AnswerShare:
        share = self.words.share
        return AnswerShare(
            code=answer.code,
            label=self._label(answer.code, item),
            count=answer.count,
            share=answer.share,
            share_text="" if answer.share is None else share(answer.share),
            low_text="" if answer.low is None else share(answer.low),
            high_text="" if answer.high is None else share(answer.high),
            suppressed=answer.suppressed,
            is_right=answer.code == item.correct,
            is_belief=answer.code in belief_codes(item),
        )

    def _label(self, code: str, item: Item) -> str:
        label = item.label_of(code)
        if label:
            return label.in_(self.words.language)
        if code == OUTSIDE:
            return self.words.gettext("住在外省")
        place = self.reference.place(code, self.words.language)
        return place.name if place else code

    def _missing(self, finding: measured.ItemFinding) -> tuple[tuple[str, int], ...]:
        """Why, and how many, for each reason that took anybody out of the base."""
        return tuple(
            (words, finding.missing[kind])
            for kind, words in missing_words(self.words).items()
            if finding.missing.get(kind)
        )

    def _base(self, finding: measured.ItemFinding) -> str:
        """Of how many the shares are taken, and who is not among them."""
        asked, base = f"{finding.asked:,}", f"{finding.base:,}"
        missing = self._missing(finding)
        if not missing:
            return self.words.gettext("问到%(asked)s人，都答了，比例按这些人算。", asked=asked)
        left_out = self.words.gettext("、").join(
            self.words.gettext("%(why)s%(count)s人", why=why, count=f"{count:,}")
            for why, count in missing
        )
        return self.words.gettext(
            "问到%(asked)s人，比例按其中%(base)s人算；没有计入：%(left_out)s。",
            asked=asked,
            base=base,
            left_out=left_out,
        )

    def _in_words(self, belief: AnswerShare | None) -> str:
        return self.words.in_words(belief.share) if belief and belief.share is not None else ""

    def _method(self, finding: measured.ItemFinding, item: Item) -> str:
        """How the interval was worked out, and what it does not say."""
        parts = [self.words.gettext("95%区间按Wilson方法算，没有加权。")]
        if self.wave.sample_kind != "probability":
            parts.append(
                self.words.gettext(
                    "算的时候把这些人当作随机抽到的，其实不是："
                    "区间只说明人数多少带来的出入，说明不了没来答的人怎么想。"
                )
            )
        if finding.wording not in {item_hash(item, language) for language in LANGUAGES}:
            parts.append(self.words.gettext("这一次问的时候，这道题的写法和现在不一样。"))
        return (" " if self.words.language == "en" else "").join(parts)


def mode_text(wave: Wave, words: Words) -> str:
    """How an answer was given."""
    return {
        "web": words.gettext("在网页上自己填"),
        "street": words.gettext("在街头自己填"),
        "read_aloud": words.gettext("由人念题，代为填写"),
    }[wave.mode]


def sample_text(wave: Wave, words: Words) -> str:
    """How people came to be asked."""
    return {
        "convenience": words.gettext("方便抽样，谁愿意答就答，不是随机抽到的"),
        "quota": words.gettext("配额抽样，按年龄和性别凑够人数，不是随机抽到的"),
        "probability": words.gettext("随机抽样"),
    }[wave.sample_kind]


def missing_words(words: Words) -> dict[str, str]:
    """Why somebody is not in the base."""
    return {
        "skipped": words.gettext("跳过没答"),
        "skipped_or_not_asked": words.gettext("跳过，或者没有问到"),
        "refused": words.gettext("不想回答"),
        "not_applicable": words.gettext("不适用"),
        "dont_know": words.gettext("不知道"),
    }


def disclosure_labels(words: Words) -> dict[str, str]:
    """What must be told about every wave."""
    return {
        "sponsor": words.gettext("谁出钱"),
        "conductor": words.gettext("谁来做"),
        "instrument": words.gettext("用什么问"),
        "population": words.gettext("问的是谁"),
        "recruitment": words.gettext("怎样找到他们"),
        "places": words.gettext("在哪里问"),
        "weighting": words.gettext("有没有加权"),
        "processing": words.gettext("怎样处理"),
        "limitations": words.gettext("说明不了什么"),
    }


def _question(item: Item, field: str, language: str) -> str:
    """The wording; for a row of a grid, the statement after it."""
    row = next((row for row in item.rows if field == f"{item.id}.{row.id}"), None)
    text = item.text.in_(language)
    if row is None:
        return text
    joint = "" if language == "zh" else " "
    stop = "" if text.endswith(("？", "?", "：", ":", "。", ".")) else "：" if not joint else ":"
    return f"{text}{stop}{joint}{row.label.in_(language)}"


def _belief(answers: tuple[AnswerShare, ...]) -> AnswerShare | None:
    """The answer that holds the myth; where several do, the one given most."""
    held = [answer for answer in answers if answer.is_belief]
    return max(held, key=lambda answer: (answer.count or 0, answer.code)) if held else None


def _dont_know(answers: tuple[AnswerShare, ...], item: Item) -> AnswerShare | None:
    kinds = {answer.code: item.missing_kind(answer.code) for answer in answers}
    return next((a for a in answers if kinds[a.code] is MissingKind.DONT_KNOW), None)
