"""What is asked about formulae, in words around them or by their shape alone.

A question is a *clause* ("is ... a tautology", "does ... follow from ...") and
the formulae in it, or beside it when the clause says "it" or "the following
formula". Whatever is not clause must parse, or the question is not understood.
"""

from __future__ import annotations

import enum
import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from attrs import field, frozen

from kaelum_logic.formula import (
    Formula,
    Iff,
    Not,
    Pred,
    Truth,
    conjunction,
    names_in,
    predicates,
    terms,
)
from kaelum_logic.notation.parser import NotationError, parse, parse_sequent

__all__ = ["Question", "Task", "read_question"]


class Task(enum.StrEnum):
    """What is wanted."""

    VALID = "is it valid?"
    SATISFIABLE = "is it satisfiable?"
    UNSATISFIABLE = "is it unsatisfiable?"
    CONTINGENT = "is it contingent?"
    CLASSIFY = "is it valid, satisfiable or unsatisfiable?"
    EQUIVALENT = "are they equivalent?"
    ENTAILED = "does it follow?"
    VALUE = "is it true?"
    TABLE = "what is its truth table?"
    ASSIGNMENTS = "which assignments satisfy it?"
    COUNT = "how many assignments satisfy it?"


def _formulas(values: Sequence[Formula]) -> tuple[Formula, ...]:
    return tuple(values)


@frozen
class Question:
    """A task, the formula that it is about, and what is given."""

    task: Task
    goal: Formula
    premises: tuple[Formula, ...] = field(default=(), converter=_formulas)

    def __str__(self) -> str:
        given = "; ".join(map(str, self.premises))
        if self.task is Task.ENTAILED:
            return f"{given} |- {self.goal}".strip()
        return f"{self.task} {self.goal}" + (f"  given {given}" if given else "")


_NOUN = (
    r"(?:the\s+|this\s+|these\s+|following\s+|given\s+|above\s+|(?:well-formed|propositional|"
    r"first[- ]order|predicate|logical|boolean|compound|symbolic)\s+)*"
    r"(?:formulas?|formulae|propositions?|statements?|sentences?|expressions?|arguments?|"
    r"inferences?|sequents?|entailments?|premises?|wffs?|logic|set)"
)
_PRONOUN = rf"(?:it|this|that|they|these|those|the following|{_NOUN})"
_ADVERB = r"(?:logically|always|necessarily|universally|propositionally|classically|jointly|mutually|together|simultaneously|semantically|both|all|a|an|the|in|any)"
_PREDICATES: tuple[tuple[Task, str], ...] = (
    (
        Task.CLASSIFY,
        (
            r"(?:valid|tautology|satisfiable|contingent|contradiction|contingency|contradictory)"
            r"\s*,[^?]*\bor\b[^?]*"
        ),
    ),
    (
        Task.CLASSIFY,
        r"tautology or (?:a )?contradiction|valid or (?:merely )?satisfiable(?: or unsatisfiable)?",
    ),
    (Task.UNSATISFIABLE, r"unsatisfiable|contradictions?|contradictory|inconsistent|unsat"),
    (Task.CONTINGENT, r"contingent|contingency|contingencies"),
    (
        Task.VALID,
        (
            r"valid(?: or (?:not|invalid))?|tautology(?: or not)?|tautologies|tautological|tautologous|"
            r"theorem(?: of (?:propositional|first-order|classical) logic)?|logical truths?|"
            r"logical law|(?:always|necessarily) true|true(?: (?:in|under|for) (?:every|all|any) [\w ]+)|provable"
        ),
    ),
    (Task.SATISFIABLE, r"satisfiable(?: or (?:not|unsatisfiable))?|consistent|sat|possible"),
    (Task.EQUIVALENT, r"equivalent|the same|interchangeable"),
)
_LEAD = re.compile(
    r"(?is)^\s*(?:(?:please|now|so|then|and|consider|given|take|let us|let's|look at|here is|"
    r"suppose|assume|tell me|say|state|decide|determine|check|verify|find out|explain|prove|show|"
    r"demonstrate|test|evaluate|compute|calculate|in (?:propositional|classical|first-order) "
    r"logic|is it true that)\b\s*,?\s*(?:(?:whether|if|that)\b\s*)?|[:,.;]\s*)+"
)
_INTRODUCTION = re.compile(rf"(?is)^\s*(?:{_NOUN}\b)?\s*(?:is|are)?\s*[:.,;]*\s*")
_END = " \t\r\n.?!:;,"
_MARKED = re.compile(
    r"`([^`]+)`|\$\$?([^$]+)\$\$?|\\\((.+?)\\\)|\\\[(.+?)\\\]|[\"“]([^\"“”]+)[\"”]"
    r"|(?<!\w)['‘]([^'‘’]+)['’](?!\w)"
)
_SYMBOLS = re.compile(r"->|=>|<-|[&|~^¬∧∨→↔⊕∀∃⊢⊨∴⇒⇔⊃≡]|\\[a-z]+|\|-|/\\|\\/|!|\(")


