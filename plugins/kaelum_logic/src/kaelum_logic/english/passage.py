"""Telling a text apart: premises, framing, and what is asked.

What is asked may stand as a question ("Is Socrates mortal?"), as a statement
under a question about it ("Is the following statement true, false or unknown?
Socrates is mortal."), or as the conclusion of an argument whose validity is
asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, field, frozen

from kaelum_logic.answers import Asked, Form, named_form
from kaelum_logic.english.tokens import sentences
from kaelum_logic.english.wording import plain
from kaelum_logic.problem import strings

__all__ = ["Passage", "Posed", "argument_of", "divide", "pose"]


@frozen
class Passage:
    """A text by the roles of its parts, all as written.

    Attributes:
        premises: what is given.
        goal: the statement or question to decide.
        is_question: whether ``goal`` is grammatically a question.
        about_argument: whether it is asked if the argument is valid, so that
            "no" only means that the goal does not follow.
        asides: framing that was set aside.
        denied: whether the question is if the goal is false.
        asks_whether_follows: whether it is asked if the goal follows, rather
            than if it is true.
        form: the words for the answer that the question itself offers.
    """

    premises: tuple[str, ...] = field(converter=strings)
    goal: str
    is_question: bool = False
    about_argument: bool = False
    asides: tuple[str, ...] = ()
    denied: bool = False
    asks_whether_follows: bool = False
    form: Form | None = None


_STATEMENT = r"(?:statement|sentence|claim|conclusion|hypothesis|proposition|assertion)"
_ASKS_ABOUT_NEXT = re.compile(
    rf"""(?ix)
    \b(?:is|are|decide|determine|judge|evaluate|tell|say|state)\b[^.?!]*
    (?:\b(?:following|this|next|given)\s+{_STATEMENT}\b[^.?!:]*[?:.]
      |\bthe\s+(?:above\s+)?{_STATEMENT}\s+(?:is\s+)?(?:true\b[^.?!:]*|false\b[^.?!:]*)[?:.])
    | \bis\s+it\s+true,?\s+false,?\s+or\s+\w+\s*(?:that\s*)?:
    """
)
_OPENERS = r"(?:(?:and|so|now|then|but)\s*,?\s+)?(?:(?:based\s+on|given|according\s+to|from|using|assuming)\s+(?:(?:only|just)\s+)?(?:the|this|these|those|all)\b[^,?]*,\s*)?"
_FOLLOWS = re.compile(
    rf"""(?ix)^\s*{_OPENERS}(?:
      do(?:es)?\s+(?:it|this|that|these\s+\w+|the\s+\w+)\s+(?:\w+ly\s+)*(?:follow|imply|entail|mean|show|prove)\s*
        (?:(?:from\s+(?:this|that|these|the\s+\w+(?:\s+above)?|it)|\w+ly)\s*,?\s*)*(?:that)?
    | (?:can|could|may|must|should)\s+(?:we|one|you|i|it|anyone)\s+(?:\w+ly\s+)*(?:be\s+)?
        (?:conclude|infer|deduce|say|derive|be\s+sure|prove|know|concluded|inferred|deduced)d?\s*
        (?:(?:from\s+(?:this|that|these|the\s+\w+)|\w+ly)\s*,?\s*)*(?:that)?
    | is\s+it\s+(?:\w+ly\s+)*(?:true|correct|the\s+case|valid\s+to\s+(?:conclude|say|infer)|
        safe\s+to\s+(?:conclude|say|infer)|right\s+to\s+(?:conclude|say|infer)|certain|necessarily\s+so|a\s+fact)\s*(?:that)?
    | (?:is\s+it|it\s+is)\s+true\s+or\s+false\s+(?:that|:)
    | must\s+it\s+be\s+(?:true|the\s+case)\s+that
    )\s*:?\s*(?=\S)"""
)
_MERELY_TRUE = re.compile(r"(?i)\b(?:true|correct|the case|a fact)\b")
_DENIES = re.compile(rf"(?i)^\s*{_OPENERS}is\s+it\s+(?:\w+ly\s+)?(?:false|untrue|wrong)\s+that\s+")
_THESE = rf"(?:the|this|that|it|above|following|his|her|their|given|{_STATEMENT})"
_ABOUT_ARGUMENT = re.compile(
    rf"""(?ix)^\s*{_OPENERS}(?:
      is\s+(?:this|that|the|it|such\s+an?)\b[^?.]*\b(?:valid|sound|invalid|fallac\w+|logical|follows?)\b[^?.]*[?.]?\s*$
    | is\s+(?:this|that|the)\s+(?:argument|reasoning|inference|syllogism|deduction)\b[^?.]*\?\s*$
    | does\s+(?:the|this|that)\s+(?:\w+\s+)?(?:conclusion|argument|inference|statement|third\s+\w+|last\s+\w+)\s+
      (?:\w+ly\s+)?(?:follow|hold)\b[^?.]*\?\s*$
    | do(?:es)?\s+(?:it|this|that)\s+(?:\w+ly\s+)?(?:follow|hold)\s*\?\s*$
    | do(?:es)?\s+the\s+premises?\s+(?:\w+ly\s+)?(?:entail|imply|support)\s+the\s+\w+\s*\?\s*$
    | (?:valid|invalid)(?:\s+or\s+(?:valid|invalid|not))?\s*\?\s*$
    )"""
)
_CONCLUDES = re.compile(
    r"""(?ix)^\s*(?:and\s+)?(?:so\s*,?\s+)?(?:
      (?:therefore|hence|thus|ergo|consequently|so|accordingly|necessarily)\b\s*,?
    | (?:in\s+(?:consequence|conclusion)|as\s+a\s+(?:result|consequence)|for\s+this\s+reason)\s*,?
    | (?:we|one|you|i)\s+(?:may|can|must|should)?\s*(?:\w+ly\s+)?(?:conclude|infer|deduce)s?\s*(?:that|:)?
    | (?:it|from\s+this|from\s+these|this|which)\s+(?:\w+ly\s+)?(?:it\s+)?follows?\s*(?:from\s+\w+\s*)?(?:that|:)?
    | (?:all\s+)?(?:this|these|that|which)\s+(?:\w+ly\s+)?(?:entails?|implies|imply|means?|shows?|proves?)\s*(?:that|:)
    | conclusions?\s*[:.]
    | (?:hypothesis|claim|statement|goal|prove|to\s+prove|show|query|to\s+show)\s*:
    | (?:prove|show)\s+that\b
    | \u2234
    )\s*(?:necessarily\s*,\s*)?"""
)
_CONDITIONAL_QUESTION = re.compile(
    r"""(?isx)^\s*(?:if|given\s+that|given|suppose\s+that|suppose|assuming\s+that|assuming|since|because)
    \s+(.+?),\s*(?:then\s+)?
    ((?:is|are|was|were|do|does|did|can|could|will|must|has|have)\s[^,]*\?|
     (?:is|does|can|must|do)\s.+\?)\s*$"""
)
_GIVEN_WHAT = re.compile(
    r"(?is)^\s*(?:if|given|suppose|assuming|since)\s+(?:that\s+)?(.+?),\s*(?:then\s+)?((?:what|who|which)\b.+\?)\s*$"
)
_GIVEN = re.compile(
    r"""(?ix)^\s*(?:
      (?:first|second|third|fourth|fifth|sixth|last)(?:ly)?(?:\s+of\s+all)?(?:\s+premise)?\s*[,:]
    | (?:to\s+(?:begin|start)\s+with|next|now|plus|moreover|furthermore|finally|in\s+addition|additionally|also|besides|then|however|meanwhile|similarly|likewise|and|but|lastly|further|in\s+fact)\s*,
    | (?:premises?|given|facts?|rules?|context|assumptions?|statements?|passage|we\s+know|theory|information|background)\s*(?:\d+\s*)?(?::|\bthat\b:?)
    | (?:suppose|assume|imagine|say|consider|given|we\s+know|you\s+know|it\s+is\s+known|let\s+us\s+assume|we\s+are\s+told|you\s+are\s+told)\s+(?:that\b)?:?
    | (?:p|premise)\s*\d+\s*[:.)] | \[[A-Z]{1,3}\]
    )\s*(?=\S)"""
)
_BARE_HEADING = re.compile(
    r"(?i)^\s*(?:(?:consider|here\s+are|given|suppose|assume|read|use|you\s+are\s+given|we\s+have)\b[^:.?!]*"
    r"|premises?|facts?|rules?|statements?|context|question|arguments?|conclusions?|hypothesis)\s*:\s*$"
)
_LABEL = re.compile(r"(?i)^(?:question|q|query|task)\s*\d*\s*:\s*(?=\S)")
_ARGUMENT_NEXT = re.compile(
    r"""(?ix)^\s*(?:please\s+)?(?:
      is\s+(?:the\s+following|this|the|the\s+next)\s+(?:\w+\s+)?(?:argument|reasoning|inference|syllogism|deduction)\b[^.?:]*
    | (?:determine|decide|state|say|tell\s+me|judge|check|evaluate)\s+(?:whether|if)\s+(?:the|this)\s+[^.?:]*\b(?:valid|follows?|sound)\b[^.?:]*
    )[?:.]\s*(?P<rest>.*)$"""
)
_FRAMING = re.compile(r"(?is)^(.*?\bargument\b[^.:?!]*:)\s*(.+)$")


def divide(asked: Asked) -> Passage | None:
    """The parts of a query, or None if nothing in it is asked that can be decided."""
    given = list(sentences(asked.context))
    own = list(_unquoted(sentences(asked.question)))
    if not own:
        return None
    own, chatter = plain(own)
    asides, own = _set_framing_aside(own)
    own = _conditional_question(own)
    if len(own) > 1 and _ABOUT_ARGUMENT.match(own[0]) and not own[-1].endswith("?"):
        own = [*own[1:], own[0]]
    passage = _by_question(given, own, asked) or _by_conclusion(given, own, asked)
    if passage is None and own[0].endswith("?") and len(own) > 1:
        # The question came first: "Is Rex mortal? All dogs are mortal. Rex is a dog."
        turned, _ = plain([*own[1:], own[0]])
        passage = _by_question(given, turned, asked)
    if passage is None:
        return None
    premises, headings = _clean(passage.premises)
    return Passage(
        premises,
        _clean_goal(passage.goal),
        passage.is_question,
        passage.about_argument,
        (*chatter, *asides, *headings),
        passage.denied,
        passage.asks_whether_follows,
        passage.form,
    )


@frozen
class Posed:
    """A text whose question proposes no statement: "Which of these follows?".

    Attributes:
        premises: what is given.
        question: the sentence that asks, as written.
        asides: framing that was set aside.
    """

    premises: tuple[str, ...] = field(converter=strings)
    question: str
    asides: tuple[str, ...] = field(default=(), converter=strings)


def pose(asked: Asked, is_question: Callable[[str], object]) -> Posed | None:
    """The parts of a query whose first or last own sentence is one that ``is_question``."""
    given = list(sentences(asked.context))
    own, asides = plain(list(_unquoted(sentences(asked.question))))
    own = _given_first(own)
    for index in dict.fromkeys((len(own) - 1, 0)):
        if own and is_question(own[index]):
            premises, headings = _clean([*given, *own[:index], *own[index + 1 :]])
            return Posed(premises, own[index], (*asides, *headings)) if premises else None
    return None


def _unquoted(parts: Iterable[str]) -> Iterable[str]:
    for part in parts:
        yield _LABEL.sub("", part.strip().strip('"').strip())


def _set_framing_aside(own: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Everything up to "... the following argument ...:" only announces the argument."""
    for index, sentence in enumerate(own):
        match = _FRAMING.match(sentence)
        if match and not _ABOUT_ARGUMENT.match(sentence):
            return (*own[:index], match.group(1)), [match.group(2), *own[index + 1 :]]
        if re.search(r"(?i)\bargument\b[^.:?!]*:\s*$", sentence):
            return (*own[: index + 1],), own[index + 1 :]
    return (), own


