"""Every rule there is, by its code. A form switches on those it wants, with its own numbers and words."""

from __future__ import annotations

from drafter.checks.rule import Rule
from drafter.checks.rules.clauses import ClauseVerb, DelegationWithoutPost, TwoActions
from drafter.checks.rules.dates import DateOrder, DateToCome, EffectiveTooSoon, PastFuture
from drafter.checks.rules.demands import KeyByValue, WorthAnswering
from drafter.checks.rules.known_days import ClosedDaysUnknown
from drafter.checks.rules.leftovers import CutShort, DoubledQuote, StatusInTitle, StrayBracket, TemplatePrompt
from drafter.checks.rules.notice import ShortExceptionNotice, ShortNotice, UrgencyNotNeeded
from drafter.checks.rules.options import NoRejectedOption, OptionBothWays, RejectedWithoutReason
from drafter.checks.rules.overtaken import AnswerOvertaken
from drafter.checks.rules.placement import WrongBox
from drafter.checks.rules.record import CitedNumber, ExemptInPublic, InterestsBlank, RepeatedLabel, RestrictionDiffers
from drafter.checks.rules.titles import MakerCalledOtherwise, NotInDirectory, TitleDiffers, TitleSlip

RULES: dict[str, type[Rule]] = {
    rule.code: rule
    for rule in (
        ShortNotice, ShortExceptionNotice, UrgencyNotNeeded, ClosedDaysUnknown,
        DateOrder, DateToCome, PastFuture, EffectiveTooSoon,
        ClauseVerb, DelegationWithoutPost, TwoActions,
        NoRejectedOption, RejectedWithoutReason, OptionBothWays,
        MakerCalledOtherwise, TitleSlip, NotInDirectory, TitleDiffers,
        WorthAnswering, KeyByValue,
        AnswerOvertaken,
        TemplatePrompt, CutShort, StrayBracket, DoubledQuote, StatusInTitle,
        WrongBox,
        ExemptInPublic, RestrictionDiffers, InterestsBlank, CitedNumber, RepeatedLabel,
    )
}