_LONGEST_WORDED = 2_000


def read_question(text: str, context: str = "") -> Question | None:
    """The question that ``text`` asks about formulae; None if it asks none.

    A ``context`` lists premises, and the text asks what they say about a formula.
    """
    text = _bracketed(text).strip()
    if context:
        return _read_about(text, _bracketed(context))
    worded: tuple[Callable[[str], Question | None], ...] = (
        _read_entailment,
        _read_value,
        _read_listing,
        _read_clause,
    )
    readers = (_read_sequent, *(worded if len(text) <= _LONGEST_WORDED else ()), _read_bare)
    question = next((q for read in readers if (q := read(text)) is not None), None)
    if question is None or _careless(question) or _numeric(question, text):
        return None
    return question


_ENGLISH = frozenset(
    "is are was were be it its the this that these those of to in on at by for with from as an "
    "does do did what which who whom whose where when why how there then so but if has have had "
    "can could will would may might must shall should answer question".split()
)


def _careless(question: Question) -> bool:
    """Whether this is English rather than notation: by its small words, or words that
    differ only in capitals."""
    formulas = (question.goal, *question.premises)
    names = {name for formula in formulas for name, _ in predicates(formula)}
    words = {name.lower() if len(name) > 1 else name for name in names}
    odd = any(not re.fullmatch(r"\w+'*", name) for name in names)
    return odd or len(words) < len(names) or not words.isdisjoint(_ENGLISH)


def _numeric(question: Question, text: str) -> bool:
    """Whether this is arithmetic: numbers are no propositions, and 0 and 1 truth values only
    beside some."""
    formulas = (question.goal, *question.premises)
    names = {name for formula in formulas for name, _ in predicates(formula)}
    if not names:
        return any(character.isdigit() for character in text)
    # An equation between numbers beside a letter is a power, not an exclusive or.
    named = {term.name for formula in formulas for term in terms(formula)}
    return any(name.isdigit() for name in names | named)


def _bracketed(text: str) -> str:
    """Formulae in quotation marks or mathematics mode put in brackets instead."""

    def replace(match: re.Match[str]) -> str:
        inside = next(group for group in match.groups() if group)
        return f"({inside})" if _sequent_or_formula(inside) else match.group()

    return _MARKED.sub(replace, text)


def _sequent_or_formula(text: str) -> bool:
    return _parsed(text) is not None


def _parsed(text: str) -> Formula | None:
    """The formula that ``text`` writes, without what introduces it."""
    for candidate in (text.strip(_END), _INTRODUCTION.sub("", text, count=1).strip(_END)):
        try:
            return parse(candidate)
        except NotationError:
            continue
    return None


def _listed(text: str) -> list[Formula] | None:
    """The formulae that ``text`` lists, separated by commas, semicolons, lines or "and"."""
    text = _INTRODUCTION.sub("", _LEAD.sub("", text), count=1).strip(_END)
    text = re.sub(r"(?i),?\s+(?:together|along)\s+with\s+", ", ", text)
    if text.startswith("{") and text.endswith("}"):
        text = text[1:-1]
    text = re.sub(r"(?m)^\s*(?:[-*•]|\(?\d+[.)]|[Pp]\d+[.:)])\s+", "", text)
    pieces = [piece for piece in _split(text, r"\s*(?:[,;\n]|\.(?=\s|$))\s*(?:and\b)?\s*") if piece]
    *front, last = pieces or [text]
    for ending in (*_halves(last, r"\band\b"), (last,)):
        formulas = [_parsed(piece) for piece in (*front, *ending)]
        if all(formula is not None for formula in formulas):
            return [formula for formula in formulas if formula is not None]
    return None


