"""Boxes with wrong labels: what is in which, when each holds what one of the labels says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from kaelum_core.types import Query
from kaelum_logic.answers import ask
from kaelum_logic.finite.arrangement import Arrangement, Clue
from kaelum_logic.finite.constraints import (
    AllDifferent,
    AllOf,
    Compare,
    Constraint,
    Count,
    Member,
    Variable,
)
from kaelum_logic.finite.courtesy import without_courtesies
from kaelum_logic.finite.goals import Candidate, Goal, Which
from kaelum_logic.finite.solver import Network
from kaelum_logic.finite.text import number, sentences, singular, split_list
from kaelum_logic.problem import NotUnderstood, Reading

__all__ = ["read"]

_LABEL = r"['\"‘“]([A-Za-z][A-Za-z ]*?)[.,]?['\"’”]"
_QUOTED = re.compile(_LABEL)
_MARKED = re.compile(rf"(?i)\b(?:label(?:l?ed)|marked|tagged)\b(?:\s+{_LABEL})?")
_ALL_WRONG = re.compile(
    r"(?i)^(?:but |however,? |unfortunately,? )?(?:(?:all|both|every|each) (?:one )?(?:of )?(?:the |these |those )?(?:\w+ )?(?:labels?|box(?:es)?|jars?|bags?|tags?|crates?|tins?) (?:is|are|has|have)"
    r" (?:been )?(?:known to be )?(?:placed |put )?(?:wrong(?:ly labell?ed)?|incorrect(?:ly labell?ed)?|mislabell?ed|labell?ed (?:wrongly|incorrectly)|the wrong label)"
    r"|no(?:ne of the| |t one of the )\s*(?:labels?|box(?:es)?|jars?|bags?) (?:is|are) (?:right|correct|true|correctly labell?ed|labell?ed correctly))$"
)
_SOME_RIGHT = re.compile(
    r"(?i)^(?:exactly |only )?(?P<n>one|two|three) (?:of the )?(?:labels?) (?:is|are) (?P<how>right|correct|true|wrong|incorrect|false)$"
)
_TAKEN = re.compile(
    r"(?i)^(?:you|i|we|someone|he|she) (?:take|takes|took|pick|picks|draw|draws|drew|pull|pulls|pulled|picked|remove|removed)(?: out)? (?:an?|one|some) (?P<what>[a-z]+)(?: at random)? (?:out of|from|out from) the \w+ _m(?P<box>\d)"
    r"(?:(?:,| and|, and)(?: you| i| we)? (?:it is|it's|it turns out to be|see(?: that)? it is|find(?: that)? it is|get|find|see) (?:an?|one) (?P<found>[a-z]+))?$"
)
_HOLDS = re.compile(
    r"(?i)^the \w+ _m(?P<box>\d) (?:contains|holds|has|is full of) (?P<not>no )?(?P<what>[a-z ]+)$"
)
_HELD = re.compile(
    r"(?i)^(?:what (?:is|are) (?:really |actually )?in|what does|which \w+ (?:are|is) in) the \w+ _m(?P<box>\d)(?: (?:really |actually )?(?:contain|hold))?$"
)
_WHICH = re.compile(
    r"(?i)^which (?:box|jar|bag|crate|tin) (?:really |actually )?(?:contains|holds|has)(?: only)? (?:the )?(?P<what>[a-z ]+)$"
)
_SCENE = re.compile(
    r"(?i)^(?:one (?:box |jar |bag )?(?:contains|holds|has) (?:only )?[a-z ]+,? (?:and )?(?:another |the other |the third )?(?:one )?.*|(?:there are|you have|i have|a \w+ has) (?:two|three|four|five) [a-z ]+)$"
)
_RULE_AFTER = re.compile(
    r",\s+(?:but|and|yet|though)\s+(?=(?:every|each|all|none|no|both|exactly|only)\b)"
)
"""Where a sentence about the labels goes on to say which are wrong."""
_ALL = frozenset({"mixed", "both", "mix", "mixture"})


@frozen
class _Boxes:
    """The labels as written, and the kinds of thing each of them promises."""

    labels: tuple[str, ...]
    contents: tuple[frozenset[str], ...]

    def named(self, text: str) -> int | None:
        """The number (from 1) of the content that ``text`` names, if it names one."""
        wanted = _kinds(text.removeprefix("only ").removeprefix("just "), self._every())
        found = [at for at, kinds in enumerate(self.contents, 1) if kinds == wanted]
        return found[0] if len(found) == 1 else None

    def holding(self, thing: str) -> list[int]:
        """The numbers of the contents among which there are such things."""
        return [at for at, kinds in enumerate(self.contents, 1) if singular(thing.lower()) in kinds]

    def variable(self, box: int) -> str:
        """The variable for what the box with this label holds."""
        return f"the one labelled {self.labels[box]}"

    def _every(self) -> frozenset[str]:
        return frozenset[str]().union(*self.contents)


def _kinds(text: str, every: frozenset[str]) -> frozenset[str]:
    """The kinds of thing in ``Apples and Oranges``; ``Mixed`` is every kind."""
    words = {
        singular(item.lower()) for item in split_list(re.sub(r"(?i)\bboth\s+(?=\w+ and)", "", text))
    }
    return every if words & _ALL else frozenset(words)


def read(query: Query) -> Reading:
    """A puzzle of boxes with wrong labels, if ``query`` is one."""
    asked = ask(query)
    if not _MARKED.search(asked.text):
        return None
    labels = tuple(dict.fromkeys(label.strip() for label in _QUOTED.findall(asked.text)))
    plain = [label for label in labels if not _ALL & set(label.lower().split())]
    every = frozenset[str]().union(*(_kinds(label, frozenset()) for label in plain))
    boxes = _Boxes(labels, tuple(_kinds(label, every) for label in labels))
    if not 2 <= len(labels) <= 6 or len(set(boxes.contents)) < len(labels):
        return None
    clues: list[Clue] = []
    lost: list[str] = []
    goals: list[Goal] = []
    told = sentences(without_courtesies(asked.text))
    for sentence in (part for item in told for part in _RULE_AFTER.split(item)):
        text = _with_marks(sentence.strip(" .?!"), labels)
        if sentence.rstrip().endswith("?"):
            goal = _goal(text, boxes)
            goals += [Which(goal, asked)] if goal else []
            lost += [] if goal else [sentence]
        elif (constraint := _told(text, boxes)) is not None:
            clues.append(Clue(sentence, constraint))
        elif not (_SCENE.match(text) or _labelled(text, labels)):
            lost.append(sentence)
    if not clues or len(goals) != 1 or lost:
        return NotUnderstood(lost, understood=len(clues)) if clues and lost else None
    variables = [boxes.variable(box) for box in range(len(labels))]
    return Arrangement(
        (
            f"taken so: each holds what one of the labels says: {', '.join(f'{at} {label}' for at, label in enumerate(labels, 1))}",
        ),
        Network(
            tuple(Variable(name, tuple(range(1, len(labels) + 1))) for name in variables),
            (AllDifferent(tuple(variables)),),
        ),
        tuple(clues),
        goals[0],
    )


def _with_marks(text: str, labels: Sequence[str]) -> str:
    """``text`` with ``box labelled 'Apples'`` as ``box _m0``."""
    return _MARKED.sub(
        lambda match: f"_m{labels.index(match[1].strip())}" if match[1] else match.group(), text
    )


def _labelled(text: str, labels: Sequence[str]) -> bool:
    """Whether ``text`` only says which boxes and labels there are."""
    first = _with_marks(text, labels)
    rest = _QUOTED.sub(" ", re.sub(r"_m\d", " ", first)).lower()
    words = set(re.findall(r"[a-z]+", rest))
    return words <= _LABELLING or all(number(word) is not None for word in words - _LABELLING)


_LABELLING = frozenset(
    "there are is have has you i we in front of on the table box boxes jar jars bag bags crate crates tin tins labelled labeled marked tagged "
    "and a an one another third second with label labels reads respectively as first other sealed closed fruit fruits".split()
)


def _told(text: str, boxes: _Boxes) -> Constraint | None:
    """What a sentence says of the contents, or None."""
    size = len(boxes.labels)
    right = [Compare(boxes.variable(box), "=", box + 1) for box in range(size)]
    if _ALL_WRONG.match(text):
        return AllOf([Compare(boxes.variable(box), "!=", box + 1) for box in range(size)])
    if match := _SOME_RIGHT.match(text):
        count = number(match["n"].lower()) or 0
        count = size - count if match["how"].lower() in ("wrong", "incorrect", "false") else count
        return Count(right, "=", count)
    if match := _TAKEN.match(text):
        thing = match["found"] or match["what"]
        holding = boxes.holding(thing)
        return Member(boxes.variable(int(match["box"])), holding) if holding else None
    if match := _HOLDS.match(text):
        box = boxes.variable(int(match["box"]))
        if match["not"]:
            holding = boxes.holding(match["what"])
            rest = [at for at in range(1, size + 1) if at not in holding]
            return Member(box, rest) if holding else None
        content = boxes.named(match["what"])
        return None if content is None else Compare(box, "=", content)
    return None


def _goal(text: str, boxes: _Boxes) -> tuple[Candidate, ...] | None:
    """What is in a box, or which box holds something."""
    if match := _HELD.match(text):
        box = boxes.variable(int(match["box"]))
        return tuple(
            Candidate(label.lower(), Compare(box, "=", at))
            for at, label in enumerate(boxes.labels, 1)
        )
    if (match := _WHICH.match(text)) and (content := boxes.named(match["what"])) is not None:
        return tuple(
            Candidate(boxes.variable(box), Compare(boxes.variable(box), "=", content))
            for box in range(len(boxes.labels))
        )
    return None
