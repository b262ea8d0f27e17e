"""How people dress a question up, and the plain question underneath.

"hey, quick one: if the shop's open the light is on. it's off. so the shop is
closed, right?" is two premises and "Does it follow that the shop is closed?".
Only what says nothing about the matter is taken off, and what is taken off as a
whole sentence is reported; everything else is left for the grammar to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["plain"]

_GREETING = (
    r"(?:hi|hello|hey|ok(?:ay)?|well|look|listen|right|so|alright|basically|anyway|now|um+|hmm+|"
    r"yo|please|quick\s+(?:one|question)|question|riddle\s+me\s+this|serious\s+question|"
    r"just\s+(?:wondering|curious|checking)|if\s+you\s+don't\s+mind|a\s+quick\s+(?:one|question)|"
    r"here's\s+(?:one|a\s+quick\s+one|the\s+thing|what\s+i\s+know|my\s+question)|you\s+see|"
    r"everyone|everybody|all|there|folks|guys)"
)
_LEAD = re.compile(
    rf"""(?ix)^\s*(?:{_GREETING}\s*(?:[,:!\u2014-]+\s*|\s(?=(?:{_GREETING})\b))){{1,4}}(?=\S)
    | ^\s*(?:so\s+)?basically,?\s+ | ^\s*(?:ok(?:ay)?|hey|well|look)\s+so\s+(?:basically,?\s+)?
    | ^\s*so,?\s+(?=(?:if|all|no|every|when|whenever|unless|only|some|none|either|neither)\b)"""
)
_SUPPOSE = re.compile(
    r"""(?ix)^\s*(?:and\s+|but\s+)?(?:
      (?:let's|let\s+us)\s+(?:say|assume|suppose|imagine|pretend)(?:\s+that\b)?
    | (?:i|we)\s+(?:also\s+)?(?:know|am\s+certain|are\s+certain|am\s+sure|are\s+sure)\s+(?:for\s+(?:a\s+fact|certain|sure)\s+)?that\b
    | (?:i|we)\s+(?:know|am\s+told|are\s+told)\s+(?:the\s+following|this|two\s+things|three\s+things)(?=\s*:)
    | (?:my\s+\w+|someone|they)\s+told\s+(?:me|us)(?=\s*:)
    | (?:it\s+is|it's)\s+(?:a\s+)?(?:given|known|a\s+fact|true)\s+that\b
    | (?:you|we)\s+(?:may|can)\s+(?:assume|suppose)(?:\s+that\b)?
    )\s*[,:]?\s*(?=\S)"""
)
_CHATTER = re.compile(
    r"""(?ix)^\s*(?:
      (?:hi|hello|hey|thanks|thank\s+you|cheers|please|many\s+thanks|ok(?:ay)?)
        (?:\s+(?:there|all|everyone|everybody|a\s+lot|so\s+much|in\s+advance|guys|folks|team))?
    | (?:can|could|would|will)\s+(?:you|someone|anyone|anybody)\s+(?:please\s+)?(?:help|assist)\b[^.?!]*
    | (?:please\s+)?help\s+(?:me|us)\b[^.?!]*
    | (?:i|we)\s+(?:need|want|would\s+like|could\s+use)\s+(?:some\s+)?help\b[^.?!]*
    | (?:i|we)(?:\s+have|'ve\s+got|\s+got|\s+had)\s+a\s+(?:\w+\s+)?(?:question|puzzle|riddle|bet)\b[^.?!]*
    | (?:i'm|i\s+am|we're|we\s+are)\s+(?:a\s+bit\s+|really\s+)?(?:stuck|confused|puzzled|lost)\b[^.?!]*
    | (?:here's|here\s+is)\s+(?:one|a|an|my|the)\s*(?:\w+\s+){0,2}(?:one|question|puzzle|riddle|problem)?\s*(?:for\s+you)?
    | quick\s+(?:one|question)
    )\s*[.!?:,]*\s*$"""
)
_OR_NOT = re.compile(r"(?i),?\s+or\s+not\s*\?\s*$")
_TAG = re.compile(
    r"""(?isx)^(?P<claim>.+?)(?:\s*[,;\u2014-]+\s*|\s+)(?:
      (?:am\s+i\s+|is\s+(?:that|this)\s+)?(?:right|correct)|yes|no|huh|eh|agreed|
      (?:is|are|do|does|did|was|were|has|have|ca|wo)(?:n't|\s+not)\s+(?:it|he|she|they|you|i|we)
    )\s*\?+\s*$"""
)
_QUESTION_START = re.compile(
    r"(?i)^\s*(?:is|are|was|were|do|does|did|can|could|will|would|must|has|have|should|who|what|which|where|when|how|why)\b"
)
_JUDGED = re.compile(
    r"""(?ix)^\s*(?:so|and|now|but)?,?\s*(?:
      (?:is|was)\s+(?:that|this|it|he|she|my\s+\w+|the\s+\w+)|am\s+i|are\s+(?:they|we)
    )\s+(?:actually\s+|really\s+|logically\s+)?(?:right|correct|true)\s*
    (?:about\s+(?:that|this|it)|to\s+(?:say|think|conclude)\s+(?:so|that))?\s*\?+\s*$"""
)
_CLAIMS = re.compile(
    r"""(?ix)^\s*(?:so|and|now|but)?,?\s*(?:
      (?:my|a|the|our|his|her)\s+(?:\w+\s+){1,2}|i|she|he|they|we|someone|[A-Z]\w+\s+
    )\s*(?:then\s+|now\s+|also\s+)?
    (?:says?|said|thinks?|thought|claims?|claimed|argues?|argued|concludes?|concluded|reasons?|
       reasoned|insists?|insisted|reckons?|believes?|infers?|inferred)\s*
    (?:that\b|:|,)?\s*(?=\S)"""
)
_BECAUSE_FIRST = re.compile(r"(?is)^\s*(?:because|since|as|given\s+that)\s+(.+?),\s*(.+)$")
_BECAUSE_LAST = re.compile(r"(?is)^(.+?),?\s+(?:because|since)\s+(.+)$")
_HENCE = re.compile(
    r"(?is)^(.+?)[,;]?\s+(?:and\s+)?(?:so|hence|therefore|thus|consequently)\b,?\s+(?!that\b)(.+)$"
)
_HENCE_FIRST = re.compile(r"(?i)^(?:so|then|hence|therefore),?\s+")
_STATEMENT = r"(?:statement|sentence|claim|conclusion|hypothesis|proposition|assertion)"
_QUOTED = re.compile(
    rf"""(?isx)^(?P<before>.*?\b)(?:the\s+)?(?:following\s+)?{_STATEMENT}\s*[:,]?\s*
    (?:["\u201c](?P<claim>[^"\u201d]{{3,}}?)[.]?["\u201d]|['\u2018](?P<single>.{{3,}}?)[.]?['\u2019](?!\w))\s*[,]?\s*
    (?P<after>[^"]*\b(?:true|false|unknown|uncertain|follow\w*)\b[^"]*\?)\s*$"""
)
_TRUE_THAT = re.compile(
    r"(?i)^\s*(?:is\s+it|it\s+is)\s+(?P<words>true,?\s+(?:or\s+)?false,?\s+or\s+\w+)\s+that\s+(?P<claim>.+)$"
)
_FROM_THAT = re.compile(
    r"""(?ix)^\s*does\s+it\s+(?:\w+ly\s+)?follow\s+from\s+(?:the\s+(?:claim|fact|statement|premise)\s+)?(?:that\s+)?
    ["'\u2018\u201c]?(?P<given>[^"\u201d]+?)["'\u2019\u201d]?,?\s+that\s+(?P<claim>.+)$"""
)
_QUOTED_PREMISES = re.compile(
    r"""(?ix)^\s*does\s+"(?P<claim>[^"]+?)[.,]?"\s+(?:\w+ly\s+)?follow\s+from\s+
    (?P<given>"[^"]+"(?:,?\s+(?:and\s+)?"[^"]+")*)\s*\?\s*$"""
)
_IMPLIES_QUOTED = re.compile(
    r"""(?ix)^\s*do(?:es)?\s+(?P<given>"[^"]+"(?:,?\s+(?:and\s+)?"[^"]+")*)\s+(?:\w+ly\s+)?(?:imply|entail)\s+
    "(?P<claim>[^"]+?)[.,]?"\s*\?\s*$"""
)
_LABELLED = re.compile(rf"(?i)^\s*{_STATEMENT}\s*:\s*(?=\S)")
_ASKS_TRUTH = re.compile(
    rf"(?i)\b(?:is|are|decide|determine|judge|evaluate)\b[^.?!]*\b(?:the|this)\s+{_STATEMENT}\b[^.?!]*[?.:]\s*$"
)
_SPLICED = re.compile(
    r"""(?isx)^(?P<given>(?:\S+\s+){2,}?\S+?)\s*[,;\u2014]\s*(?:so|and|then|now|but)?\s*,?\s*
    (?P<question>(?:is|are|was|were|do|does|did|can|could|will|must|has|have)\s+[^,]+\?+)\s*$"""
)
_OPENING_CLAUSE = re.compile(
    r"(?i)^\s*(?:if|given|based|according|from|using|assuming|suppose|since|because|in|is|are|was|were|"
    r"do|does|did|can|could|will|must|has|have|what|which|who|where|when|whether)\b"
)


def plain(own: Sequence[str]) -> tuple[list[str], list[str]]:
    """The sentences of a question without what only dresses them up, and what was set aside."""
    undressed = [(sentence, _undressed(sentence)) for sentence in own]
    asides = [whole for whole, bare in undressed if _is_chatter(whole, bare)]
    kept = [bare for whole, bare in undressed if not _is_chatter(whole, bare)]
    if not kept:
        return list(own), []
    return [*_asked_plainly(kept)], asides


def _is_chatter(whole: str, bare: str) -> bool:
    return bool(_CHATTER.match(whole) or _CHATTER.match(bare))


def _undressed(sentence: str) -> str:
    """``sentence`` without a greeting, and without "let's say that"."""
    for pattern in (_LEAD, _SUPPOSE, _LEAD):
        match = pattern.match(sentence)
        if match and sentence[match.end() :].strip():
            sentence = sentence[match.end() :]
    return sentence


def _asked_plainly(own: list[str]) -> Iterable[str]:
    """The last question in one of the forms that are read anyway."""
    *before, last = own
    last = re.sub(r"\?{2,}", "?", _OR_NOT.sub("?", last))
    if match := _QUOTED.match(last):
        asks = f"{match['before']}the following statement {match['after']}"
        return [*before, asks, (match["claim"] or match["single"]) + "."]
    if match := _TRUE_THAT.match(last):
        asks = f"Is the following statement {match['words']}?"
        return [*before, asks, match["claim"].rstrip("?. ") + "."]
    if match := _FROM_THAT.match(last):
        return [*before, match["given"].rstrip(".") + ".", f"Does it follow that {match['claim']}"]
    if match := _QUOTED_PREMISES.match(last) or _IMPLIES_QUOTED.match(last):
        given = [part.rstrip(".,") + "." for part in re.findall(r'"([^"]+)"', match["given"])]
        return [*before, *given, f"Does it follow that {match['claim']}?"]
    if before and _LABELLED.match(last) and _ASKS_TRUTH.search(before[-1]):
        asks = re.sub(rf"(?i)\b(?:the|this)\s+(?={_STATEMENT})", "the following ", before[-1])
        return [*before[:-1], asks, _LABELLED.sub("", last)]
    if before and _JUDGED.match(last):
        return [*before[:-1], *_judged(before[-1])]
    if not _QUESTION_START.match(last) and (match := _TAG.match(last)):
        return [*before, *_judged(match["claim"])]
    if not _OPENING_CLAUSE.match(last) and (match := _SPLICED.match(last)):
        return [*before, match["given"] + ".", _capital(match["question"])]
    return [*before, last]


def _judged(claim: str) -> Iterable[str]:
    """Premises inside ``claim``, and the question whether the rest of it follows."""
    claim = claim.strip().rstrip(".!,;")
    said = _CLAIMS.match(claim)
    claim = claim[said.end() :] if said else claim
    for pattern, conclusion in ((_BECAUSE_FIRST, 2), (_HENCE, 2), (_BECAUSE_LAST, 1)):
        if match := pattern.match(claim):
            given, goal = match[3 - conclusion], match[conclusion]
            return [given + ".", f"Does it follow that {goal}?"]
    return [f"Does it follow that {_HENCE_FIRST.sub('', claim)}?"]


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