def _split(text: str, separator: str) -> list[str]:
    """``text`` cut at each ``separator`` outside brackets."""
    cuts = [(m.start(), m.end()) for m in _outside(text, separator)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _halves(text: str, separator: str) -> Iterator[tuple[str, str]]:
    """``text`` cut in two at one ``separator`` outside brackets, every way."""
    for match in _outside(text, separator):
        yield text[: match.start()], text[match.end() :]


def _outside(text: str, separator: str) -> Iterator[re.Match[str]]:
    depths = list(itertools.accumulate((c in "([{") - (c in ")]}") for c in text))
    for match in re.finditer(f"(?i){separator}", text):
        if match.end() > match.start() and depths[match.start()] <= 0:
            yield match


_SEQUENT_ASKED = re.compile(
    r"(?i)^(?:is|does)\s+|\s+(?:an?\s+)?(?:valid|provable|correct|hold)"
    r"(?:\s+(?:sequent|argument|inference|entailment))?\W*$"
)


def _read_sequent(text: str) -> Question | None:
    text = _SEQUENT_ASKED.sub("", text)
    text = _INTRODUCTION.sub("", _LEAD.sub("", text), count=1).strip(_END)
    if not re.search(r"\|-|\|=|⊢|⊨|∴|\\vdash|\\models|\\vDash", text):
        return None
    for candidate in (text, text[1:-1]):
        try:
            sequent = parse_sequent(candidate)
        except NotationError:
            continue
        return Question(Task.ENTAILED, sequent.conclusion, sequent.premises)
    return None


_CONSEQUENCE = r"(?:logical\s+|semantic\s+|valid\s+)?(?:consequence|conclusion|implication)"
_DERIVED = r"(?:derived?|deduced?|inferr?(?:ed)?|concluded?|proved?|proven|entailed|implied|derivable|deducible|provable|inferable)"
_THEREFORE = (
    r"(?:\btherefore\b|\bhence\b|\bthus\b|\bso\b|\bit follows that\b|\bwe conclude(?: that)?\b|∴)"
)
_ENTAILMENTS: tuple[str, ...] = (
    rf"does\s+(?P<goal>.+?)\s+(?:{_ADVERB}\s+)?follow\s+(?:{_ADVERB}\s+)?from\s+(?P<given>.+)",
    rf"(?P<goal>.+?)\s+(?:{_ADVERB}\s+)?follows\s+(?:{_ADVERB}\s+)?from\s+(?P<given>.+)",
    rf"(?:does|do)\s+(?P<given>.+?)\s+(?:{_ADVERB}\s+)*(?:entail|imply|prove)\s+(?P<goal>.+)",
    rf"is\s+(?P<goal>.+?)\s+(?:{_ADVERB}\s+)?{_CONSEQUENCE}\s+of\s+(?P<given>.+)",
    rf"is\s+(?P<goal>.+?)\s+{_DERIVED}\s+(?:by|from)\s+(?P<given>.+)",
    rf"can\s+(?:we|one|you|i)\s+{_DERIVED}\s+(?:that\s+)?(?P<goal>.+?)\s+from\s+(?P<given>.+)",
    rf"can\s+(?P<goal>.+?)\s+be\s+{_DERIVED}\s+from\s+(?P<given>.+)",
    rf"(?:given|from|assuming|suppose|assume|if)\s+(?:that\s+)?(?P<given>.+?)[,.]?\s+(?:can|may)\s+(?:we|one|you|i)\s+{_DERIVED}\s+(?:that\s+)?(?P<goal>.+)",
    rf"(?:given|from|assuming|suppose|assume|if)\s+(?:that\s+)?(?P<given>.+?)[,.]?\s+does\s+(?P<goal>.+?)\s+(?:{_ADVERB}\s+)*(?:follow|hold)",
    r"(?:given|from|assuming|suppose|assume|if)\s+(?:that\s+)?(?P<given>.+?)[,.]\s+(?:is|must)\s+(?P<goal>.+?)\s+(?:be\s+)?(?:necessarily\s+)?true",
    r"(?P<given>.+?)[,.;]?\s+does\s+(?P<goal>.+?)\s+(?:necessarily\s+|logically\s+)?follow",
    r".*?\bpremises?\s*\d*\s*:\s*(?P<given>.+?)[,.;]?\s*\b(?:conclusion|goal|query)\s*:\s*(?P<goal>.+?)",
    rf"(?:is\s+)?(?:{_NOUN}\s*:?\s+)?(?P<given>.+?)[,.;]?\s*{_THEREFORE},?\s+(?P<goal>.+?)(?:\s+(?:a\s+)?valid(?:\s+(?:or invalid|argument|inference))?)?",
    r"(?P<given>.+?)\n\s*[-_—–=]{3,}\s*\n(?P<goal>.+)",
    rf"is\s+{_NOUN}\s+from\s+(?P<given>.+?)\s+to\s+(?P<goal>.+?)\s+valid",
)
_ARGUMENT_ASKED = re.compile(
    rf"(?is)[.?!\n]\s*(?:is|does)\s+(?:{_PRONOUN})\s+(?:{_ADVERB}\s+)*(?:valid|follow|hold|correct|sound)"
    r"[^.?!]*[?.!]?\s*$"
)


_ARGUMENT_ASKED_FIRST = re.compile(
    rf"(?is)^\s*(?:is|does)\s+(?:{_PRONOUN})\s+(?:{_ADVERB}\s+)*(?:valid|follow|hold|correct|sound)"
    r"(?:\s+or\s+\w+)?\s*[?.:]\s*"
)


def _read_entailment(text: str) -> Question | None:
    text = _ARGUMENT_ASKED_FIRST.sub("", _ARGUMENT_ASKED.sub(".", text))
    stripped = _LEAD.sub("", text).strip(_END)
    for pattern in _ENTAILMENTS:
        for candidate in (text.strip(_END), stripped):
            match = re.fullmatch(f"(?is){pattern}", candidate)
            if match is None:
                continue
            goal, premises = _parsed(match["goal"]), _listed(match["given"])
            if goal is not None and premises is not None:
                return Question(Task.ENTAILED, goal, premises)
    return None


_ABOUT = re.compile(
    rf"(?is)^(?:(?:is|does|can|must|do)\s+)?(?:{_NOUN}\s*:?\s+)?(?P<goal>.+?)"
    rf"(?:\s+(?:{_ADVERB}\s+)*(?:follows?|true|hold|entailed|implied|be\s+{_DERIVED})[^()]*)?$"
)


def _read_about(text: str, context: str) -> Question | None:
    premises = _listed(context)
    match = _ABOUT.match(_LEAD.sub("", text).strip(_END))
    goal = _parsed(match["goal"]) if match else None
    if premises is None or goal is None or not _SYMBOLS.search(context):
        return None
    return Question(Task.VALUE, goal, premises)


_VALUE_WORDS = {"true": True, "t": True, "1": True, "false": False, "f": False, "0": False}
_ASSIGNED = (
    r"\b(?P<name>[A-Za-z]\w*)\s*(?:=|:=|:|is|be|has the value)\s*(?P<value>true|false|T|F|1|0)\b"
)
_ASSIGNMENT = re.compile(
    r"(?i)[,;]?\s*\b(?:when|where|if|for|given(?: that)?|assuming(?: that)?|suppose(?: that)?|let|with|under)\s+"
    + re.sub(r"\?P<\w+>", "?:", _ASSIGNED)
    + r"(?:\s*(?:,|;|and|&)+\s*"
    + re.sub(r"\?P<\w+>", "?:", _ASSIGNED)
    + r")*[,.;]?\s*"
)
_EVALUATE = re.compile(
    r"(?is)^(?:what\s+is|what's|find|give|evaluate|compute|calculate|determine)\s+"
    r"(?:the\s+)?(?:(?:truth\s+|boolean\s+|logical\s+)?value\s+of\s+|result\s+of\s+)?(?P<goal>.+)$"
)
_IS_TRUE = re.compile(r"(?is)^is\s+(?P<goal>.+?)\s+(?P<value>true|false)$")


def _read_value(text: str) -> Question | None:
    """An evaluation, under an assignment or of an expression of constants."""
    given: dict[str, bool] = {}
    rest = text
    if assigned := _ASSIGNMENT.search(text):
        for pair in re.finditer(f"(?i){_ASSIGNED}", assigned.group()):
            given[pair["name"]] = _VALUE_WORDS[pair["value"].lower()]
        rest = f"{text[: assigned.start()]} {text[assigned.end() :]}"
    rest = rest.strip(_END)
    wanted = True
    if match := (_EVALUATE.match(rest) or _IS_TRUE.match(rest)):
        wanted = match.groupdict().get("value", "true").lower() == "true"
        rest = match["goal"]
    elif not given:
        rest = re.sub(r"(?i)\s*(?:\bis|=|\bequals|evaluates to|\breturns)$", "", rest)
    goal = _parsed(_INTRODUCTION.sub("", rest, count=1)) or _parsed(rest)
    if goal is None:
        return None
    goal = goal if wanted else Not(goal)
    constant = not predicates(goal) and not names_in([goal])
    if not given and not constant:
        return None
    premises = [Pred(name) if value else Not(Pred(name)) for name, value in given.items()]
    return Question(Task.VALUE, goal, premises)


_LISTINGS: tuple[tuple[Task, str], ...] = (
    (
        Task.TABLE,
        (
            r"(?:(?:give|construct|make|write|draw|show|build|create|produce|compute|fill in|complete|"
            r"what\s+is)\s+(?:me\s+|out\s+|down\s+)?)?(?:the|a)?\s*(?:full\s+|complete\s+)?truth[- ]table"
            r"\s+(?:for|of)\s+(?P<goal>.+)"
        ),
    ),
    (
        Task.COUNT,
        (
            r"how\s+many\s+(?:different\s+|distinct\s+)?(?:(?:satisfying\s+)?(?:truth\s+)?(?:assignments|"
            r"valuations|interpretations|models|rows|ways|solutions))\s*(?:of [\w, ]+?)?\s*"
            r"(?:(?:of|in)\s+the\s+truth[- ]table\s+(?:of|for)|"
            r"satisfy|make|does|are there (?:for|of|that satisfy|that make)|for)\s+(?P<goal>.+?)"
            r"(?:\s+(?:have|true|are\s+true|come\s+out\s+true))?"
        ),
    ),
    (
        Task.ASSIGNMENTS,
        (
            r"(?:find|give|list|show|which|what|name)\s+(?:me\s+)?(?:is\s+|are\s+)?(?:an?\s+|all\s+|the\s+|some\s+|every\s+)*"
            r"(?:satisfying\s+)?(?:truth\s+)?(?:assignments?|valuations?|interpretations?|models?|values)"
            r"\s*(?:of [\w, ]+?)?\s*(?:(?:that|which)\s+)?(?:satisf(?:y|ies|ying)|mak(?:es?|ing)|of|for)\s+(?P<goal>.+?)"
            r"(?:\s+true)?"
        ),
    ),
    (
        Task.ASSIGNMENTS,
        (
            r"(?:for|under)\s+(?:which|what)\s+(?:truth\s+)?(?:values|assignments|valuations)\s*"
            r"(?:of [\w, ]+?)?\s*is\s+(?P<goal>.+?)\s+(?:true|satisfied)"
        ),
    ),
    (
        Task.SATISFIABLE,
        (
            r"(?:is\s+there|does\s+there\s+exist)\s+(?:an?\s+|any\s+|some\s+)?(?:truth\s+)?"
            r"(?:assignment|valuation|interpretation|model|way)\s*(?:of [\w, ]+?)?\s*(?:(?:that|which|to)\s+)?"
            r"(?:satisf(?:y|ies|ying)|makes?|of|for)\s+(?P<goal>.+?)(?:\s+true)?"
        ),
    ),
    (
        Task.SATISFIABLE,
        (
            r"is\s+it\s+possible\s+(?:for|that)\s+(?P<goal>.+?)\s+(?:to\s+|are\s+|is\s+)?(?:all\s+|both\s+)?"
            r"(?:to\s+)?(?:be\s+)?true(?:\s+(?:together|simultaneously|at\s+(?:the\s+same\s+time|once)))?"
        ),
    ),
    (Task.SATISFIABLE, r"can\s+(?P<goal>.+?)\s+(?:ever\s+)?be\s+(?:true|satisfied)"),
    (Task.CLASSIFY, r"(?:classify|what\s+(?:kind|sort|type)\s+of\s+\w+\s+is)\s+(?P<goal>.+)"),
    (Task.VALID, r"(?:prove|show|demonstrate|verify)\s+(?:that\s+)?(?P<goal>.+)"),
)


def _read_listing(text: str) -> Question | None:
    text = text.strip(_END)
    for task, pattern in _LISTINGS:
        match = re.fullmatch(f"(?is){pattern}", text)
        question = _about(task, match["goal"]) if match else None
        if question is not None:
            return question
    return None


def _read_clause(text: str) -> Question | None:
    """A clause about its subject: ``is ... valid?``, ``Consider ... . Is it valid?``"""
    text = _LEAD.sub("", text).strip(_END)
    for task, predicate in _PREDICATES:
        ending = rf"(?:{_ADVERB}\s+)*(?P<predicate>{predicate})"
        clauses: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
            (
                rf"(?P<before>.*?)\b(?:is|are)\s+{_PRONOUN}\s*:?\s+{ending}\s*[?:.]?\s*(?P<after>.*)",
                lambda match: f"{match['before']} {match['after']}",
            ),
            (
                rf"(?:(?:is|are)\s+)?(?P<goal>.+?)\s+(?:(?:is|are)\s+)?{ending}",
                lambda match: match["goal"],
            ),
            (rf"(?:is|are)\s+{ending}\s*[?:]\s*(?P<goal>.+)", lambda match: match["goal"]),
        )
        for pattern, subject in clauses:
            clause = re.fullmatch(f"(?is){pattern}", text)
            question = _about(task, subject(clause)) if clause else None
            if question:
                return question
    return _read_equivalent_to(text)


