"""The words around a question: sentences, courtesies, asking words, conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from attrs import evolve

from kaelum_math.text.tokens import Token

__all__ = [
    "articles",
    "clauses",
    "leading_conditions",
    "nouns",
    "sentences",
    "trailing_conditions",
    "without_courtesy",
    "without_definition_word",
]

Tokens = Sequence[Token]


Phrases: TypeAlias = Sequence[tuple[str, ...]]


def _phrases(*texts: str) -> Phrases:
    """Word sequences, longest first, so that the longest one is removed."""
    return tuple(sorted((tuple(t.split()) for t in texts), key=len, reverse=True))


@lru_cache(maxsize=32)
def _by_edge(phrases: Phrases, at: int) -> dict[str, list[tuple[str, ...]]]:
    """``phrases`` by their first (0) or last (-1) word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for words in phrases:
        table.setdefault(words[at], []).append(words)
    return table


_COURTESY: Final = _phrases(
    "please", "kindly", "can you", "could you", "would you", "will you", "can i know", "hi", "hey",
    "hello", "hi there", "so", "now", "then", "and", "also", "okay", "ok", "i need to",
    "i want to", "i need you to", "i want you to", "i would like to", "i'd like to", "help me",
    "help me to", "let's", "your task is to", "question :", "problem :", "q :",
    "do you know", "pls", "plz", "finally", "quickly", "just", "use your knowledge to", ",",
    *(f"{use} {method} {then}" for method in (
        "the euclidean algorithm", "euclid's algorithm", "the quadratic formula", "prime factorization",
        "the chinese remainder theorem", "heron's formula", "the pythagorean theorem", "long division",
        "the binomial theorem", "cramer's rule", "the law of cosines", "the law of sines",
        "pythagoras' theorem", "pythagoras", "gaussian elimination", "bayes' theorem",
      ) for use, then in (("use", "to"), ("using", ","), ("by using", ","), ("using", ""), ("use", "and"))),
)  # fmt: skip

_THANKS: Final = _phrases(
    "?", ".", "pls", "plz", "thx", "please !", "thanks !", "thank you !", "please", "thanks", "thank you", "for me", ":", ",", "? a :", "a :", "answer :", "or not", ", or not",
)  # fmt: skip

_ASKING: Final = _phrases(
    "what is", "what's", "whats", "what are", "what was", "what were", "what will be",
    "what would be", "what do you get for", "find", "find out", "compute", "calculate",
    "determine", "evaluate", "give", "give me", "work out", "figure out", "tell me", "how much is",
    "how much are", "state", "obtain", "get", "write", "write down", "show me", "what does",
    "what do", "what number is", "what value is", "report", "i need", "i want", "i want to know",
    "what is the value of", "can you tell me", "tell me what is", "tell me what's", "what equals", "what is equal to", "solve",
    "what do you get if you compute", "do", "list", "name", "identify", "tell me what", "what", "provide",
    "return", "output", "know", "how big is", "how large is", "what could be", "estimate",
    "find the value of", "find me", "deduce", "derive", "recall", "say", "express", "present", "convert", "turn",
)  # fmt: skip

_ARTICLES: Final = _phrases(
    "the", "a", "an", "all", "all the", "all of the", "the value of", "the exact value of",
    "value of", "the numerical value of", "the result of", "result of", "the answer to",
    "the answer of", "the solution to", "the outcome of", "the result when", "the exact",
    "the value for", "the following :", "the following", "the expression", "this :", ":",
    "the calculation", "the computation", "expression", "what", "for", "the final value of",
    "the result of the following :", "the number", "the value", "the quantity",
    "the following expression :", "the result of evaluating", "the sum total of", "your answer to",
)  # fmt: skip

_EQUALS: Final = _phrases(
    "equal to", "equal", "equals", "= ?", "=", "= what", "is what", "is equal to", "equals what",
    "make", "come to", "work out to", "is", "are", "would be", "comes to",
)  # fmt: skip

DEFINING: Final = frozenset(
    "at let suppose assume given consider define denote say set if when where for with assuming "
    "provided knowing since".split()
)
_ORDERS: Final = frozenset(
    "what what's whats find compute calculate determine evaluate give work solve simplify expand "
    "factor factorise factorize differentiate integrate is are does do how which express rearrange "
    "collect sort put round list tell figure then convert show state".split()
)
_CONDITIONS: Final = frozenset("where when if given for with assuming at provided".split())


