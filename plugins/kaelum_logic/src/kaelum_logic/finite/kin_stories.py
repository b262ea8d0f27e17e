"""Kin that a story mentions in passing: "Dan went fishing with his son Eric".

Whatever else such a sentence tells, that Eric is Dan's son is said with it; it is told again in
plain words ("Eric is Dan's son"). Nothing is taken from a sentence that denies, supposes or
offers alternatives, nor where it is not clear whose kin is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaelum_logic.finite.kinship import KIN
from kaelum_logic.finite.names import gender_of_name

__all__ = ["retold"]

_KIN = "|".join(sorted((re.escape(word) for word in KIN), key=len, reverse=True))
_NAME = r"[A-Z][a-z]+"
_NAMES = rf"{_NAME}(?:(?:, {_NAME})*,? and {_NAME})?"
_BEFORE = r"(?:(?:only|elder|older|younger|eldest|youngest|little|big|own|dear|beloved) )*"
_NAMED = r"(?:,? (?:named|called|who is called|who is named))?,? "
_SOME = r"(?:an?|one|two|three)"
_OWNER = rf"(?:(?P<owner>{_NAME})'s|(?P<whose>his|her))"
_MENTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_OWNER} {_BEFORE}(?P<kin>{_KIN})(?P<more>s|ren)?{_NAMED}(?P<names>{_NAMES})\b(?!'s)",
        rf"\b(?P<names>{_NAME}), {_OWNER} {_BEFORE}(?P<kin>{_KIN})(?=[,.]|$)",
        rf"\b(?P<names>{_NAME}) (?:is|was) {_OWNER} {_BEFORE}(?P<kin>{_KIN})\b(?!-)",
        rf"\b(?P<owner>{_NAME}) (?:has|had) {_SOME} {_BEFORE}(?P<kin>{_KIN})(?P<more>s|ren)?{_NAMED}(?P<names>{_NAMES})",
        rf"\b(?P<names>{_NAME})(?:,| is| was)? the {_BEFORE}(?P<kin>{_KIN}) of (?P<owner>{_NAME})\b",
    )
)
_UNTOLD = re.compile(
    r"(?i)\b(?:not|no|never|nobody|none|if|unless|or|either|would|could|might|may|maybe|perhaps|probably|"
    r"wish\w*|wants?|thinks?|thought|believes?|claims?|pretend\w*|like an?|former|ex|step\w*|half|adopt\w*|"
    r"dream\w*|imagin\w*|supposed|until|before)\b|n't\b|\?"
)
_GENDERS = {"his": "male", "her": "female"}


def retold(sentence: str) -> list[str]:
    """What ``sentence`` says of who is whose kin, a plain sentence each; nothing if that is unclear."""
    text = re.sub(r"[\[\]]", "", sentence.replace("\u2019", "'"))
    if _UNTOLD.search(text):
        return []
    told: list[str] = []
    for pattern in _MENTIONS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            owner = groups["owner"] or _subject(text[: match.start()], groups.get("whose") or "")
            if owner is None:
                return []
            names = re.findall(_NAME, groups["names"])
            if len(names) > 1 and not groups.get("more"):
                names = names[:1]  # "her son Tim and Ann": only Tim is said to be one
            told += [f"{name} is {owner}'s {groups['kin']}" for name in names if name != owner]
    return list(dict.fromkeys(told))


def _subject(before: str, whose: str) -> str | None:
    """The one whom "his" or "her" can take up; None if that is nobody, or more than one."""
    names = dict.fromkeys(_people(before))
    fitting = [name for name in names if gender_of_name(name) == _GENDERS.get(whose)]
    unknown = [name for name in names if gender_of_name(name) is None]
    found = fitting or unknown
    return found[0] if len(found) == 1 else None


def _people(text: str) -> Iterator[str]:
    for match in re.finditer(rf"\b{_NAME}\b", text):
        opens = match.start() == 0 and gender_of_name(match.group()) is None
        if not opens or not text[match.end() :].startswith(" the"):
            yield match.group()
