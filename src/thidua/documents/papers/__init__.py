"""The papers of a cluster's year: each module holds one dataclass of facts whose `.paper()` is the paper.

Facts are final: names as they are to be printed, numbers exact. Words that only a person can write are left as gaps.
"""

from thidua.documents.papers.agreement import Agreement, Clause
from thidua.documents.papers.ballot_paper import BallotPaper
from thidua.documents.papers.conclusions import Conclusions, Task
from thidua.documents.papers.decision import Decision
from thidua.documents.papers.explanation import ExplanationAnswer, ExplanationRequest, Question
from thidua.documents.papers.facts import Attendance, Head, Member, Person, Vote
from thidua.documents.papers.handover_minutes import Contribution, HandoverMinutes
from thidua.documents.papers.invitation import Invitation
from thidua.documents.papers.letter import Letter
from thidua.documents.papers.minutes import Item, Minutes
from thidua.documents.papers.plan import Plan, PlanPart, Step
from thidua.documents.papers.programme import Programme, Slot
from thidua.documents.papers.proposal import AwardGroup, Candidate, Proposal
from thidua.documents.papers.recommendations import Recommendations
from thidua.documents.papers.regulation import Regulation, RegulationArticle, RegulationChapter
from thidua.documents.papers.report import Content, Indicator, Limitation, Report
from thidua.documents.papers.scores import Criterion, RankedUnit, RankingList, ScoreTable, SelfScoreSheet
from thidua.documents.papers.tally_minutes import Choice, TallyMinutes
from thidua.documents.papers.verification_minutes import ChangedPoints, VerificationMinutes

__all__ = [
    "Agreement",
    "Attendance",
    "AwardGroup",
    "BallotPaper",
    "Candidate",
    "ChangedPoints",
    "Choice",
    "Clause",
    "Conclusions",
    "Content",
    "Contribution",
    "Criterion",
    "Decision",
    "ExplanationAnswer",
    "ExplanationRequest",
    "HandoverMinutes",
    "Head",
    "Indicator",
    "Invitation",
    "Item",
    "Letter",
    "Limitation",
    "Member",
    "Minutes",
    "Person",
    "Plan",
    "PlanPart",
    "Programme",
    "Proposal",
    "Question",
    "RankedUnit",
    "RankingList",
    "Recommendations",
    "Regulation",
    "RegulationArticle",
    "RegulationChapter",
    "Report",
    "ScoreTable",
    "SelfScoreSheet",
    "Slot",
    "Step",
    "TallyMinutes",
    "Task",
    "VerificationMinutes",
    "Vote",
]