def sentences(tokens: Tokens) -> list[Tokens]:
    """The sentences of a question, without their full stops and question marks.

    A question mark before lettered options (``? (a) 3 (b) 4``) ends nothing.
    """
    found: list[Tokens] = []
    start = 0
    for at, token in enumerate(tokens):
        options = [t.text for t in tokens[at + 1 : at + 4]] == ["(", "a", ")"]
        if token.kind == "op" and token.text in {".", "?"} and not options:
            if start < at:
                found.append(tokens[start:at])
            start = at + 1
    if start < len(tokens):
        found.append(tokens[start:])
    return _joined([s for s in found if not _is_advice(s)])


def _is_advice(sentence: Tokens) -> bool:
    """A sentence about how to work, such as "Think step by step." or "Show your work."."""
    words = {token.text for token in sentence}
    if "answer" in words and words <= _ONLY_ANSWER:
        return True
    return words <= _ADVICE and bool(words & _WORKING)


def _joined(found: Sequence[Tokens]) -> list[Tokens]:
    """A bare order ("Solve this equation." "Factor.") together with the sentence it is about."""
    joined: list[Tokens] = []
    for sentence in found:
        if joined and all(token.text in _ORDER_WORDS for token in joined[-1]):
            joined[-1] = [*joined[-1], *sentence]
        else:
            joined.append(sentence)
    return joined


_WORKING: Final = frozenset("step steps work working reasoning think thinking problem problems "
                            "question carefully explanation method".split())  # fmt: skip
_ADVICE: Final = _WORKING | frozenset(
    "solve the following math mathematical mathematics maths by please show your all - let's lets this these explain "
    "intermediate are is required need needed answer a an do your how you got it with in and to "
    "below here correctly exactly use".split()
)
_ONLY_ANSWER: Final = frozenset(
    "give me the final answer only just provide your an with please exact state write correct".split()
)
_ORDER_WORDS: Final = frozenset(
    "solve simplify evaluate calculate compute find factor factorise factorize expand differentiate "
    "integrate the following this these equation equations expression expressions system of for : "
    "inequality integral please derivative limit product sum result value".split()
)


def _without_start(tokens: Tokens, phrases: Phrases) -> Tokens | None:
    for words in _by_edge(phrases, 0).get(tokens[0].text, ()) if tokens else ():
        size = len(words)
        if len(tokens) > size and all(tokens[k].text == words[k] for k in range(1, size)):
            return tokens[size:]
    return None


def _without_end(tokens: Tokens, phrases: Phrases) -> Tokens | None:
    for words in _by_edge(phrases, -1).get(tokens[-1].text, ()) if tokens else ():
        size = len(words)
        if len(tokens) > size and all(tokens[k - size].text == words[k] for k in range(size)):
            return tokens[:-size]
    return None


def without_courtesy(tokens: Tokens) -> Tokens:
    """``tokens`` without "please", "could you", "thanks" and the like at either end."""
    while (rest := _without_start(tokens, _COURTESY)) is not None:
        tokens = rest
    while (rest := _without_end(tokens, _THANKS)) is not None:
        tokens = rest
    return _without_colons(tokens)


def _without_colons(tokens: Tokens) -> Tokens:
    """``tokens`` without colons that follow a word and a space follows: "find the product: 2(x+1)"."""
    kept: list[Token] = []
    for k, token in enumerate(tokens):
        inside = 0 < k < len(tokens) - 1 and not token.touches(tokens[k + 1])
        before = tokens[k - 1] if k else token
        if token.text == ":" and inside and before.kind == "word" and len(before.text) > 1:
            kept = _without_label(kept, tokens[k + 1 :])
            continue
        kept.append(token)
    return kept


def _without_label(before: list[Token], formula: Tokens) -> list[Token]:
    """``before`` without "the product" at its end, if there is such a sign in ``formula``."""
    signs = _LABELS.get(before[-1].text)
    if signs is None or (signs and signs.isdisjoint(token.text for token in formula)):
        return before
    before = before[:-1]
    while before and before[-1].text in {"the", "following"}:
        before = before[:-1]
    return before


_LABELS: Final = {
    "product": frozenset("*(×"), "sum": frozenset("+"), "quotient": frozenset("/÷"),
    "difference": frozenset("-"), "square": frozenset({"^", "**"}), "power": frozenset({"^", "**"}),
    "limit": frozenset({"lim"}), "integral": frozenset({"int"}),
    "value": frozenset(""), "result": frozenset(""),
}  # fmt: skip
"""Label before a colon -> signs, one of which the formula after it has, if any is needed."""


