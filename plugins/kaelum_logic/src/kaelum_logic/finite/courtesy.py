"""Greetings, thanks and lead-ins around a puzzle, which say nothing of it."""

from __future__ import annotations

import functools
import re

__all__ = ["without_courtesies"]

_ADDRESS = r"(?:there|all|everyone|kaelum|folks|guys|friends?|please)"
_TASK = (
    r"(?:riddles?|puzzles?|brain\s?teasers?|problems?|questions?|exercises?|logic\s(?:puzzles?|problems?)|one|"
    r"homework|this|these|it|quiz(?:zes)?)"
)
_WHOLE = re.compile(
    rf"""(?ix)^\s*(?:
      (?:hi|hello|hey|good\s+(?:morning|evening|afternoon|day)|greetings|dear\s+\w+)(?:\s+{_ADDRESS})*
    | (?:many\s+)?thanks?(?:\s+(?:you|a\s+lot|a\s+bunch|so\s+much|very\s+much|in\s+advance|again))*
    | thank\s+you(?:\s+(?:so|very)\s+much)?(?:\s+in\s+advance)? | cheers | please(?:\s+help(?:\s+me)?)? | good\s+luck
    | (?:(?:hi|hey|hello|yo)\s+)?(?:can|could|would)\s+(?:you|u|anyone|someone)\s+(?:please\s+)?(?:help|assist)(?:\s+me)?(?:\s+(?:out|with|solve|to\s+solve))*(?:\s+(?:this|the|my|a))?(?:\s+\w+)?\s*{_TASK}?
    | (?:please\s+)?(?:help\s+me\s+)?(?:with\s+|solve\s+|plan\s+|to\s+plan\s+|work\s+out\s+|figure\s+out\s+)(?:this|my|the|these)(?:\s+\w+)?\s*{_TASK}?
    | please\s+help\s+me\s+(?:with|solve|plan|to)\b[\w\s']{{0,30}}
    | (?:ok(?:ay)?|so|well|right|alright|now|hmm+|um+)
    | (?:here\s+is|here['’]s|here\s+comes|this\s+is|i\s+have|i['’]ve\s+got|i\s+got)\s+(?:a|an|another|my|the)\s+(?:\w+\s+){{0,3}}{_TASK}(?:\s+for\s+you)?
    | (?:i\s+am|i['’]m|we['’]?\s*a?re)\s+(?:really\s+|totally\s+)?(?:stuck|confused|lost|struggling)(?:\s+(?:on|with)\s+(?:this|the)(?:\s+\w+)?\s*{_TASK}?)?
    | (?:use|using)\s+(?:the\s+)?(?:following|these)\s+clues(?:\s+to\s+\w+(?:\s+\w+){{0,8}})?
    | (?:the\s+)?(?:following\s+)?(?:clues?|hints?|facts?|rules|constraints|conditions|premises|puzzle|riddle)(?:\s+(?:are|is))?(?:\s+(?:as\s+follows|given|below|here))?
    | (?:the\s+following|these)\s+(?:conditions|rules|constraints|facts|restrictions|requirements)\s+(?:must\s+)?(?:apply|hold|govern|be\s+(?:met|satisfied|observed)|are\s+(?:known|given|true))(?:\s+[\w\s]{{0,60}})?
    | we\s+(?:also\s+)?know\s+(?:the\s+following|this|that)(?:\s+\w+)?
    )\s*[.!:,?-]*\s*$"""
)
_HEAD = re.compile(
    rf"""(?ix)^\s*(?:
      (?:hi|hello|hey)(?:\s+{_ADDRESS})*\s*[,!-]\s*
    | (?:ok(?:ay)?|alright|well|hmm+)\s*,?\s+(?:so\s*,?\s+)?
    | so\s*,\s+
    | (?:quick|simple|little|short|fun|small|easy|another|the\s+\w+|a|my|one)?\s*(?:\w+\s+){{0,2}}{_TASK}(?:\s+(?:from|for|about)\s+[\w'’\s]{{1,40}}?)?\s*:\s+
    )"""
)
_PIECE = re.compile(r"[^.!?:\n]+(?:[.!?:]+|\n|$)\s*")
_RULES = r"(?:conditions?|rules?|constraints?|restrictions?|requirements?|facts|clues|statements|following)"
_ANNOUNCING = re.compile(
    rf"(?i)(?:^|(?<=[.!?]\s)|(?<=\n))(?=[^.!?:\n]*\b{_RULES}\b)(?![^.!?:\n]*\b(?:except|which|what|false|could|options?)\b)(?=[^.!?:\n]*\b(?:appl(?:y|ies)|hold|govern\w*|conform|known|given|"
    r"met|meet|satisf\w+|subject|consistent|accord\w*|observed|true|constrained|established|determined|learned|agreed|reveal\w*)\b)"
    r"(?:[\w'’]+ ){1,16}[\w'’]+:\s*"
)
"""``The following conditions must apply:``, without a comma or a list in it."""
_SUBJECT_TO = re.compile(
    r"(?i)(?:,|—|-)?\s*(?:and )?(?:subject to|consistent with|in accordance with|in conformity with|satisfying|under|according to|"
    r"given that|(?:that )?(?:must )?conforms? to|will be subject to|must be consistent with|that meets)\s+(?:all of )?(?:the )?(?:following|these)[^.!?:\n,—]*:\s*"
)
"""The end of a sentence that sets a scene and announces conditions."""


@functools.lru_cache(maxsize=16)  # every family asks for the same text
def without_courtesies(text: str) -> str:
    """``text`` without the sentences and heads that greet, thank or only announce a puzzle."""
    text = _SUBJECT_TO.sub(". ", _ANNOUNCING.sub("", text))
    text = "".join(
        "" if _WHOLE.match(match.group()) else match.group() for match in _PIECE.finditer(text)
    )
    for _ in range(3):
        shorter = _HEAD.sub("", text)
        if shorter == text or not shorter.strip():
            break
        text = shorter[:1].upper() + shorter[1:]
    return text.strip()
