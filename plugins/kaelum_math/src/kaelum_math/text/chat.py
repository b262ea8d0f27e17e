"""Small talk before a question: "hey, quick question:", "i forgot,", "my calculator is broken,".

Only set phrases that say nothing about what is asked are left out, at the very beginning.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["without"]

_PHRASES: Final = (
    r"(?:hey|hi|hello|yo|ok|okay|so|um|uh|well|sorry|oh)(?: there| again| everyone| all| guys)?",
    r"(?:just )?(?:a )?(?:quick|random|simple|silly|dumb|stupid|basic|easy|homework|math|maths) (?:q|question|one)(?: for you)?",
    r"(?:i|we) (?:forgot|forget|(?:can't|cannot|don't) remember|am stuck|have a question|am curious|was wondering|wonder)",
    r"i'm (?:stuck|curious|confused|bad at (?:math|maths|this))",
    r"my (?:calculator|phone) (?:is|'s) (?:broken|dead|not working)",
    r"i (?:can't|don't) do math|need(?:ing)? help|help(?: me)?(?: out)?(?: please| pls)?|asking for a friend",
    r"i need (?:some )?help(?: with (?:this|my|some) (?:one|homework|math|maths|problem|question))?",
    r"my (?:teacher|son|daughter|kid|friend) (?:asked|asks)(?: me| us)?(?: this)?",
    r"(?:here's|here is) (?:one|a question|my question)(?: for you)?",
)
_LEAD: Final = re.compile(
    rf"\s*(?:{'|'.join(_PHRASES)})\s*(?:[,:;!.-]+|\.\.\.)\s+(?=\S)", re.IGNORECASE
)
_SHORT: Final = (
    (re.compile(r"\b(can|could|would|will|do) u\b", re.IGNORECASE), r"\1 you"),
    (re.compile(r"\bwat(?='?s\b| is\b| are\b)", re.IGNORECASE), "what"),
)
"""What is typed in a hurry, where nothing else can be meant."""


def without(text: str) -> str:
    """``text``, a normalised question, without small talk at its beginning."""
    for pattern, full in _SHORT:
        text = pattern.sub(full, text)
    while (match := _LEAD.match(text)) is not None:
        text = text[match.end() :]
    return text