def articles(tokens: Tokens) -> Iterator[Tokens]:
    """``tokens``, then without "the", "the value of" and the like in front."""
    yield tokens
    while (rest := _without_start(tokens, _ARTICLES)) is not None:
        if tokens[0].text == "a" and rest[0].kind == "op":
            return  # the name a, as in a(3) or a + 1
        if rest[0].text == "of" and tokens[0].text == "the":
            rest = tokens[1:]  # the number of ..., which is no number yet
        tokens = rest
        yield tokens


def nouns(tokens: Tokens) -> Iterator[Tokens]:
    """What a question may ask for: ``tokens`` with asking words and articles removed in turn."""
    tokens = without_courtesy(tokens)
    asked = tokens
    while (rest := _without_start(asked, _ASKING)) is not None:
        asked = without_courtesy(rest)
    trimmed = _without_end(asked, _EQUALS)
    if trimmed is not None:
        yield from articles(trimmed)
    yield from articles(asked)


def clauses(tokens: Tokens) -> Iterator[Tokens]:
    """Orders that ``tokens`` may be: as they stand, or after "what do you get if you".

    A gerund there counts as the order: "the result of adding 3 to 4" is "add 3 to 4".
    """
    tokens = without_courtesy(tokens)
    yield tokens
    rest = _without_start(tokens, _LEADS)
    if rest is not None:
        head = rest[0]
        yield [evolve(head, text=_GERUNDS.get(head.text, head.text)), *rest[1:]]


_LEADS: Final = _phrases(
    *(f"{what} {when}" for what in ("what do you get", "what do we get", "what is the result",
      "what's the result", "what will you get", "what does it make", "what happens")
      for when in ("if you", "when you", "by", "if we", "when we", "of", "when")),
    "the result of", "find the result of", "calculate the result of", "compute the result of",
    "what is obtained by", "what is", "what's", "i want you to", "tell me the result of",
    "try to", "you need to", "we need to", "how do you", "how to", "how do i",
)  # fmt: skip
_GERUNDS: Final = {
    "adding": "add", "multiplying": "multiply", "dividing": "divide", "subtracting": "subtract",
    "rounding": "round", "taking": "take", "increasing": "increase", "decreasing": "decrease",
    "reducing": "reduce", "differentiating": "differentiate", "integrating": "integrate",
    "expanding": "expand", "factoring": "factor", "simplifying": "simplify", "solving": "solve",
    "converting": "convert", "doubling": "double", "squaring": "square",
}  # fmt: skip


def without_definition_word(tokens: Tokens) -> Tokens:
    """A definition without "Let", "Suppose that" and the like."""
    tokens = without_courtesy(tokens)
    while len(tokens) > 1 and (
        tokens[0].text in DEFINING or tokens[0].text in {"that", "and", "also"}
    ):
        tokens = tokens[1:]
    return tokens


def leading_conditions(tokens: Tokens) -> Iterator[tuple[Tokens, Tokens]]:
    """Ways to split ``tokens`` into a condition and the question after it."""
    if tokens[-1].text == "=":  # "f(x) = x^2, f(3) = ?"
        commas = [at for at, token in enumerate(tokens) if token.text == ","]
        if commas and commas[-1] >= 2:
            yield without_definition_word(tokens[: commas[-1]]), tokens[commas[-1] + 1 :]
    for at in range(2, len(tokens) - 1):
        if tokens[at].text not in _ORDERS or tokens[at].kind != "word":
            continue
        condition, question = tokens[:at], tokens[at:]
        while condition and condition[-1].text in {",", ";", ":", "then", "and"}:
            condition = condition[:-1]
        if question[0].text == "then":
            question = question[1:]
        if condition and question:
            yield without_definition_word(condition), question


def trailing_conditions(tokens: Tokens) -> Iterator[tuple[Tokens, Tokens]]:
    """Ways to split ``tokens`` into a question and the condition after it, long ones first."""
    for at in range(1, len(tokens) - 2):
        if tokens[at].text in _CONDITIONS:
            question = tokens[:at]
            while question and question[-1].text in {",", ";"}:
                question = question[:-1]
            if question:
                yield question, without_definition_word(tokens[at:])
