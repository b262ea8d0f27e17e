"""Stories about people who always tell the truth or always lie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import define, field, fields, frozen, has

from kaelum_logic.answers import Asked
from kaelum_logic.english.facts import TextFacts, walk
from kaelum_logic.english.grammar import parse, parse_question
from kaelum_logic.english.lexicon import Lexicon
from kaelum_logic.english.meaning import Choices, Interpreter, UnresolvedError
from kaelum_logic.english.tokens import sentences, tokenize
from kaelum_logic.english.tree import Clause, JoinNP, Name, Pronoun
from kaelum_logic.formula import (
    And,
    Const,
    Equals,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Pred,
    Truth,
    Xor,
    terms,
)
from kaelum_logic.problem import NotUnderstood

__all__ = ["Island", "read_island"]

_TRUTHFUL = "truthful"


@frozen
class Island:
    """Who there is, what was said, and what is asked.

    Attributes:
        people: the constants for the people, in the order of their mention.
        shown: their names as written.
        truthful: the noun for truth-tellers; ``liar`` for the others.
        sayings: speaker and content, in terms of ``truthful/1``.
        facts: what is told without a speaker.
        question: what is to be decided, for a yes-or-no question.
        wanted: else ``everyone``, ``truthful``, ``liars``, ``count ...`` or ``kind <person>``.
    """

    people: tuple[str, ...]
    shown: tuple[str, ...]
    truthful: str
    liar: str
    sayings: tuple[tuple[str, Formula], ...]
    facts: tuple[Formula, ...]
    question: Formula | None
    wanted: str


_SAYS = r"(?:says?|said|claims?|claimed|states?|stated|tells?|told|remarks?|remarked|asserts?|asserted|declares?|declared|comments?|commented|mentions?|mentioned|notes?|noted|express(?:es|ed)|repl(?:ies|ied)|answers?|answered|announces?|announced|insists?|insisted|adds?|added|whispers?|whispered|shouts?|shouted|responds?|responded|exclaims?|exclaimed|swears|swore|argues|argued)\b"
_TO = r"(?:\s+(?:to\s+)?(?:you|us|me|him|her|them))?"
_WHO = r"(?P<who>[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*|the\s+\w+(?:\s+\w+){0,4}?|The\s+\w+(?:\s+\w+){0,4}?|I)"
_SPEECH = [
    re.compile(rf"^{_WHO}\s+(?:was\s+heard\s+saying|{_SAYS}){_TO}\s*(?:that\b|[,:])*\s*(?P<what>.+)$", re.DOTALL),
    re.compile(rf"^(?:According\s+to|according\s+to)\s+{_WHO}\s*[,:]\s*(?P<what>.+)$", re.DOTALL),
    re.compile(rf"^[Aa]s\s+{_WHO}\s+(?:put|puts|said|says)\s+it\s*[,:]\s*(?P<what>.+)$", re.DOTALL),
    re.compile(rf"^[Ii]n\s+{_WHO}'s\s+words\s*[,:]\s*(?P<what>.+)$", re.DOTALL),
    re.compile(rf"^[Ii]n\s+a\s+statement\s+by\s+{_WHO}\s*[,:]\s*(?P<what>.+)$", re.DOTALL),
    re.compile(rf'^"(?P<what>[^"]+?)[,.!]?"\s*,?\s*(?:{_SAYS}\s+)?(?:-+\s*|\u2014\s*)?{_WHO}(?:\s+{_SAYS})?\s*[.!]?$', re.DOTALL),
    re.compile(rf'^{_WHO}\s*:\s*"?(?P<what>[^"]+)"?\s*$', re.DOTALL),
]  # fmt: skip
_SETTING = re.compile(
    r"^\s*(?:(?:On|At|In|One|Today|Then|Next|Also|And|But|Now)\b[^,\"]*,|And|But|Then)\s+(?=[A-Z])"
)
_WHO_ALWAYS = (
    r"\b([a-z][\w-]{0,40}?)s?(?:[,(\s]|who|that|which|they){0,12}(?:always\s+|only\s+|must\s+){1,3}"
)
"""A kind of people and the adverb; its parts are bounded, so that a long text costs no more than
its length."""
_TELLS_TRUTH = re.compile(
    rf"(?i){_WHO_ALWAYS}(?:tells?|speaks?|says?|telling|tell)\s+(?:only\s+)?(?:the\s+truth|true|truthful)"
)
_TELLS_LIES = re.compile(
    rf"(?i){_WHO_ALWAYS}(?:lies?|lying|tells?\s+lies|says?\s+false|makes?\s+false)"
)
_ROLES = {
    "knight": "knave", "truth-teller": "liar", "truthteller": "liar", "angel": "devil",
    "saint": "sinner", "hero": "villain", "honest person": "liar",
}  # fmt: skip
_THIRD_KIND = re.compile(
    r"(?i)\b(?:spy|spies|jokers?|normals?|alternat\w+|sometimes|random(?:ly)?|may\s+either\s+lie|can\s+either\s+lie)\b"
)
_MARKS = re.compile(
    r"(?i)\b(?:knights?|knaves?|tells?\s+the\s+truth|truth-?tellers?|liars?|lies|is\s+lying|telling\s+the\s+truth|always\s+lie)\b"
)
_FRAMING = re.compile(
    r"(?i)\b(?:island|inhabit\w*|village|always|you\s+(?:meet|encounter|come\s+across|see|are|approach|visit|ask)|either\s+an?\s+\w+\s+or\s+an?|there\s+are\s+(?:\w+\s+)?(?:people|persons|inhabitants|islanders|kinds|types)|two\s+(?:kinds|types)|consider)\b"
)
_EVERYONE = re.compile(
    r"(?i)^\s*(?:so|then|now|and)?\s*,?\s*(?:who\s+(?:is|are)\s+(?:an?\s+|the\s+)?\w+(?:-\w+)?s?\s*,?\s+and\s+who\b|who\s+is\s+(?:who|what)|what\s+(?:is|are)\b|which\s+(?:type|kind)|(?:can\s+you\s+)?(?:determine|identify|find\s+out|figure\s+out|work\s+out|deduce|tell|decide|say)\s+(?:who|what|which|the|each|whether))"
)
_WHICH = re.compile(
    r"(?i)^\s*(?:so|then|now|and)?\s*,?\s*(?:who|which(?:\s+(?:one|person|of\s+\w+))?(?:\s+\w+)?)\s+(?:is|are|tells?|lies?|always)\s*(?P<rest>.*)\?\s*$"
)
_WHAT_ONE = re.compile(
    r"(?i)^\s*(?:so|then|now|and)?\s*,?\s*(?:what|which)(?:\s+(?:type|kind|sort)(?:\s+of\s+\w+)?)?\s+(?:is|must|are)\s+(?P<who>[\w'-]+)(?:\s+be)?\s*\?\s*$"
)
_WHAT_ONE = re.compile(
    r"(?i)^\s*(?:so|then|now|and)?\s*,?\s*(?:what|which)(?:\s+(?:type|kind|sort)(?:\s+of\s+\w+)?)?\s+(?:is|must|are)\s+(?P<who>[\w'-]+)(?:\s+be)?\s*\?\s*$"
)
_ONE_PERSON = re.compile(
    r"(?!(?:Every|Some|No)(?:one|body)\b|There\b|It\b|This\b|That\b|Each\b|One\b)"
    r"[A-Z][\w-]*\s+(?:is|(?:(?:always|never|only)\s+)?(?:tells|lies|speaks|says))\b"
)
_HOW_MANY = re.compile(r"(?i)^\s*(?:so\s*,?\s*)?how\s+many\b(?P<rest>.*)\?\s*$")
_SAME = re.compile(
    r"(?i)^(?P<who>.+?)\s+(?:is|are|am)\s+(?:both\s+)?(?:of\s+)?(?:the\s+)?(?P<how>same|different|opposite)\s+(?:type|kind|sort|role|thing)s?(?:\s+(?:as|from|to)\s+(?P<other>.+?))?[.!]?$"
)


def read_island(asked: Asked) -> Island | NotUnderstood | None:
    """``asked`` as a story about truth-tellers and liars, if it is one."""
    if not _MARKS.search(asked.text) and not _TELLS_TRUTH.search(asked.text):
        return None
    story = [*sentences(asked.context), *sentences(asked.question)]
    said = sum(_speech(sentence) is not None for sentence in story)
    if not said or len(story) < 2:
        return None
    if match := _THIRD_KIND.search(asked.text):
        return NotUnderstood(
            (match.group(),),
            len(story) - 1,
            "only people who always or never tell the truth are read",
            exclusive=True,
        )
    return _Story(story, asked).read()


def _speech(sentence: str) -> tuple[str, str] | None:
    """Speaker and content, if ``sentence`` reports what someone says."""
    return _plain_speech(sentence) or _plain_speech(_SETTING.sub("", sentence))


def _plain_speech(sentence: str) -> tuple[str, str] | None:
    for pattern in _SPEECH:
        match = pattern.match(sentence.strip())
        if match and (pattern is not _SPEECH[-1] or '"' in sentence or "I " in sentence):
            what = re.sub(r'^[\s"]+|[\s".,!]+$', "", match.group("what"))
            if re.match(r"(?i)(?:only\s+)?(?:the\s+truth|lies|a\s+lie|falsehoods)\b", what):
                return None
            return match.group("who"), what
    return None


@define
class _Story:
    """The reading in progress."""

    story: list[str]
    asked: Asked
    truthful: str = "truth-teller"
    liar: str = "liar"
    people: dict[str, str] = field(factory=dict)
    missed: list[str] = field(factory=list)

    def read(self) -> Island | NotUnderstood | None:
        self._find_roles()
        *story, last = self.story
        speeches: list[tuple[str, str]] = []
        told: list[str] = []
        for sentence in story:
            speech = _speech(sentence)
            if speech is not None:
                speeches.append(speech)
            elif self._is_framing(sentence):
                self._meet(sentence)
            else:
                told.append(sentence)
        for who, _ in speeches:
            self._person(who)
        for name in re.findall(r"(?<=\w )[A-Z][\w'-]*", last):
            if name != "I" and _EVERYONE.match(last):
                self._person(name)
        return self._formalise(speeches, told, last)

    def _find_roles(self) -> None:
        text = self.asked.text
        truthful, liar = _TELLS_TRUTH.search(text), _TELLS_LIES.search(text)
        if truthful and liar:
            self.truthful, self.liar = _singular(truthful.group(1)), _singular(liar.group(1))
            return
        for one, other in _ROLES.items():
            if re.search(rf"(?i)\b(?:{one}|{other})s?\b", text):
                self.truthful, self.liar = one, other
                return

    def _is_framing(self, sentence: str) -> bool:
        """Whether a sentence only sets the scene."""
        if not _FRAMING.search(sentence) or _ONE_PERSON.match(sentence):
            return False
        plural = re.search(
            rf"(?i)\b(?:{self.truthful}|{self.liar})e?s\b|\beither\b|\bmeet\b|\bencounter\b|\byou\b|\bpeople\b|\binhabitants\b|\balways\b",
            sentence,
        )
        return plural is not None

    def _meet(self, sentence: str) -> None:
        """Take up the names that an introduction lists: "You meet 2 inhabitants: A, and B."""
        listed = re.search(
            r"(?::|\bmeet|\bencounter|\bnamed|\bcalled|\bare|\bacross|\bpeople,?)\s+((?:[A-Z][\w'-]*(?:,\s+and\s+|,\s+|\s+and\s+)?)+)[^a-z]*[.,!]?",
            sentence,
        )
        if listed:
            for name in re.findall(r"[A-Z][\w'-]*", listed.group(1)):
                self._person(name)

    def _person(self, name: str) -> str:
        words = re.findall(r"[\w-]+", name.lower())
        words = words[1:] if words[0] == "the" and len(words) > 1 else words
        key = "_".join(word.replace("-", "") for word in words)
        self.people.setdefault(key, name)
        return key

    def _formalise(
        self, speeches: Sequence[tuple[str, str]], told: Sequence[str], last: str
    ) -> Island | NotUnderstood:
        contents = [what for _, what in speeches]
        lexicon = Lexicon([tokenize(text) for text in (*contents, *told, last)])
        trees = [(who, what, self._parse(what, lexicon)) for who, what in speeches]
        facts = [(what, self._parse(what, lexicon)) for what in told]
        wanted, question = self._question(last, lexicon)
        self.missed += [what for _, what, tree in trees if tree is None]
        self.missed += [what for what, tree in facts if tree is None]
        if wanted is None and question is None:
            self.missed.append(last)
        if not self.missed:
            try:
                return self._island(trees, facts, wanted or "", question, lexicon)
            except UnresolvedError as error:
                self.missed.append(str(error))
        understood = max(0, len(self.story) - len(self.missed))
        return NotUnderstood(self.missed, understood, exclusive=True)

    @staticmethod
    def _parse(text: str, lexicon: Lexicon) -> Clause | str | None:
        match = _SAME.match(text)
        return text if match else parse(tokenize(text), lexicon)

    def _question(self, last: str, lexicon: Lexicon) -> tuple[str | None, Clause | None]:
        if (match := _WHAT_ONE.match(last)) and self._known(match.group("who")):
            return f"kind {self._person(match.group('who'))}", None
        if (match := _WHAT_ONE.match(last)) and self._known(match.group("who")):
            return f"kind {self._person(match.group('who'))}", None
        if _EVERYONE.match(last):
            return "everyone", None
        if match := _HOW_MANY.match(last):
            return self._side(match.group("rest"), "count "), None
        if match := _WHICH.match(last):
            return self._side(last), None
        return None, parse_question(tokenize(re.sub(r"(?i)^\s*so\s*,?\s*", "", last)), lexicon)

    def _side(self, text: str, prefix: str = "") -> str | None:
        """Which of the two kinds a question is about."""
        lies = rf"(?i)\b(?:{self.liar}e?s?|lies?|liars?|lying)\b"
        truth = rf"(?i)\b(?:{self.truthful}e?s?|truth|truthful|honest)\b"
        about_lies, about_truth = bool(re.search(lies, text)), bool(re.search(truth, text))
        if about_lies == about_truth:
            return None
        return prefix + ("liars" if about_lies else "truthful")

    def _island(
        self,
        trees: Sequence[tuple[str, str, Clause | str | None]],
        facts: Sequence[tuple[str, Clause | str | None]],
        wanted: str,
        question: Clause | None,
        lexicon: Lexicon,
    ) -> Island:
        clauses = [tree for _, _, tree in trees if not isinstance(tree, str | None)]
        clauses += [tree for _, tree in facts if not isinstance(tree, str | None)]
        clauses += [question] if question is not None else []
        for name in _names(clauses):
            self._person(name)
        known = TextFacts(clauses, lexicon)
        sayings = [
            (self._person(who), self._meaning(tree, known, self._person(who)))
            for who, _, tree in trees
        ]
        told = [self._meaning(tree, known, None) for _, tree in facts]
        goal = None if question is None else self._meaning(question, known, None, "question")
        everyone = {
            term.name
            for formula in (*(f for _, f in sayings), *told, *([goal] if goal else []))
            for term in terms(formula)
            if isinstance(term, Const)
        }
        strangers = everyone - set(self.people)
        if strangers:
            raise UnresolvedError(f"it is not clear who {min(strangers)} is")
        return Island(
            tuple(self.people),
            tuple(self.people.values()),
            self.truthful,
            self.liar,
            tuple(sayings),
            tuple(told),
            goal,
            wanted,
        )

    def _meaning(
        self, tree: Clause | str | None, known: TextFacts, speaker: str | None, mood: str = "assert"
    ) -> Formula:
        if isinstance(tree, str):
            return self._sameness(tree, speaker)
        assert tree is not None
        interpreter = Interpreter(known, Choices(frozenset({"indefinite", "either"})))
        formula = interpreter.statement(self._personal(tree), mood)
        return self._translated(formula, speaker)

    def _sameness(self, text: str, speaker: str | None) -> Formula:
        match = _SAME.match(text)
        assert match is not None
        named = [match.group("who"), match.group("other") or ""]
        people: list[str] = []
        for word in re.findall(r"[A-Za-z][\w'-]*", " ".join(named)):
            if word.lower() in {"we", "us", "they"}:
                people += list(self.people)
            elif word in {"I", "me", "myself"} and speaker:
                people.append(speaker)
            elif self._known(word):
                people.append(self._person(word))
        if len(people) != 2:
            raise UnresolvedError(f'it is not clear who "{named[0]}" are')
        same = Iff(*(Pred(_TRUTHFUL, (Const(person),)) for person in people))
        return same if match.group("how").lower() == "same" else Not(same)

    def _known(self, word: str) -> bool:
        return word.lower().replace("-", "") in self.people

    def _personal(self, tree: Clause) -> Clause:
        """Put everybody's names in the place of "we" and "one of us"."""
        everyone = tuple(Name(name) for name in self.people.values())

        def rebuilt(node: object) -> object:
            if node in {Pronoun("we"), Pronoun("us"), Pronoun("they"), Pronoun("them")}:
                return JoinNP("and", everyone)
            if isinstance(node, JoinNP) and node.parts == (Pronoun("us"),):
                return JoinNP(node.kind, everyone)
            if isinstance(node, tuple):
                return tuple(rebuilt(part) for part in node)
            if has(type(node)):
                kind: Any = type(node)
                names = [attribute.name for attribute in fields(kind)]
                return kind(**{name: rebuilt(getattr(node, name)) for name in names})
            return node

        return rebuilt(tree)  # type: ignore[return-value]

    def _translated(self, formula: Formula, speaker: str | None) -> Formula:
        """``formula`` in terms of ``truthful/1`` alone."""

        def again(part: Formula) -> Formula:
            return self._translated(part, speaker)

        match formula:
            case Truth():
                return formula
            case Pred():
                return self._role(formula, speaker)
            case Equals():
                return formula
            case Not(body):
                return Not(again(body))
            case And(parts):
                return And(tuple(map(again, parts)))
            case Or(parts):
                return Or(tuple(map(again, parts)))
            case Xor(left, right):
                return Xor(again(left), again(right))
            case Implies(left, right):
                return Implies(again(left), again(right))
            case Iff(left, right):
                return Iff(again(left), again(right))
            case ForAll(variables, body):
                return ForAll(variables, again(body))
            case Exists(variables, body):
                return Exists(variables, again(body))

    def _role(self, atom: Pred, speaker: str | None) -> Formula:
        who, *rest = atom.args or (Const("nobody"),)
        if isinstance(who, Const) and who.name in {"i", "me"}:
            if speaker is None:
                raise UnresolvedError('it is not clear who "I" is')
            who = Const(speaker)
        name = re.sub(r"_?(?:always|only|now|currently)", "", atom.name)
        about = rest[0].name if rest and isinstance(rest[0], Const) else ""
        truthful = Pred(_TRUTHFUL, (who,))
        if (
            name == _key(self.truthful)
            or name in _TRUE_WORDS
            or (name in _SPEAK and about == "truth")
        ):
            return truthful
        if name == _key(self.liar) or name in _FALSE_WORDS or (name in _SPEAK and about == "lie"):
            return Not(truthful)
        raise UnresolvedError(f'"{atom.name.replace("_", " ")}" says nothing about lying or not')


_SPEAK = frozenset({"tell", "speak", "say"})
_TRUE_WORDS = frozenset({"truthful", "honest", "truthteller", "tell_truth", "speak_truth"})
_FALSE_WORDS = frozenset({"lie", "liar", "dishonest", "tell_lie", "untruthful", "deceitful"})


def _key(noun: str) -> str:
    return noun.replace("-", "")


def _singular(noun: str) -> str:
    noun = noun.lower()
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _names(clauses: Sequence[Clause]) -> Iterator[str]:
    """The names in ``clauses``, in order."""
    for clause in clauses:
        for node in walk(clause):
            if isinstance(node, Name) and node.text.lower() not in {"i", "me"}:
                yield node.text
