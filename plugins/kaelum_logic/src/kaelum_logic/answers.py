"""What a query says about the form of its answer, read apart from what it is about.

:func:`ask` takes a query apart: options (given beside the text or inside it),
instructions ("Answer yes or no.", "Think step by step.") and the words for
true, false and unknown are set aside, so that no family mistakes them for
premises. The :class:`Asked` that comes out then phrases the answer.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from attrs import evolve, field, frozen

from kaelum_core.types import Query
from kaelum_logic.problem import UnsolvedError, strings

__all__ = ["TRUTH", "VALIDITY", "YES_NO", "Asked", "Form", "Option", "ask", "named_form"]


@frozen
class Form:
    """The words for the three answers to a question that can be decided."""

    true: str
    false: str
    unknown: str

    def word(self, value: bool | None) -> str:
        """The word for ``value``, None being unknown."""
        return self.unknown if value is None else self.true if value else self.false


TRUTH = Form("true", "false", "uncertain")
YES_NO = Form("Yes", "No", "uncertain")
VALIDITY = Form("valid", "invalid", "invalid")


@frozen
class Option:
    """One answer option.

    Attributes:
        label: what to answer to choose it: ``A`` for ``A) True``, ``(A)`` for
            ``(A) True``, the text itself where there is no label.
        text: what it says.
    """

    label: str
    text: str


@frozen
class Asked:
    """A query without its instructions, which are kept beside it.

    Attributes:
        context: the passage the question is about, or "".
        question: the query's own text, without options and instructions.
        options: the options to choose from; empty if there are none.
        form: the words for the answer, if the query names them.
        instructions: what was read as an instruction, as written.
    """

    context: str
    question: str
    options: tuple[Option, ...] = ()
    form: Form | None = None
    instructions: tuple[str, ...] = field(default=(), converter=strings)

    @property
    def text(self) -> str:
        """Context and question, separated by a blank line."""
        return f"{self.context}\n\n{self.question}" if self.context else self.question

    def truth(self, value: bool | None, default: Form = TRUTH) -> str:
        """The answer ``value`` (None: unknown) in the form asked for, else in ``default``.

        Raises:
            UnsolvedError: there are options, and none of them says ``value``.
        """
        form = self.form or default
        if not self.options:
            return form.word(value)
        for option in self.options:
            text = _normal(option.text)
            if text in _MEANINGS and _MEANINGS[text] is value:
                return option.label
        raise UnsolvedError(f"the answer is {form.word(value)}, which is not among the options")

    def choose(self, text: str) -> str | None:
        """The label of the one option that says ``text``, or None."""
        wanted = _normal(text)
        labels = [option.label for option in self.options if _normal(option.text) == wanted]
        return labels[0] if len(labels) == 1 else None


_MEANINGS: dict[str, bool | None] = {
    **dict.fromkeys(
        [
            "true",
            "yes",
            "t",
            "y",
            "valid",
            "correct",
            "right",
            "proved",
            "entailed",
            "entailment",
            "entails",
            "entail",
            "follows",
            "satisfiable",
            "consistent",
            "equivalent",
        ],
        True,
    ),
    **dict.fromkeys(
        [
            "false",
            "no",
            "f",
            "n",
            "invalid",
            "incorrect",
            "wrong",
            "disproved",
            "refuted",
            "contradicted",
            "contradiction",
            "contradicts",
            "contradict",
            "unsatisfiable",
            "inconsistent",
        ],
        False,
    ),
    **dict.fromkeys(
        [
            "unknown",
            "uncertain",
            "undetermined",
            "undecided",
            "neutral",
            "maybe",
            "unclear",
            "neither",
            "indeterminate",
            "undecidable",
            "unproved",
        ],
        None,
    ),
    "not enough information": None,
    "does not follow": False,
    "cannot be determined": None,
    "can not be determined": None,
    "cannot tell": None,
    "not equivalent": False,
    "not valid": False,
}


def _normal(text: str) -> str:
    return re.sub(r"[^\w']+", " ", text.lower()).strip()


_LABEL = r"\(([A-Za-z]|\d{1,2})\)|([A-Za-z]|\d{1,2})[).:](?=\s)"
_OPTION = re.compile(rf"\s*(?:{_LABEL})\s*(\S.*?)\s*$", re.DOTALL)
_HEADER = re.compile(r"(?i)(?:^|(?<=\s))(?:answer )?(?:options|choices)\s*:[ \t]*")
_BULLET = re.compile(r"[-*•]\s+(\S.*?)\s*$")
_LETTERED = re.compile(
    r"(?m)(?:^|(?<=\s))(?:\(([A-Za-z])\)|([A-Z])[).](?=\s))|^[ \t]*([a-z])[).](?=\s)"
)


def _option(text: str) -> Option:
    match = _OPTION.match(text)
    if not match:
        return Option(text.strip(), text.strip())
    bracketed, plain, rest = match.groups()
    return Option(f"({bracketed})" if bracketed else plain, rest)


def _split_lettered(text: str) -> tuple[str, list[str]]:
    """What stands before a run of options (A), (B), ..., and the options."""
    starts: list[int] = []
    for match in _LETTERED.finditer(text):
        letter = (match.group(1) or match.group(2) or match.group(3)).upper()
        mentioned = len(starts) > 1 and match.group(1)  # "Neither (a) nor (b)" is an option too
        if letter == "A" and not mentioned:
            starts = [match.start()]
        elif starts and letter == chr(ord("A") + len(starts)):
            starts.append(match.start())
    if len(starts) < 2:
        return text, []
    ends = [*starts[1:], len(text)]
    pieces = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    return text[: starts[0]], pieces


def _split_options(text: str) -> tuple[str, tuple[Option, ...]]:
    """``text`` without the options written in it, and those options."""
    headers = list(_HEADER.finditer(text))
    if not headers:
        before, pieces = _split_lettered(text)
        last_lines = pieces[-1].split("\n", 1) if pieces else []
        after = last_lines[1] if len(last_lines) > 1 else ""
        options = [_option(piece) for piece in (*pieces[:-1], *last_lines[:1])]
        return f"{before.rstrip()}\n{after}".strip(), tuple(options)
    header = headers[-1]
    before, block = text[: header.start()], text[header.end() :]
    lead, pieces = _split_lettered(block)
    if pieces and not lead.strip():
        last, _, after = pieces[-1].partition("\n")
        return f"{before.rstrip()}\n{after}".strip(), tuple(
            _option(piece) for piece in (*pieces[:-1], last)
        )
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    bullets = [match.group(1) for line in lines if (match := _BULLET.match(line))]
    rest = [line for line in lines if not _BULLET.match(line)]
    if not bullets:
        bullets, rest = re.split(r"\s*(?:[,;/]|\bor\b)\s*", lines[0] if lines else ""), lines[1:]
    options = [_option(bullet) for bullet in bullets if bullet]
    return "\n".join((before.rstrip(), *rest)).strip(), tuple(options)


_POLITE = r"(?:please|kindly|now|finally|then|and|also|just|simply|only)?,?\s*"
_INSTRUCTION = re.compile(
    rf"""(?ix)^\s*(?:
      {_POLITE}(?:please\s+)?(?:only\s+)?(?:answer|reply|respond)\b
    | {_POLITE}(?:please\s+)?(?:only\s+)?say\s+(?:only\s+|just\s+)?(?:yes|no|true|false|valid|invalid)\b
    | {_POLITE}(?:choose|select|pick)\s+(?:one|the|from|between|among|an?|your|exactly|only)\b
    | {_POLITE}(?:give|state|output|return|provide|write|report|show|explain|justify|format|end|start|begin|use|include|print|put)\b
      .*\b(?:answers?|final|letters?|reasoning|work|steps?|explanations?|words?|format|tags?)\b
    | {_POLITE}(?:let['\u2019]?s\s+|let\s+us\s+)?(?:think|reason|work)\b.*\b(?:step|steps|carefully|through|out)\b
    | {_POLITE}explain\s*(?:why|how|yourself)?\s*[.!]?$
    | (?:the|your)\s+(?:final\s+)?(?:answer|response|reply)\s+(?:should|must|has\s+to|needs\s+to|is\s+to|can|may|will)\b
    | (?:do\s+not|don['\u2019]t|no\s+need\s+to)\s+(?:explain|give|include|show|write|add|use|provide|justify|assume)\b
    | no\s+(?:explanations?|reasoning|justification)\b
    | (?:your\s+)?(?:final\s+)?answer\s*:
    | (?:\w+\s*:)?(?=[^.:;]*\bentail)(?=[^.:;]*\bcontradict)[^.:;]*[?.:]?\s*$
    | a\s*:\s*$
    )"""
)
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_PREFIX = re.compile(
    r"(?i)^\s*(?:question|q|problem|puzzle|query|task)\s*\d*\s*[:.]\s+"
    r"|^\s*(?:(?:in|with)\s+(?:one|a\s+single)\s+word|in\s+short|briefly),?\s+"
)
_QUIZ = re.compile(
    r"(?i)(?:^|(?<=[.!?]\s)|(?<=\n))\s*((?:true|yes|valid)(?:,| or)\s*(?:or\s+)?\w+(?:,? or \w+)?)"
    r"\s*[:?-]\s*(?=\S)"
)
_TAIL_QUIZ = re.compile(
    r"(?i)(?:[,;:.?!]\s|[(\[])\s*((?:true|yes|y|t|valid)\s*(?:/|,|or)\s*(?:or\s+)?"
    r"(?:false|no|n|f|invalid)(?:\s*(?:/|,|or|, or)\s*(?:or\s+)?\w+)?)[)\]]?\s*([?.!])?\s*$"
)
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+[\"'\u201d\u2019)]*|\n|$)\s*")


def named_form(text: str) -> Form | None:
    """The words for the answer that ``text`` names ("true, false or unknown")."""
    found: dict[bool | None, str] = {}
    for word in re.findall(r"[A-Za-z]+", text):
        if word.lower() in _MEANINGS and (len(word) > 1 or word.isupper()):
            found.setdefault(_MEANINGS[word.lower()], word)
    if found.get(True, "").lower() == "valid" and re.search(r"(?i)\bvalid or not\b", text):
        return VALIDITY
    if True not in found or False not in found:
        return None
    validity = found[True].lower() == "valid"
    unknown = found.get(None, found[False] if validity else TRUTH.unknown)
    return Form(found[True], found[False], unknown)


def _without_instructions(text: str) -> tuple[str, list[str]]:
    kept: list[str] = []
    instructions: list[str] = []
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        if not _INSTRUCTION.match(sentence):
            kept.append(sentence)
            continue
        head, colon, tail = sentence.partition(":")
        if colon and len(tail.split()) > 2 and named_form(tail) is None:
            instructions.append(head.strip())
            kept.append(tail.lstrip())
        else:
            instructions.append(sentence.strip())
    return "".join(kept).strip(), instructions


def _without_asides(text: str) -> tuple[str, list[str]]:
    asides = [
        match.group(1)
        for match in _ASIDE.finditer(text)
        if _INSTRUCTION.match(match.group(1)) or named_form(match.group(1))
    ]
    for aside in asides:
        text = re.sub(rf"\s*\({re.escape(aside)}\)", "", text)
    return text, asides


@functools.lru_cache(maxsize=8)
def ask(query: Query) -> Asked:
    """``query`` with its options and instructions set apart.

    The last few are kept, since every family starts from the same one.
    """
    text, written = _split_options(query.text)
    options = tuple(_option(option) for option in query.options) or written
    text, instructions = _without_asides(text)
    text, more = _without_instructions(text)
    context, of_context = _without_instructions(query.context or "")
    asked = Asked(context, text, options, None, (*instructions, *more, *of_context))
    return _read_quiz(evolve(asked, form=_first(map(named_form, asked.instructions))))


def _read_quiz(asked: Asked) -> Asked:
    """Take "True or false:" from the start of the question and "yes or no?" from its end."""
    text = _PREFIX.sub("", asked.question)
    form = asked.form
    if match := _QUIZ.search(text):
        if (named := named_form(match.group(1).lower())) is not None:
            text, form = f"{text[: match.start()]} {text[match.end() :]}", form or named
    elif (match := _TAIL_QUIZ.search(text)) and not _STATES_TRUTH.search(text[: match.start()]):
        text, form = (
            text[: match.start()] + (match.group(2) or ""),
            form or named_form(match.group(1)),
        )
    return evolve(asked, question=text.strip(), form=form)


_STATES_TRUTH = re.compile(r"(?i)\b(?:is|are|be|statements?|conclusions?|argument|claims?)\s*$")


def _first(forms: Iterable[Form | None]) -> Form | None:
    return next((form for form in forms if form is not None), None)
