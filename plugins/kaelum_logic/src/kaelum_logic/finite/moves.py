"""Stories in which things change hands: who has what at first, and what happens then.

A *slot* is whatever can have one thing at a time: a person, a numbered cup, a
place in a row, a coin that shows a side. Events are swaps of what two slots
have, moves of a thing to a slot, and turns of something with two sides.
"""

from __future__ import annotations

import re

from attrs import define, field, frozen

from kaelum_logic.finite.courtesy import without_courtesies
from kaelum_logic.finite.text import number, ordinal, sentences, singular, split_list

__all__ = ["SIDES", "Event", "Move", "Story", "Swap", "Turn", "plain", "read_story"]

_NOUN = (
    r"(?:cups?|box(?:es)?|chairs?|seats?|cards?|hats?|shells?|positions?|places?|drawers?|bowls?|jars?|buckets?|"
    r"doors?|envelopes?|pots?|spots?|glass(?:es)?|slots?|bags?|lockers?|containers?|mugs?|thimbles?|hands?)"
)
_SIDE = r"(?:left(?:most)?|middle|cent(?:er|re)|right(?:most)?|first|second|third|fourth|fifth|sixth|last|1st|2nd|3rd|4th|5th)"
_NAME = r"[A-Z][\w-]*"
_SLOT = rf"(?:(?:[Tt]he )?{_SIDE}(?:(?: one)|(?: {_NOUN}))?|(?:[Tt]he )?(?:{_NOUN} )?(?:\d{{1,2}}|[A-Z])\b(?![\w'])|{_NAME})"
_SWAP = r"(?:swap|switch|trade|exchange|change|interchange)(?:s|ped|d|ed|es)?"
_SWAPPED = r"(?:swapped|switched|exchanged|interchanged|traded)"
_TAIL = r"(?:,? (?:(?:with )?each other|one another|their|his|her|the|places?|positions?|seats?|chairs?|partners?|[\w-]+s|around|over|balls?|gifts?|again)){0,4}"
_GIVE = r"(?:gives?|gave|hands?(?: over)?|handed|pass(?:es|ed)?|throws?|threw|lends?|lent|sends?|sent|sells?|sold|tosses|tossed)"
_PUT = r"(?:moves?|moved|puts?|place[sd]?|drops?|dropped|hides?|hid|slides?|slid|transfers?|transferred|carr(?:y|ies|ied)|takes?|took|brings?|brought|shifts?|shifted)"
_GET = r"(?:takes?|took|grabs?|grabbed|gets?|got|receives?|received|steals?|stole|borrows?|borrowed|buys?|bought)"
_IN = r"(?:into|in|under|underneath|to|onto|on|behind|inside|beneath|at)"
_THING = r"(?:(?:the|a|an|his|her|their|my|your|its) )?(?P<thing>[\w-]+(?: [\w-]+){0,2}?)"
_LEAD = re.compile(
    r"(?i)^(?:(?:and|but|at (?:the start|first|the beginning)|initially|first(?:ly)?|then|next|after (?:that|this|which)|finally|lastly|later(?: on)?|afterwards?|second(?:ly)?|third(?:ly)?|"
    r"at (?:half ?-?time|the break|the same time)|meanwhile|subsequently|a (?:minute|moment|while) later|the next day|soon after|once more|again)(?:,\s*|\s+))+"
)
_EVENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("swap", rf"^(?P<a>{_SLOT})(?: and |, )(?P<b>{_SLOT}) (?:then |both |also |now )?{_SWAP}{_TAIL}$"),
        ("swap", rf"^(?P<a>{_SLOT}) (?:then |also |now )?{_SWAP}(?: [\w-]+){{0,3}} with (?P<b>{_SLOT})$"),
        ("swap", rf"^(?P<a>{_SLOT}) (?:then |also )?{_SWAP} (?:his|her|their|the|its) [\w -]+? for (?P<b>{_NAME})'s [\w -]+$"),
        ("swap", rf"^(?:(?:[A-Za-z]\w*|[Tt]he \w+) (?:then )?)?(?i:{_SWAP}) (?:the )?(?:contents of )?(?:the )?(?:{_NOUN} )?(?P<a>{_SLOT}) (?:and|with) (?:the )?(?P<b>{_SLOT})(?: {_NOUN})?$"),
        ("swap", rf"^(?:[Tt]he )?(?:{_NOUN} |[A-Z]\w+s )?(?P<a>{_SLOT}) and (?P<b>{_SLOT})(?: {_NOUN})? (?:are|were|get|got|have been) (?:then )?{_SWAPPED}(?: [\w]+)?$"),
        ("swap", rf"^(?:[Tt]he )?(?i:{_NOUN}) (?P<a>{_SLOT}) and (?P<b>{_SLOT}) (?:are|were|get) (?:then )?{_SWAPPED}$"),
        ("again", rf"^(?:[Tt]he )?(?i:{_NOUN})? ?(?P<a>{_SLOT}) and (?P<b>{_SLOT})$"),
        ("trade", rf"^(?P<a>{_NAME}) (?:then )?{_GIVE} {_THING} to (?P<b>{_NAME}) (?:in exchange|in return) for (?:his|her|their|the) (?P<back>[\w -]+)$"),
        ("move", rf"^(?P<a>{_NAME})? ?(?:then )?{_GIVE} {_THING} (?:back )?to (?P<b>{_SLOT})$"),
        ("move", rf"^(?P<a>{_NAME}) (?:then )?{_GIVE} (?P<b>{_NAME}) {_THING}$"),
        ("move", rf"^(?P<b>{_NAME}) (?:then )?{_GET} {_THING} from (?P<a>{_SLOT})$"),
        ("move", rf"^(?:[A-Z]\w*|[Tt]he \w+|he|she|they)?,? ?(?:then )?(?i:{_PUT}) {_THING} (?:from [\w ]+? )?(?:back )?{_IN} (?:(?:the|my|his|her|their|a) )?(?P<b>[\w-]+(?: [\w-]+)?)$"),
        ("move", rf"^(?i:the )?(?P<thing>[\w-]+) (?:is|was|gets) (?:then )?(?:moved|put|placed|passed|given|handed|transferred) {_IN} (?:(?:the|my|his|her) )?(?P<b>[\w-]+(?: [\w-]+)?)$"),
        ("turn", r"^(?:[A-Z]\w*|[Tt]he \w+|[Ss]he|[Hh]e) (?:then )?(?:flips?|flipped|turns?|turned|toggles?|toggled|press(?:es|ed)?|flicks?|flicked|hits?)(?: over)?(?: the)? (?:\w+ )?(?:coin|switch|button|lamp|light|card|it)(?: over| once)?$"),
        ("none", r"^(?:[A-Z]\w*|[Tt]he \w+) (?:does not|did not|doesn't|didn't|never) (?:flip|turn|toggle|press|flick|touch)(?: over)?(?: the)? (?:\w+ )?(?:coin|switch|button|lamp|light|card|it)(?: over)?$"),
    )
)  # fmt: skip
SIDES = {"heads": "tails", "tails": "heads", "on": "off", "off": "on", "open": "closed", "closed": "open",
          "up": "down", "down": "up"}  # fmt: skip