def _by_question(given: list[str], own: list[str], asked: Asked) -> Passage | None:
    return (
        _statement_to_judge(given, own)
        or _argument_to_judge(given, own)
        or _whether_it_follows(given, own)
        or _plain_question([*given, *own[:-1]], own[-1], asked)
    )


def _statement_to_judge(given: list[str], own: list[str]) -> Passage | None:
    """A statement under a question: "Is the following statement true or false? ..."."""
    for index, sentence in enumerate(own):
        match = _ASKS_ABOUT_NEXT.search(sentence)
        if match is None or _ABOUT_ARGUMENT.match(sentence):
            continue
        before = [*given, *own[:index]]
        goal = " ".join([sentence[match.end() :], *own[index + 1 :]]).strip()
        if goal and index + 2 >= len(own):
            return Passage(before, goal, form=named_form(match.group()))
        if not goal and before and index + 1 == len(own):
            return Passage(before[:-1], before[-1], form=named_form(match.group()))
    return None


def _argument_to_judge(given: list[str], own: list[str]) -> Passage | None:
    """An argument before or behind the question whether it is valid."""
    if (match := _ARGUMENT_NEXT.match(own[0])) and len(own) > 1:
        rest = [match.group("rest"), *own[1:]] if match.group("rest") else own[1:]
        return _as_asked(argument_of([*given, *rest]), own[0])
    if _ABOUT_ARGUMENT.match(own[-1]):
        return _as_asked(argument_of([*given, *own[:-1]]), own[-1])
    return None


