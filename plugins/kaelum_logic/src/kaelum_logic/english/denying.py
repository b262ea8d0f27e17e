"""Clauses denied in words: "the match is cancelled" becomes "the match is not cancelled".

Several denials are offered, likeliest first. None is right by construction: whoever
takes one reads it back, and proves that it says the opposite of what was read.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from kaelum_logic.english.lexicon import DO, FINITE_BE, HAVE, Lexicon, base_form
from kaelum_logic.english.telling import third_person
from kaelum_logic.english.tokens import tokenize
from kaelum_logic.english.verbs import IRREGULAR_VERBS

__all__ = ["can_be_denied", "denials", "lowered", "opened"]

_QUANTIFIED = r"(?i)(?:all|every|each|any|some|no|none|one|at|every(?:one|body|thing)|some(?:one|body|thing)|no(?:body|thing))\b"
_SCOPED = re.compile(
    r"""(?ix)\b(?:must|should|may|might|ought|shall|need(?:s|ed)?|ha(?:s|ve|d)\s+to|always|never|often|
    usually|sometimes|rarely|seldom|frequently|normally|generally|typically|just|already|yet|still|
    anymore|any\s+longer|most(?:ly)?|few|many|several|half|enough|probably|possibly|perhaps|maybe|
    necessarily|certainly|definitely|almost|nearly|hardly|barely|because|since|although|though|while|
    too|also|only|as\s+well|until|before|after|again|ever|both|respectively|would|once|twice)\b"""
)
"""Words of which a "not" beside them takes in more, or less, than the whole clause."""
_OPENED = (
    (re.compile(r"(?i)\b(ca)n['\u2019]t\b"), r"\1nnot"),
    (re.compile(r"(?i)\bwon['\u2019]t\b"), "will not"),
    (re.compile(r"(?i)\b(\w+)n['\u2019]t\b"), r"\1 not"),
    (re.compile(r"(?i)\b(it|that|there|he|she)['\u2019]s\b"), r"\1 is"),
    (re.compile(r"(?i)\b(i)['\u2019]m\b"), r"\1 am"),
    (re.compile(r"(?i)\b(\w+)['\u2019]re\b"), r"\1 are"),
    (re.compile(r"(?i)\b(\w+)['\u2019]ll\b"), r"\1 will"),
)
_NOMINAL = re.compile(
    r"(?i)an?|the|every|each|all|no|some|my|your|his|her|its|our|their|is|are|was|were|am|be|not|do|"
    r"does|did|can(?:not)?|could|will|of|in|on|at|by|for|with|from|to"
)
"""Words behind which there is no finite verb."""
_ALREADY = re.compile(
    r"(?i)^(?:not|at (?:least|most))\b|\b(?:no|nobody|nothing|no one|neither|nor|none)\b"
)
"""What stands behind a verb that had better not be denied."""
_AUXILIARIES = FINITE_BE | {"can", "could", "will"}
_FIRST_WORDS = re.compile(
    r"(?i)(?:an?|the|it|he|she|they|you|we|this|that|all|every|each|any|some|no|there|not|my|your|his|"
    r"her|our|their|if|someone|everyone|nobody|something|everything|nothing|anyone|either|neither)\b"
)
_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_MASS = frozenset(
    "milk water money time bread butter cheese sugar salt rice coffee tea oil gas air food sand snow "
    "beer wine juice soup meat hope evidence proof information news traffic space room music".split()
)
_VALUES = "zero one two three four five six seven eight nine ten".split()
_TWO_OF_ONE = re.compile(
    r"(?i)(\S.*?) (is|are|am|was|were) ((?:(?!\b(?:is|are|am|was|were)\b).)+?) (and|or) ((?:(?!\b(?:is|are|am|was|were)\b).)+)"
)
_AFTER_NOUN = re.compile(
    r"\b(?:that|who|which|is|are|was|were|does|do|did|can(?:not)?|could|will|has|have|had|in|of|on|at|with)\b"
)
_JOINED = re.compile(r"(?i)\b(?:and|or|nor)\b")
"""What makes it unclear how far a "not" in front of it reaches."""
_BOUND = re.compile(r"(?i)(?:some|any)(?:one|body|thing)?\b")
_TOGETHER = (
    r"(?:\w+s|married|engaged|equal|parallel|perpendicular|congruent|related|similar|alike|identical|"
    r"different|opposite|together|siblings|children|people|in love|at war)"
)
"""What several are as a whole: none of them is "parallel" by himself."""
_BOTH_ARE = re.compile(
    rf"(?i)(\S.*?) and (\S.*?) (are|were) (not )?((?!{_TOGETHER}$)(?:(?!\b(?:and|or|each|to)\b).)+)"
)
_LINK = re.compile(r",?\s+(and|or|but)\s+")
_PASTS = {past: base for base, past, _ in map(str.split, IRREGULAR_VERBS.split(";"))}
_PAST_OF = {base: past for past, base in _PASTS.items()}


def opened(text: str) -> str:
    """``text`` with contractions written out: "isn't" as "is not"."""
    for pattern, plain in _OPENED:
        text = pattern.sub(plain, text)
    return " ".join(text.split())


def lowered(clause: str) -> str:
    """``clause`` as it stands inside a sentence; a name keeps its capital."""
    first = clause.split(" ", 1)[0]
    grammatical = _FIRST_WORDS.match(clause) and len(first) > 1
    return clause[:1].lower() + clause[1:] if grammatical else clause


def can_be_denied(text: str) -> bool:
    """Whether ``text`` has no word whose scope beside a "not" is another one than is read."""
    return _SCOPED.search(text) is None


def denials(clause: str, *, bound: bool = False) -> Iterator[str]:
    """Ways to deny ``clause``, an opened text without its closing mark.

    ``bound``: it is a side of a conditional, where "something is red" is said of whatever
    is spoken of, and is denied by "something is not red".
    """
    if not can_be_denied(clause):
        return
    if re.fullmatch(r"[A-Za-z]", clause):
        yield f"not {clause}"
        return
    if match := re.match(
        r"(?i)(?:not\s+(?=\w$)|it is (?:not the case|false|not true) that\s+)", clause
    ):
        yield clause[match.end() :]
        return
    if bound and _BOUND.match(clause) and not _JOINED.search(clause):
        yield from _by_verb(clause)
    yield from _by_quantifier(clause)
    yield from _by_connective(clause)
    if not re.match(_QUANTIFIED, clause) and not _JOINED.search(clause):
        yield from _by_verb(clause)


def _by_verb(clause: str, *, back: bool = True, forth: bool = True) -> Iterator[str]:
    """Each verb denied (``forth``), or its denial taken back, one at a time."""
    words = clause.split()
    lexicon = Lexicon([tokenize(clause)])
    for index, word in enumerate(words):
        rest = words[index + 1 :]
        denied = _without_not(word, rest) if back else None
        if denied is None and forth and not _NOMINAL.fullmatch(words[index - 1] if index else ""):
            denied = _with_not(word, rest, lexicon, index)
        if denied is not None:
            yield " ".join((*words[:index], *denied))


def _without_not(word: str, rest: list[str]) -> list[str] | None:
    lower = word.lower()
    if lower == "cannot":
        return ["can", *_some(rest)]
    if not rest or rest[0] != "not":
        return None
    if lower in _AUXILIARIES or (lower in HAVE and len(rest) > 1):
        return [word, *_some(rest[1:])]
    if lower in DO and len(rest) > 1:
        forms: dict[str, Callable[[str], str]] = {"does": third_person, "did": _past, "do": str}
        return [forms[lower](rest[1]), *_some(rest[2:])]
    return None


def _with_not(word: str, rest: list[str], lexicon: Lexicon, index: int) -> list[str] | None:
    lower = word.lower()
    if _ALREADY.search(" ".join(rest)):
        return None
    if lower == "can":
        return ["cannot", *_any(rest)]
    if lower in _AUXILIARIES:
        return [word, "not", *_any(rest)]
    if lower in HAVE and rest and any(f.form == "participle" for f in lexicon.verb(rest[0])):
        return [word, "not", *_any(rest)]
    if not index:
        return None
    auxiliaries = {"s": "does", "past": "did", "base": "do"}
    for form in (*lexicon.verb(lower), *lexicon.guess_verb(lower)):
        if form.form in auxiliaries and word == lower and base_form(form.base) == form.base:
            return [auxiliaries[form.form], "not", form.base, *_any(rest)]
    return None


def _any(words: list[str]) -> list[str]:
    """``words`` under a "not", where "some" becomes "any"."""
    return [re.sub(r"^some(?=one$|body$|thing$|$)", "any", word) for word in words]


def _some(words: list[str]) -> list[str]:
    return [re.sub(r"^any(?=one$|body$|thing$|$)", "some", word) for word in words]


def _past(base: str) -> str:
    if base in _PAST_OF:
        return _PAST_OF[base]
    if base.endswith("e"):
        return f"{base}d"
    if re.search(r"[^aeiou]y$", base):
        return f"{base[:-1]}ied"
    double = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", base)
    return f"{base}{base[-1]}ed" if double else f"{base}ed"


_FLIPS: tuple[tuple[str, str, str], ...] = (
    ("all|every|each", "some", "deny"),
    ("everyone|everybody", "someone", "deny"),
    ("everything", "something", "deny"),
    ("no(?! one)|none(?= of)", "some", "keep"),
    ("no one|nobody", "someone", "keep"),
    ("nothing", "something", "keep"),
    ("not (?=all|every)", "", "keep"),
    ("some", "all", "take back"),
    ("some|at least one", "every", "take back"),
    ("someone|somebody", "everyone", "take back"),
    ("something", "everything", "take back"),
    ("some(?= of)", "none", "keep"),
    ("some|at least one", "no", "keep"),
    ("someone|somebody", "no one", "keep"),
    ("something", "nothing", "keep"),
)
"""How a subject begins, how its denial does, and what becomes of the verb."""


def _by_quantifier(clause: str) -> Iterator[str]:
    """The quantifier of the subject turned, by the square of opposition."""
    for begins, turned, verb in _FLIPS:
        if match := re.match(rf"(?i)(?:{begins})(?:\s+|(?<=\s))(?=\S)", clause):
            rest = clause[match.end() :]
            other = f"{turned} {rest}".strip()
            if (
                verb == "take back"
                and turned in {"all", "every"}
                and _several(rest) != (turned == "all")
            ):
                continue
            if verb == "keep":
                yield other
            elif not _JOINED.search(clause):
                each = match.group().lower().startswith("each") and other.startswith("some of ")
                for denied in _by_verb(other, back=verb != "deny", forth=verb == "deny"):
                    yield _of_several(denied) if each else denied
    if match := re.match(r"(?i)(there (?:is|are|was|were)) (no|a|an|some)\s+(?=\S)", clause):
        rest = clause[match.end() :]
        some = match[1].lower().endswith("re") or rest.split()[0].lower() in _MASS
        article = "some" if some else "a"
        yield f"{match[1]} {article if match[2].lower() == 'no' else 'no'} {rest}"
    if match := re.match(rf"(?i)at (least|most) ({_NUMBER})\s+(?=\S)", clause):
        number = match[2].lower()
        value = int(number) if number.isdecimal() else _VALUES.index(number)
        least = match[1].lower() == "least"
        limit = value - 1 if least else value + 1
        shown = str(limit) if number.isdecimal() or limit >= len(_VALUES) else _VALUES[limit]
        yield f"at {'most' if least else 'least'} {shown} {clause[match.end() :]}"


def _several(noun_and_verb: str) -> bool:
    """Whether the noun that a clause goes on with is in the plural."""
    noun = _AFTER_NOUN.split(noun_and_verb, maxsplit=1)[0]
    lexicon = Lexicon([tokenize(noun_and_verb)])
    return any(lexicon.is_plural(word) for word in noun.split())


def _of_several(clause: str) -> str:
    """A denied clause about one, about several: "some of the boys do not sing"."""
    for one, several in (("does", "do"), ("is", "are"), ("was", "were"), ("has", "have")):
        clause = re.sub(rf"\b{one} not\b", f"{several} not", clause, count=1)
    return clause


def _by_connective(clause: str) -> Iterator[str]:
    """Both parts of an "and" or an "or" denied, by De Morgan's laws.

    Where both words stand in the clause, what is joined with what is not known.
    """
    if len({link.lower() for link in re.findall(r"(?i)\b(?:and|or)\b", clause)}) > 1:
        return
    yield from _of_two_subjects(clause)
    if match := re.match(r"(?i)(.*?)\bneither (.*) nor (.*)", clause):
        yield f"{match[1]}{match[2]} or {match[3]}"
    yield from _of_two_predicates(clause)
    for link in _LINK.finditer(clause):
        left = re.sub(r"(?i)^either\s+", "", clause[: link.start()])
        right = clause[link.end() :]
        subject = _subject(left)
        rights = [right, f"{subject} {right}"] if subject else [right]
        for one, other in itertools.product(rights, denials(left)):
            yield from (f"{other} {_turned(link[1])} {denied}" for denied in denials(one))


def _turned(link: str) -> str:
    return "and" if link.lower() == "or" else "or"


def _of_two_subjects(clause: str) -> Iterator[str]:
    """Deny "Tom and Sue are tall" as "Tom or Sue is not tall"."""
    if both := _BOTH_ARE.fullmatch(clause):
        verb = {"are": "is", "were": "was"}[both[3].lower()]
        sign = "" if both[4] else "not "
        yield f"{both[1]} or {both[2]} {verb} {sign}{both[5]}"
    elif both := re.match(r"([A-Z]\w*) and ([A-Z]\w*) (?!are\b|were\b)(?=\S)", clause):
        one = f"{both[1]} or {both[2]} {clause[both.end() :]}"
        for denied in _by_verb(one, back=False):
            yield denied.replace(" do not ", " does not ", 1)
    elif either := re.match(r"([A-Z]\w*) or ([A-Z]\w*) (?=\S)(?!.*\bnot\b)", clause):
        yield f"neither {either[1]} nor {either[2]} {clause[either.end() :]}"


def _of_two_predicates(clause: str) -> Iterator[str]:
    """Deny "He is rich and happy" as "he is not rich or he is not happy"."""
    if match := _TWO_OF_ONE.fullmatch(clause):
        subject, verb, first, link, second = match.groups()
        firsts = _by_verb(f"{subject} {verb} {first}")
        seconds = list(_by_verb(lowered(f"{subject} {verb} {second}")))
        for one, other in itertools.product(firsts, seconds):
            yield f"{one} {_turned(link)} {other}"


def _subject(clause: str) -> str:
    """What stands before the verb, for one that is named or spoken of by "the"."""
    match = re.match(r"(?:[A-Z]\w*|[Tt]he \w+|I|you|he|she|it|they)(?=\s)", clause)
    return match.group() if match else ""