"""What shows one of two sides, and the other side."""
_STATE = re.compile(
    r"(?i)^(?:a|the|there is a) (?P<slot>[a-z ]*?(?:coin|light|lamp|switch|door|card|bulb|tv|fan))(?: that)? (?:is|starts|begins|shows|lies)(?: out)?"
    r" (?:initially |currently |at first )?(?P<side>heads|tails|on|off|open|closed)(?: up| side up)?$"
)
_HOLDS = re.compile(
    rf"^(?P<slot>{_NAME})(?:,? who)? (?:has|gets|got|holds|had|buys|bought|received|receives|takes|took|owns|keeps|wears|starts (?:out )?(?:with|in|on)|"
    rf"starts out \w+ with|is (?:dancing|paired|playing|holding|reading|sitting|working|assigned|in|wearing|standing|driving)(?: (?:with|in|to|on|at))?|plays|reads|sits (?:in|on)|stands (?:in|on|at)|"
    rf"begins with|is given|drives)\s+(?P<thing>(?!not\b).+)$"
)
_TOO = re.compile(rf"^(?P<slot>{_NAME}) (?P<thing>(?:an?|the) [\w -]+)$")
"""``Bo a blue one``, after ``Al has a red ball``."""
_RESPECTIVELY = re.compile(
    rf"^(?:[A-Z]?[\w]+s? )??(?P<slots>{_NAME}(?:, {_NAME})*,? and {_NAME}) (?:each )?(?:have|hold|sit|are sitting|stand|are|start out|start|begin|own|wear|get|play|dance|drive|read)(?: \w+ing)?(?: (?:with|in|on|at|by|behind))?"
    r" (?:the )?(?P<things>[^.]+?)(?:,? respectively)?$"
)
_WORDY = re.compile(r"(?i)\w+ing\b|\b(?:with|to|out|not)\b")
"""Signs that a verb was taken for a thing."""
_AT = re.compile(
    r"^(?:(?:there is|there's) )?(?:(?:the|a|an|my) )?(?P<thing>[a-z][\w-]*(?: [a-z]\w+)?) (?:is|starts|lies|sits|begins|starts out|is hidden|is placed|was|goes)(?: (?:initially|first|hidden|placed|now))?"
    r" (?:under|in|inside|on|at|behind|beneath|underneath) (?:(?:the|my|his|her|a) )?(?P<slot>[\w-]+(?: [\w-]+)?)$",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"(?i)^(?:the )?\w+ (?:cups?|boxes|bowls|jars|shells|chairs|drawers|glasses|bags) (?:hold|contain|have) (?P<held>.+?),? (?:in order )?from left to right$|\bfrom left to right\s*[:,]\s*(?P<things>.+)$|\bin this order(?: from left to right)?: (?P<row>.+)$"
)
_VAGUE = re.compile(
    r"(?i)\b(?:not|never|except|only|but|back|again|returns?|keeps?|unless|if|lost|gives?|gave|some(?:one|body)|moves?|"
    r"puts?|places?|flips?|takes?|some time)\b"
)
_VERB = re.compile(r"(?i)\b(?:are|is|were|was|there)\b")
_TRADING = re.compile(
    r"(?i)\b(?:trad(?:e|es|ing)|swap(?:s|ping)?|switch(?:es|ing)?|exchang(?:e|es|ing)|mix-up)\b"
)
_PARTICULAR = re.compile(
    r"(?i)\b(?:everyone|everybody|all|each|first|then|next|finally|left|right|clockwise|neighbou?rs?|person|who)\b"
)
"""Words with which a sentence tells of one trade, not that there will be some."""