def _whether_it_follows(given: list[str], own: list[str]) -> Passage | None:
    """A statement inside the question: "Does it follow that ...", "Is it true that ..."."""
    for index in range(max(0, len(own) - 2), len(own)):
        question = " ".join(own[index:])
        parts = [*given, *own[:index]]
        if match := _FOLLOWS.match(question):
            goal = question[match.end() :]
            whether = _MERELY_TRUE.search(match.group()) is None
            plain = goal.strip(" ?:.")
            return Passage(parts, goal, asks_whether_follows=whether) if plain else None
        if match := _DENIES.match(question):
            return Passage(parts, question[match.end() :], denied=True)
    return None


def _conditional_question(own: list[str]) -> list[str]:
    """Take "Given that P, is Q?" apart into the premise P and the question "is Q?"."""
    match = _CONDITIONAL_QUESTION.match(own[-1]) if own else None
    return [*own[:-1], match.group(1), match.group(2)] if match else own


def _given_first(own: list[str]) -> list[str]:
    """Take "Given that P and that Q, what follows?" apart."""
    match = _GIVEN_WHAT.match(own[0]) if len(own) == 1 else None
    if match is None:
        return own
    return [*re.split(r"(?i),?\s+and\s+that\s+", match.group(1)), match.group(2)]


