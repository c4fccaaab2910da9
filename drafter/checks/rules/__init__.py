"""Every rule there is, by its code. A form switches on those it wants, with its own numbers and words."""

from __future__ import annotations

from drafter.checks.rule import Rule
from drafter.checks.rules.abbreviations import AbbreviationTwoWays, AbbreviationUndefined
from drafter.checks.rules.approved import ClauseGap, WordingChanged, WordingRetired
from drafter.checks.rules.clauses import ClauseVerb, DelegationWithoutPost, TwoActions
from drafter.checks.rules.consultation import CommitteeStillToCome, NoneBesideConsultation
from drafter.checks.rules.dates import (
    DateOrder,
    DateToCome,
    EffectiveTooSoon,
    LatePublication,
    PastFuture,
    StockDate,
)
from drafter.checks.rules.days_in_words import (
    DateSaidOtherwise,
    MeetingDateDiffers,
    NoSuchDay,
    PeriodBackwards,
    WeekdayDiffers,
)
from drafter.checks.rules.delegations import DelegationWithoutConsultee, DelegationWithoutScope
from drafter.checks.rules.demands import WorthAnswering
from drafter.checks.rules.duties import (
    AssessmentNotNamed,
    AssessmentOfOther,
    AssessmentWithoutFinding,
    AwardAndExtension,
    NoImpactClaim,
    StaffTransfer,
)
from drafter.checks.rules.key import (
    DivisionsAndReason,
    KeyByValue,
    KeyReasonByValue,
    KeySaidOtherwise,
    ReasonIsThreshold,
)
from drafter.checks.rules.known_days import ClosedDaysUnknown
from drafter.checks.rules.language import (
    BrokenLine,
    DoubledWord,
    MissingWord,
    RepeatedParagraph,
    StrayQuote,
    WordSlip,
)
from drafter.checks.rules.law import LawName, LawOfAnotherDay, NoLaw, RegimeByDate
from drafter.checks.rules.leftovers import CutShort, DoubledQuote, StatusInTitle, StrayBracket, TemplatePrompt
from drafter.checks.rules.money import (
    AnnualWithoutWhole,
    KeyByAmount,
    SumDiffers,
    TableTotal,
    ValueSaidOtherwise,
    YearsTimesDiffer,
)
from drafter.checks.rules.names import NameNotListed, OutdatedName
from drafter.checks.rules.notice import ShortExceptionNotice, ShortNotice, UrgencyNotNeeded
from drafter.checks.rules.numbers import CitedNumber, EarlierUnnumbered, NumberYear
from drafter.checks.rules.options import (
    NoDoNothing,
    NoRejectedOption,
    OptionBothWays,
    RejectedButPreferred,
    RejectedWithoutReason,
)
from drafter.checks.rules.overtaken import AnswerOvertaken
from drafter.checks.rules.papers import AppendixNotListed, ContactWithoutEmail, ExemptDocumentOpen, UnusableLink
from drafter.checks.rules.personal import ExemptionRepeats, PersonalData
from drafter.checks.rules.placement import WrongBox
from drafter.checks.rules.plain_english import HardToRead, LongSentence, PlainerWord
from drafter.checks.rules.record import (
    DeciderDeclares,
    ExemptInPublic,
    InterestsBlank,
    RepeatedLabel,
    RestrictionDiffers,
    SignedByAnother,
)
from drafter.checks.rules.terms import TermBackwards, TermInWords, TermMonths
from drafter.checks.rules.titles import MakerCalledOtherwise, NotInDirectory, TitleDiffers, TitleSlip

RULES: dict[str, type[Rule]] = {
    rule.code: rule
    for rule in (
        ShortNotice, ShortExceptionNotice, UrgencyNotNeeded, ClosedDaysUnknown,
        DateOrder, DateToCome, EffectiveTooSoon, LatePublication, StockDate, PastFuture,
        NoSuchDay, WeekdayDiffers, PeriodBackwards, DateSaidOtherwise, MeetingDateDiffers,
        TermInWords, TermMonths, TermBackwards,
        ClauseVerb, TwoActions, DelegationWithoutPost, DelegationWithoutScope, DelegationWithoutConsultee,
        ClauseGap, WordingRetired, WordingChanged,
        KeySaidOtherwise, ReasonIsThreshold, DivisionsAndReason, SignedByAnother, DeciderDeclares,
        MakerCalledOtherwise, TitleSlip, NotInDirectory, NameNotListed, OutdatedName,
        TitleDiffers, StatusInTitle, CitedNumber, NumberYear, EarlierUnnumbered,
        NoRejectedOption, RejectedWithoutReason, OptionBothWays, RejectedButPreferred, NoDoNothing,
        KeyByValue, KeyReasonByValue, KeyByAmount, TableTotal, SumDiffers, YearsTimesDiffer, ValueSaidOtherwise,
        AnnualWithoutWhole,
        NoLaw, LawName, LawOfAnotherDay, RegimeByDate,
        AssessmentWithoutFinding, AssessmentOfOther, AssessmentNotNamed, NoImpactClaim, StaffTransfer,
        AwardAndExtension,
        CommitteeStillToCome, NoneBesideConsultation, AnswerOvertaken,
        AppendixNotListed, ContactWithoutEmail, UnusableLink,
        ExemptInPublic, ExemptDocumentOpen, ExemptionRepeats, RestrictionDiffers, PersonalData,
        TemplatePrompt, CutShort, WrongBox, RepeatedLabel, StrayBracket, StrayQuote, DoubledQuote, DoubledWord,
        MissingWord, WordSlip, BrokenLine, RepeatedParagraph, AbbreviationUndefined, AbbreviationTwoWays,
        LongSentence, PlainerWord, HardToRead,
        WorthAnswering, InterestsBlank,
    )
}