@frozen
class Swap:
    """Two slots exchange what they have."""

    first: str
    second: str

    def __str__(self) -> str:
        return f"{self.first} <-> {self.second}"


@frozen
class Move:
    """A thing goes to a slot."""

    thing: str
    slot: str

    def __str__(self) -> str:
        return f"{self.thing} -> {self.slot}"


@frozen
class Turn:
    """Something with two sides is turned."""

    slot: str

    def __str__(self) -> str:
        return f"{self.slot} turned"


Event = Swap | Move | Turn


@define
class Story:
    """What has been read so far.

    Attributes:
        start: slots and what each has at first.
        events: what happens, in order.
        lost: sentences that were not understood.
        questions: the sentences left for questions.
        shown: how each slot was first written.
    """

    start: list[tuple[str, str]] = field(factory=list)
    events: list[Event] = field(factory=list)
    lost: list[str] = field(factory=list)
    questions: list[str] = field(factory=list)
    shown: dict[str, str] = field(factory=dict)

    def slot(self, text: str) -> str:
        """The name of the slot that ``text`` writes."""
        name = plain(text)
        short = re.sub(rf"(?i)^(?:{_NOUN} (?=\S))|(?: {_NOUN}| one)$", "", name).strip() or name
        row = [place for place, _ in self.start if place.isdigit()]
        value = ordinal(short) or (number(short) if short.isdigit() else None)
        if row and row == [str(n) for n in range(1, len(row) + 1)] and not value:
            size = len(row)
            named = {
                "left": 1,
                "leftmost": 1,
                "right": size,
                "rightmost": size,
                "last": size,
                "bottom": size,
                "top": 1,
            }
            middle = (size + 1) // 2 if size % 2 else None
            value = middle if short in ("middle", "center", "centre") else named.get(short)
        key = str(value) if value else short
        written = re.sub(r"(?i)^the ", "", text.strip())
        bare = re.sub(rf"(?i)^(?:{_NOUN} (?=\S))|(?: {_NOUN}| one)$", "", written).strip()
        self.shown.setdefault(key, key if value else bare or written)
        return key


