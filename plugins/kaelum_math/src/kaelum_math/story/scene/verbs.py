"""Verbs that scenes are told with: their forms, and what each does to what someone has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

__all__ = ["AUXILIARIES", "VERBS", "Verb", "verb_forms"]


@frozen
class Verb:
    """A verb.

    Attributes:
        lemma: its base form.
        kind: ``hold`` (says what there is), ``in`` (something is added to what the subject
            has), ``out`` (taken away from it), ``do`` (neither), ``buy``, ``sell``, ``pay``
            (also change money), ``cost``, ``need``, ``put``, ``share``, ``come`` and ``go`` (the subject itself
            is added or taken away).
        participle: whether the form can only be a past participle, or an ``-ing`` form.
        past: whether the form can only be a past tense.
    """

    lemma: str
    kind: str
    participle: bool = False
    past: bool = False


_KINDS: Final[dict[str, str]] = {
    "hold": "have own hold contain keep possess fit carry weigh",
    "in": "get receive find collect gather catch win earn bake make plant borrow save pick grow lay"
    " produce create build knit cook prepare harvest add download gain order order raise"
    " pack take charge pour pump hatch harvest",
    "out": "give eat lose use spend donate drop break drink lend throw burn consume waste remove"
    " waste mail send discard feed cut spill hide place leak",
    "do": "run walk drive ride read write work sleep study score jump watch swim travel cycle jog bike"
    " type print play practice practise paint answer solve clean wash mow tutor teach visit"
    " complete do finish hike fly move serve bench lift chew attend deliver process see climb cover"
    " last fill peel sew wrap bring recycle sweep stack babysit exercise listen train row crawl dance sing draw record post complete",
    "buy": "buy purchase",
    "sell": "sell",
    "pay": "pay",
    "cost": "cost",
    "need": "need require want",
    "put": "put arrange",
    "share": "share divide split distribute",
    "come": "arrive come join enter board return",
    "go": "leave die escape melt burst quit vanish sink disappear",
}
_IRREGULAR: Final[dict[str, str]] = {
    "have": "has had had having",
    "put": "puts put put putting",
    "split": "splits split split splitting",
    "bring": "brings brought brought bringing",
    "sweep": "sweeps swept swept sweeping",
    "hold": "holds held held holding",
    "keep": "keeps kept kept keeping",
    "fit": "fits fit fit fitting",
    "get": "gets got gotten getting",
    "find": "finds found found finding",
    "catch": "catches caught caught catching",
    "win": "wins won won winning",
    "make": "makes made made making",
    "grow": "grows grew grown growing",
    "lay": "lays laid laid laying",
    "build": "builds built built building",
    "give": "gives gave given giving",
    "eat": "eats ate eaten eating",
    "lose": "loses lost lost losing",
    "spend": "spends spent spent spending",
    "break": "breaks broke broken breaking",
    "drink": "drinks drank drunk drinking",
    "lend": "lends lent lent lending",
    "throw": "throws threw thrown throwing",
    "send": "sends sent sent sending",
    "feed": "feeds fed fed feeding",
    "cut": "cuts cut cut cutting",
    "hide": "hides hid hidden hiding",
    "sew": "sews sewed sewn sewing",
    "run": "runs ran run running",
    "drive": "drives drove driven driving",
    "ride": "rides rode ridden riding",
    "read": "reads read read reading",
    "write": "writes wrote written writing",
    "sleep": "sleeps slept slept sleeping",
    "swim": "swims swam swum swimming",
    "do": "does did done doing",
    "fly": "flies flew flown flying",
    "see": "sees saw seen seeing",
    "teach": "teaches taught taught teaching",
    "draw": "draws drew drawn drawing",
    "sing": "sings sang sung singing",
    "buy": "buys bought bought buying",
    "sell": "sells sold sold selling",
    "pay": "pays paid paid paying",
    "cost": "costs cost cost costing",
    "come": "comes came come coming",
    "leave": "leaves left left leaving",
    "die": "dies died died dying",
    "burst": "bursts burst burst bursting",
    "take": "takes took taken taking",
    "quit": "quits quit quit quitting",
    "sink": "sinks sank sunk sinking",
    "bake": "bakes baked baked baking",
}
_DOUBLING: Final = frozenset("drop jog plan chop hop quit knit".split())

AUXILIARIES: Final = frozenset("will would can could must does do did".split())
"""Words before a verb that say when or whether it can be, not what is done."""


def _regular(lemma: str) -> tuple[str, str, str, str]:
    if lemma.endswith("e"):
        return f"{lemma}s", f"{lemma}d", f"{lemma}d", f"{lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma[:-1]}ied", f"{lemma}ing"
    end = "es" if lemma.endswith(("sh", "ch", "s", "x", "z", "o")) else "s"
    stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    return f"{lemma}{end}", f"{stem}ed", f"{stem}ed", f"{stem}ing"


def verb_forms(lemma: str) -> tuple[str, str, str, str]:
    """Third person, past, past participle and ``-ing`` form of ``lemma``."""
    if lemma in _IRREGULAR:
        third, past, participle, ing = _IRREGULAR[lemma].split()
        return third, past, participle, ing
    return _regular(lemma)


def _table() -> Iterator[tuple[str, Verb]]:
    for kind, lemmas in _KINDS.items():
        for lemma in lemmas.split():
            third, past, participle, ing = verb_forms(lemma)
            yield ing, Verb(lemma, kind, participle=True)
            if participle != past:
                yield participle, Verb(lemma, kind, participle=True)
            for form in (past, lemma, third):
                yield form, Verb(lemma, kind, past=form not in {lemma, third})


VERBS: Final[dict[str, Verb]] = dict(_table())
"""Form -> verb."""
