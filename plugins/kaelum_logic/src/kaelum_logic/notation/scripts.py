"""Scripts in SMT-LIB or TPTP that stand in a text, and what the words around them ask."""

from __future__ import annotations

import enum
import re

from attrs import frozen

from kaelum_logic.notation.smtlib import looks_like_smt_lib
from kaelum_logic.notation.tptp import looks_like_tptp

__all__ = ["Asks", "Script", "script_in"]

_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[ \t]*[\w-]*[ \t]*$", re.MULTILINE)
_SMT = re.compile(r"^[ \t]*(?:;[^\n]*\n\s*)*\(\s*(?:set-|declare-|define-|assert)", re.MULTILINE)
_TPTP = re.compile(r"(?:^|(?<=:))[ \t]*(?:%[^\n]*\n\s*)*(?:fof|cnf|tff)\s*\(", re.MULTILINE)
_SMT_END = re.compile(r"\)[ \t]*(?=\n\s*[^(\s;]|\s*$)")
_TPTP_END = re.compile(r"\)\s*\.[ \t]*(?=\n\s*(?!fof|cnf|tff|%)\S|\s*$)")
_NO = r"(?:un|in)"


class Asks(enum.Enum):
    """What the words around a script want to know."""

    RESULT = "what the tool for such scripts would say"
    HOLDS = "whether it is consistent, or whether the conjecture follows"
    FAILS = "whether it is inconsistent"


_REQUEST = r"(?:please |can you |could you )?(?:check|solve|run|decide|evaluate|look at|consider)\b[^?.\n]*"
_SHOWN = r"(?:here is|here's|this is|given|take)\b[^?.\n]*"
_OUTPUT = (
    r"(?:what|which) (?:does|do|will|would|is)\b[^?]*\b(?:say|answer|return|report|print|result|"
    r"output|status|check-sat)\b[^?]*"
)
_EITHER = rf"(?:[^?]*\b)?sat(?:isfiable)? or {_NO}sat(?:isfiable)?\b[^?]*"
_LABEL = r"(?:smt-?lib2?|tptp)(?: (?:script|problem|file|input))?|thank(?:s| you)"
_HOLDS = (
    r"(?:is|are|can) .*\b(?:satisfiable|consistent|sat|satisfied|be true together|a theorem|valid|"
    r"provable)\b.*"
)
_FOLLOWS = (
    r"(?:does|is) .*\b(?:conjecture|conclusion|goal|theorem)\b.*\b(?:follows?|holds?|provable|true|"
    r"valid|entailed)\b.*"
)
_CLASHES = rf"(?:is|are) .*\b(?:{_NO}satisfiable|{_NO}consistent|contradictory|unsat)\b.*"
_PROSE: tuple[tuple[Asks, re.Pattern[str]], ...] = tuple(
    (asks, re.compile(rf"(?:{pattern})[.?:!]*", re.IGNORECASE))
    for asks, pattern in (
        (Asks.RESULT, f"{_EITHER}|{_OUTPUT}|{_REQUEST}|{_SHOWN}|{_LABEL}"),
        (Asks.HOLDS, f"{_HOLDS}|{_FOLLOWS}"),
        (Asks.FAILS, _CLASHES),
    )
)


_SENTENCE = re.compile(
    r"(?<=[.?!:])\s+|\n+|,\s+(?:and\s+)?(?=(?:is|are|does|do|can|what|which)\b)", re.IGNORECASE
)


@frozen
class Script:
    """A script, in SMT-LIB or else TPTP, and what is asked about it."""

    text: str
    smt: bool
    asks: Asks


def script_in(text: str) -> Script | None:
    """The script in ``text``; None if there is none, or the words around it are not understood."""
    text = _FENCE.sub("", text)
    for smt, start, end in ((True, _SMT, _SMT_END), (False, _TPTP, _TPTP_END)):
        first = start.search(text)
        last = [match.end() for match in end.finditer(text)]
        if first is None or not last or last[-1] <= first.start():
            continue
        script = text[first.start() : last[-1]].strip()
        if not (looks_like_smt_lib if smt else looks_like_tptp)(script):
            continue
        asks = _asked(text[: first.start()], text[last[-1] :])
        return None if asks is None else Script(script, smt, asks)
    return None


def _asked(*prose: str) -> Asks | None:
    asks = Asks.RESULT
    for part in prose:
        for sentence in re.split(_SENTENCE, part.strip()):
            found = next((kind for kind, p in _PROSE if p.fullmatch(sentence.strip())), None)
            if sentence.strip() and found is None:
                return None
            asks = found if found not in (None, Asks.RESULT) else asks
    return asks