def _plain_question(before: list[str], last: str, asked: Asked) -> Passage | None:
    if not last.rstrip().endswith("?"):
        return None
    if match := _CONCLUDES.match(last):
        last = last[match.end() :]
    if not before and asked.form is None:
        return None
    return Passage(before, last, is_question=True)


def _as_asked(argument: Passage | None, question: str) -> Passage | None:
    """An argument that is asked to be valid, or whose conclusion is asked to follow."""
    if argument is not None and re.search(
        r"(?i)\b(?:follow(?:s|ed)?|entail|imply|support)\b(?!ing)", question
    ):
        return evolve(argument, about_argument=False, asks_whether_follows=True)
    return argument


def argument_of(before: Sequence[str]) -> Passage | None:
    """Premises and the conclusion that is marked as one, or else stands last."""
    for index in range(len(before) - 1, -1, -1):
        if match := _CONCLUDES.match(before[index]):
            goal = before[index][match.end() :]
            if index + 1 == len(before) and goal.strip(" ."):
                return Passage(before[:index], goal, about_argument=True)
            if index + 2 == len(before) and not goal.strip(" ."):
                return Passage(before[:index], before[index + 1], about_argument=True)
    if len(before) > 1:
        return Passage(before[:-1], before[-1], about_argument=True)
    return None


def _by_conclusion(given: list[str], own: list[str], asked: Asked) -> Passage | None:
    """Without a question: a conclusion that is marked as one, or asked about by its form."""
    last = own[-1]
    before = [*given, *own[:-1]]
    if (match := _CONCLUDES.match(last)) and before:
        return Passage(before, last[match.end() :], about_argument=asked.form is None)
    if asked.form is not None or (before and asked.options):
        return Passage(before, last)
    if before and _CONCLUDES.match(before[-1]) and not before[-1].rstrip(" :").count(" "):
        return Passage(before[:-1], last)
    return None


def _clean(premises: Iterable[str]) -> tuple[list[str], list[str]]:
    """Premises without their headings ("First,", "Premise 1:"), and headings set aside."""
    kept: list[str] = []
    headings: list[str] = []
    for premise in premises:
        text = premise
        if _BARE_HEADING.match(text):
            headings.append(text)
            continue
        for _ in range(3):
            if match := _GIVEN.match(text):
                text = text[match.end() :]
        if re.match(r"(?i)^\s*if\b", premise) or text.strip():
            kept.append(text.strip())
    return kept, headings


def _clean_goal(goal: str) -> str:
    goal = goal.strip().strip('"').strip()
    if match := _CONCLUDES.match(goal):
        goal = goal[match.end() :] or goal
    return goal.strip()