def plain(text: str) -> str:
    """``text`` in lower case without an article or possessive in front, for comparing."""
    words = re.findall(
        r"[\w'-]+",
        re.sub(
            r"(?i)^(?:an?|the|his|her|their|my|your|its|in|under|on|at|with)\s+",
            "",
            text.strip().lower(),
        ),
    )
    return " ".join(words)


def read_story(text: str) -> Story:
    """The story that ``text`` tells, as far as it is understood."""
    story = Story()
    for sentence in sentences(without_courtesies(text)):
        bare = sentence.strip().rstrip(".!")
        if sentence.rstrip().endswith("?") or (
            re.match(
                r"(?i)(?:at|in) the end\b|now,? \w+ (?:has|is)\b|finally,? \w+ (?:has|is) ", bare
            )
            and len(bare.split()) < 14
            and not _holdings(bare)
        ):
            story.questions.append(sentence.strip())
            continue
        for part in re.split(r";\s*", bare):
            _told(story, part.strip())
    return story


def _told(story: Story, part: str) -> None:
    if _start(story, part):
        return
    done = _happened(story, part)
    if done is not None:
        story.events += done
        return
    pieces = [
        piece
        for piece in re.split(r",? (?:and )?then (?!\w+ing)|,\s+(?:and )?|\s+and then\s+", part)
        if piece
    ]
    found: list[Event] = []
    for piece in pieces if len(pieces) > 1 else []:
        happened = _happened(story, piece, after=bool(found))
        if happened is None:
            break
        found += happened
    else:
        if len(pieces) > 1:
            story.events += found
            return
    if not _is_scene(story, part):
        story.lost.append(part)


def _is_scene(story: Story, part: str) -> bool:
    """Whether ``part`` tells nothing of who has what: only that there will be trades, or neither names nor things."""
    if _VAGUE.search(part):
        return False
    if not story.events and _TRADING.search(part):
        return not _PARTICULAR.search(part) and not _named(story, part)
    things = {word for _, thing in story.start for word in plain(thing).split()}
    said = {singular(word) for word in plain(part).split()}
    spoken_of = said & things and bool(story.events)
    return bool(_VERB.search(part)) and not spoken_of and not _TRADING.search(part) and (
        not story.start or not _named(story, part)
    )  # fmt: skip


def _named(story: Story, part: str) -> bool:
    """Whether ``part`` names one that has something."""
    said = set(re.findall(r"[\w'-]+", part.lower()))
    return any(slot in said for slot, _ in story.start if slot.isalpha())