def _about(task: Task, subject: str) -> Question | None:
    if task is Task.EQUIVALENT:
        return _equivalence(_listed(subject))
    if task in (Task.SATISFIABLE, Task.UNSATISFIABLE):
        listed = _parsed(_LEAD.sub("", subject)), _listed(subject)
        goal = listed[0] or (conjunction(listed[1]) if listed[1] else None)
    else:
        goal = _parsed(_LEAD.sub("", subject))
    return Question(task, goal) if goal is not None else None


def _equivalence(formulas: list[Formula] | None) -> Question | None:
    if formulas is None or len(formulas) < 2:
        return None
    pairs = [Iff(one, other) for one, other in itertools.pairwise(formulas)]
    return Question(Task.EQUIVALENT, conjunction(pairs))


def _read_equivalent_to(text: str) -> Question | None:
    for pattern in (
        rf"(?:is\s+)?(?P<one>.+?)\s+(?:is\s+)?(?:{_ADVERB}\s+)*(?:equivalent\s+(?:to|with)|the\s+same\s+as)\s+(?P<other>.+)",
        r"do\s+(?P<both>.+?)\s+(?:mean\s+the\s+same|have\s+the\s+same\s+truth[- ](?:tables?|values?)|agree).*",
    ):
        match = re.fullmatch(f"(?is){pattern}", _LEAD.sub("", text).strip(_END))
        if match is None:
            continue
        if "both" in match.groupdict():
            return _equivalence(_listed(match["both"]))
        one, other = _parsed(match["one"]), _parsed(match["other"])
        if one is not None and other is not None:
            return Question(Task.EQUIVALENT, Iff(one, other))
    return None


def _read_bare(text: str) -> Question | None:
    """A formula alone, unless it could as well be a sentence of English."""
    goal = _parsed(_LEAD.sub("", text)) or _parsed(text)
    if goal is None or isinstance(goal, Truth | Pred):
        return None
    names = {name for name, _ in predicates(goal)}
    if not _SYMBOLS.search(text) and any(len(name) > 2 for name in names):
        return None
    return Question(Task.CLASSIFY, goal)