def _start(story: Story, part: str) -> bool:
    """Take from ``part`` who has what at first; False if it tells nothing of that."""
    if story.events:
        return False
    if match := _STATE.match(part):
        slot = re.sub(r"^(?:a|the)\s+", "", plain(match["slot"]))
        story.start.append((slot, match["side"].lower()))
        return True
    if match := _ROW.search(part):
        things = split_list(match["held"] or match["things"] or match["row"])
        kind = things[-1].split()[-1] if match["held"] else ""  # "a red, a green and a blue ball"
        named = [thing if thing.split()[-1] == kind else f"{thing} {kind}" for thing in things]
        story.start += [(str(at), plain(thing)) for at, thing in enumerate(named, 1)]
        return len(things) > 1
    _, _, tail = part.rpartition(": ")
    holdings = _holdings(tail or part) or _holdings(part)
    if not holdings and (match := _RESPECTIVELY.match(tail or part)):
        slots, things = split_list(match["slots"]), split_list(match["things"])
        things = tuple(re.sub(rf"(?i)^{_NOUN} ", "", thing) for thing in things)
        holdings = (
            list(zip(slots, things, strict=True))
            if len(slots) == len(things) and not _WORDY.search(match["things"])
            else []
        )
    if holdings:
        story.start += [
            (story.slot(slot), re.sub(r"(?i)^(?:an?|the|some)\s+", "", thing.strip()))
            for slot, thing in holdings
        ]
        return True
    for piece in re.split(r"(?:;|,? and) (?=there|nothing)|; ", part):
        if match := _AT.match(piece.strip().rpartition(": ")[2]):
            story.start.append((story.slot(match["slot"]), plain(match["thing"])))
            return True
    return False


def _holdings(text: str) -> list[tuple[str, str]]:
    """``Alice has a red ball, Bob has a blue ball, and Claire has a pink ball``."""
    found: list[tuple[str, str]] = []
    for part in re.split(
        rf",\s*(?:and\s+)?(?={_NAME} \w+)|\s+and\s+(?={_NAME} (?:an?|the|has|gets|is|holds|plays|reads|wears|sits|owns|drives)\b)",
        text.rstrip(". "),
    ):
        match = _HOLDS.match(_LEAD.sub("", part.strip()))
        match = match or (_TOO.match(part.strip()) if found else None)
        if match is None or re.search(r"\b(?:and|or|nothing)\b", match["thing"]):
            return []
        kind = found[0][1].split()[-1] if found else ""
        found.append((match["slot"], re.sub(r"\bone$", kind or "one", match["thing"])))
    return found


def _happened(story: Story, part: str, *, after: bool = False) -> list[Event] | None:
    """What ``part`` tells of; None if it is not understood."""
    part = _LEAD.sub("", part.strip()).strip()
    part = part[:1].upper() + part[1:] if re.match(r"[a-z]+ ", part) and not after else part
    for kind, pattern in _EVENTS:
        match = pattern.match(part)
        if match is None or (kind == "again" and not after):
            continue
        if kind == "none":
            return []
        if kind == "turn":
            sides = [slot for slot, side in story.start if side in SIDES]
            return [Turn(sides[0])] if len(sides) == 1 else None
        if kind in ("swap", "again"):
            pair = story.slot(match["a"]), story.slot(match["b"])
            return [Swap(*pair)] if pair[0] != pair[1] else None
        return _moved(story, kind, match)
    return None


def _moved(story: Story, kind: str, match: re.Match[str]) -> list[Event] | None:
    thing = _thing(story, match["thing"])
    if thing is None:
        return None
    target = story.slot(match["b"])
    if kind == "trade":
        back = _thing(story, match["back"])
        return None if back is None else [Move(thing, target), Move(back, story.slot(match["a"]))]
    return [Move(thing, target)]


def _thing(story: Story, text: str) -> str | None:
    """The thing that ``text`` writes: *it* is the one thing there is."""
    name = plain(text)
    if name in ("it", "this", "that"):
        known = {thing for _, thing in story.start} | {
            event.thing for event in story.events if isinstance(event, Move)
        }
        return known.pop() if len(known) == 1 else None
    return None if name in ("whatever", "something", "everything", "them", "one") else name
