"""From question tokens to the terminals of the expression grammar.

Decides what the grammar cannot: which words are names, functions or spelled
operators ("divided by"), and where a product is written by juxtaposition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from kaelum_math.errors import Ambiguous, NotUnderstood, TooLarge
from kaelum_math.expr.nodes import Expr, Num, Sym
from kaelum_math.text.numerals import ordinal
from kaelum_math.text.tokens import Token

__all__ = ["FUNCTIONS", "Lexeme", "Prefix", "lex"]

MAX_NESTING: Final = 50

FUNCTIONS: Final = {
    **{
        name: name
        for name in (
            "sin cos tan cot sec csc asin acos atan sinh cosh tanh asinh acosh atanh exp sqrt cbrt "
            "log ln abs floor sign gcd lcm factorial min max binomial gamma conjugate re im arg"
        ).split()
    },
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "ceil": "ceiling",
    "ceiling": "ceiling",
    "sgn": "sign",
    "gcf": "gcd",
    "hcf": "gcd",
    "conj": "conjugate",
    "fact": "factorial",
    "tg": "tan",
    "ctg": "cot",
}
"""Spellings of functions and the names they go by in the tree."""

_GREEK: Final = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi rho sigma tau phi chi psi "
    "omega".split()
)
_NAMED: Final = {"pi": "pi", "infinity": "oo", "oo": "oo", "inf": "oo"}

_SPELLED: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("to", "the", "power", "of"), "RAISED"),
    (("raised", "to", "the", "power", "of"), "RAISED"),
    (("raised", "to", "the"), "RAISED"),
    (("raised", "to"), "RAISED"),
    (("to", "the", "power"), "RAISED"),
    (("multiplied", "by"), "TIMES"),
    (("divided", "by"), "OVER"),
    (("take", "away"), "MINUS"),
    (("added", "to"), "PLUS"),
    (("plus",), "PLUS"),
    (("minus",), "MINUS"),
    (("negative",), "MINUS"),
    (("times",), "TIMES"),
    (("over",), "OVER"),
    (("modulo",), "MODULO"),
    (("mod",), "MODULO"),
    (("percent",), "PERCENT"),
    (("per", "cent"), "PERCENT"),
    (("factorial",), "FACTORIAL"),
    (("is", "equal", "to"), "RELATION"),
    (("equals",), "RELATION"),
    (("equal", "to"), "RELATION"),
)

_SIGNS: Final = {
    "+": "PLUS",
    "-": "MINUS",
    "*": "TIMES",
    "/": "OVER",
    "**": "RAISED",
    "^": "RAISED",
    "!": "FACTORIAL",
    "(": "LPAR",
    "[": "LPAR",
    "{": "LPAR",
    ")": "RPAR",
    "]": "RPAR",
    "}": "RPAR",
    ",": "COMMA",
    "=": "RELATION",
    "==": "RELATION",
    "!=": "RELATION",
    "<": "RELATION",
    "<=": "RELATION",
    ">": "RELATION",
    ">=": "RELATION",
}

_STOPWORDS: Final = frozenset(
    "is in of to by an at on or as be if it we me my so no do go up us he and the for are was but "
    "not you all any can had has how its may new now old one our out see two way who why did get "
    "let put set use per via given when sum a".split()
)

_UNIT_SYMBOLS: Final = frozenset(
    "am pm mm cm dm km mg kg ml cl dl ft yd mi lb oz hr ms ns hz kb mb gb tb kw".split()
)
"""Units of two letters, which after a number are no product."""

_DEGREE: Final = (
    ("LPAR", ""),
    ("NAME", Sym("pi")),
    ("OVER", ""),
    ("NUMBER", Num(Fraction(180))),
    ("RPAR", ""),
)

_ANGULAR: Final = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
_OPENS: Final = frozenset({"NUMBER", "NAME", "FUNCTION", "PREFIX", "LPAR", "LBAR"})
_CLOSES: Final = frozenset({"NUMBER", "NAME", "RPAR", "RBAR", "FACTORIAL", "PERCENT"})
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}


@frozen
class Prefix:
    """A function before its argument: its name, first arguments, and a power of the result."""

    name: str
    first: tuple[Expr, ...] = ()
    power: Expr | None = None


@frozen
class Lexeme:
    """A terminal of the grammar with its value."""

    type: str
    value: object = field(default="")


class _Lexer:
    def __init__(
        self, tokens: Sequence[Token], functions: Collection[str], names: Collection[str]
    ) -> None:
        self.tokens = tokens
        self.functions = functions
        self.names = names
        self.out: list[Lexeme] = []
        self.brackets: list[str] = []
        self.chain = 0
        self.signed_power = False

    def run(self) -> list[Lexeme]:
        at = 0
        while at < len(self.tokens):
            at = self._step(at)
        if self.brackets:
            raise NotUnderstood("A bracket is opened and never closed.")
        return self.out

    def _last(self) -> str:
        return self.out[-1].type if self.out else ""

    def _emit(self, kind: str, value: object = "") -> None:
        if kind in _OPENS and self._last() in _CLOSES:
            if kind == "NUMBER" and self._last() == "NUMBER":
                raise NotUnderstood("Two numbers stand side by side.")
            self.out.append(Lexeme("TIMES" if kind in {"FUNCTION", "PREFIX"} else "BESIDE"))
        self._refuse_loose_exponent(kind, value)
        unary = kind in {"MINUS", "PLUS", "PREFIX"} and self._last() not in _CLOSES
        self.chain = self.chain + 1 if unary or kind == "RAISED" else self.chain
        if kind in {"PLUS", "MINUS", "TIMES", "RELATION", "COMMA"} and not unary:
            self.chain = 0
        if self.chain > MAX_NESTING:
            raise TooLarge("The expression is nested too deeply.")
        self.out.append(Lexeme(kind, value))

    def _refuse_loose_exponent(self, kind: str, value: object) -> None:
        """Refuse ``e^2x`` and ``8^1/3``, where more may be raised than stands next to the sign.

        Raises:
            Ambiguous: it is unclear how far the exponent reaches.
        """
        if not self.signed_power:
            return  # "to the power of 1/5" is said of the whole fraction
        types = [lexeme.type for lexeme in self.out[-4:]]
        if kind == "NAME" and types[-4:] == ["NUMBER", "RAISED", "NUMBER", "BESIDE"]:
            raise Ambiguous("It is unclear how far the exponent reaches.")
        if kind == "NAME" and types[-3:] == ["RAISED", "NUMBER", "BESIDE"]:
            base = self.out[-4].value if len(types) == 4 else None
            if base == Sym("e"):
                raise Ambiguous("It is unclear how far the exponent reaches.")
        if kind == "NUMBER" and types[-3:] == ["RAISED", "NUMBER", "OVER"]:
            power = self.out[-2].value
            if power == Num(Fraction(1)) and isinstance(value, Num):
                raise Ambiguous("It is unclear how far the exponent reaches.")

    def _step(self, at: int) -> int:
        token = self.tokens[at]
        if token.kind == "num":
            return self._number(at)
        if token.kind == "word":
            return self._word(at)
        return self._sign(at)

    def _text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _is_number(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == "num"

    def _number(self, at: int) -> int:
        token = self.tokens[at]
        mixed = (
            self._is_number(at + 1)
            and self._text(at + 2) == "/"
            and self._is_number(at + 3)
            and self._last() != "OVER"
        )
        if mixed and self._mixed_ok(at):
            num, den = self.tokens[at + 1].value, self.tokens[at + 3].value
            self._emit("NUMBER", Num(token.value + num / den))
            return at + 4
        if self._text(at + 1) == "and" and self._is_number(at + 2) and not token.decimal:
            part = self.tokens[at + 2]
            if part.spelled and 0 < part.value < 1 and token.value.denominator == 1:
                self._emit("NUMBER", Num(token.value + part.value))
                return at + 3
        self._emit("NUMBER", Num(token.value, token.decimal))
        if self._text(at + 1) == "of" and token.spelled and token.value.denominator != 1:
            self._emit("TIMES")
            return at + 2
        return at + 1

    def _mixed_ok(self, at: int) -> bool:
        if not self._is_number(at):
            return False
        whole, num, den = (self.tokens[at + k] for k in (0, 1, 3))
        plain = all(t.value.denominator == 1 and not t.decimal for t in (whole, num, den))
        return plain and 0 < num.value < den.value

    def _word(self, at: int) -> int:
        token = self.tokens[at]
        if token.text == "a" and self._last() in _CLOSES and not self.tokens[at - 1].touches(token):
            raise NotUnderstood("An article stands inside a formula.")
        if token.text in {"to", "raised"} and (power := self._spoken_power(at)) is not None:
            self._refuse_loose_power(at, power[0])
            self._emit("RAISED")
            self._emit("NUMBER", Num(Fraction(power[1])))
            return at + power[2]
        for words, kind in _SPELLED:
            if token.text == words[0] and self._matches(at, words) and self._fits(kind):
                return self._spelled(at + len(words), kind)
        name = token.text
        if name == "x" and self._last() == "NUMBER" and self._is_times(at):
            self._emit("TIMES")
            return at + 1
        if name in {"degrees", "degree", "deg"} and self._last() in _CLOSES:
            for kind, value in _DEGREE:
                self._emit(kind, value)
            return at + 1
        if name in {"squared", "cubed"}:
            self._refuse_loose_power(at, name)
            self._emit("RAISED")
            self._emit("NUMBER", Num(Fraction(2 if name == "squared" else 3)))
            return at + 1
        if token.raw in self.names and token.raw not in self.functions:
            self._emit("NAME", Sym(token.raw))
            return at + 1
        if token.raw in self.functions and self._text(at + 1) in _CLOSING:
            self._emit("FUNCTION", token.raw)
            return at + 1
        if token.raw in self.functions and self._text(at + 1) in {"^", "**"}:
            raise NotUnderstood(f"A power of the function {token.raw} may be its inverse.")
        stem, _, base = name.partition("_")
        if stem in FUNCTIONS and (not base or stem == "log"):
            return self._function(at, FUNCTIONS[stem], base)
        if name in {"log2", "log10"}:
            return self._function(at, "log", name[3:])
        if name[0] == "x" and name[1:].isdigit() and self._is_bare_product(at):
            self._emit("TIMES")
            self._emit("NUMBER", Num(Fraction(int(name[1:]))))
            return at + 1
        if self._is_choice(at):
            raise NotUnderstood(
                f"{self._text(at - 1)}{token.raw} counts choices; it is no product."
            )
        self._name(token, at)
        return at + 1

    def _spoken_power(self, at: int) -> tuple[str, int, int] | None:
        """``to the tenth power`` at ``at``: how it is said, the power, and how many tokens it has.

        Without "power", only in figures and after a whole number: "round 2.7 to the tenth".
        """
        if self._last() not in _CLOSES:
            return None
        here = at + (self._text(at) == "raised")
        if (self._text(here), self._text(here + 1)) != ("to", "the"):
            return None
        here += 2
        figures = self._is_number(here) and self._text(here + 1) in {"st", "nd", "rd", "th"}
        if figures:
            value, here = self.tokens[here].value, here + 2
            power = int(value) if value.denominator == 1 else None
        else:
            power, here = ordinal(self._text(here)), here + 1
        said = self._text(here) == "power"
        base = self.out[-1].value
        whole = isinstance(base, Num) and base.value.denominator == 1 and not base.decimal
        if power is None or not (said or (figures and whole)):
            return None
        return f"to the power {power}", power, here + said - at

    def _refuse_loose_power(self, at: int, said: str) -> None:
        """Refuse ``2/3 squared``, ``x^2 squared``, ``negative 3 squared`` and ``sin x squared``.

        Raises:
            Ambiguous: the base of the power that is spoken last is unclear.
        """
        before = self.out[-2].type if len(self.out) > 1 else ""
        negative = self._text(at - 2) == "negative"
        if before in {"OVER", "RAISED", "PREFIX"} or negative:
            raise Ambiguous(f"It is unclear what is {said}.")

    def _is_choice(self, at: int) -> bool:
        """``10C3`` and ``5P2``: a capital between two numbers that touch it."""
        token = self.tokens[at]
        after_number = self._is_number(at - 1) and self.tokens[at - 1].touches(token)
        return after_number and token.raw[0] in "CP" and token.raw[1:].isdigit()

    def _is_bare_product(self, at: int) -> bool:
        """``3x4``: an ``x`` between touching numbers, where no word or equation is about."""
        others = [t.text for k, t in enumerate(self.tokens) if k != at and t.kind == "word"]
        plain = not others and "=" not in {t.text for t in self.tokens}
        return plain and self._is_number(at - 1) and self.tokens[at - 1].touches(self.tokens[at])

    def _fits(self, kind: str) -> bool:
        """A spelled postfix operator needs something before it: ``factorial(5)`` is a function."""
        return kind not in {"FACTORIAL", "PERCENT"} or self._last() in _CLOSES

    def _is_times(self, at: int) -> bool:
        """Whether an ``x`` between two numbers, with the same spacing on both sides, is a sign."""
        if "x" in self.names or not self._is_number(at + 1) or at == 0:
            return False
        before, token, after = self.tokens[at - 1 : at + 2]
        return before.touches(token) == token.touches(after)

    def _matches(self, at: int, words: tuple[str, ...]) -> bool:
        return all(self._text(at + k) == word for k, word in enumerate(words))

    def _spelled(self, after: int, kind: str) -> int:
        if kind == "RELATION":
            self._emit(kind, "=")
        else:
            self._emit(kind)
        if kind == "PERCENT" and self._text(after) == "of":
            self._emit("TIMES")
            return after + 1
        if kind == "OVER" and self._is_fraction(after + 1) and self._mixed_ok(after):
            whole, num, den = (self.tokens[after + k].value for k in (0, 1, 3))
            self._emit("NUMBER", Num(whole + num / den))
            return after + 4
        if kind == "OVER" and self._is_fraction(after):
            share = self.tokens[after].value / self.tokens[after + 2].value
            self._emit("NUMBER", Num(share))
            return after + 3
        return after

    def _is_fraction(self, at: int) -> bool:
        """``1/2`` after "divided by", which is one number there.

        Raises:
            NotUnderstood: it is the beginning of something longer.
        """
        parts = [self.tokens[k] for k in (at, at + 2) if self._is_number(k)]
        if len(parts) < 2 or self._text(at + 1) != "/":
            return False
        if self._text(at + 3) in {"/", "^", "**", "!"} or not parts[1].value:
            raise NotUnderstood("It is unclear what is divided by.")
        return True

    def _function(self, at: int, name: str, base: str) -> int:
        first: tuple[Expr, ...] = ()
        if base:
            if not base.strip("{}").isdigit():
                raise NotUnderstood(f"The base of the logarithm, {base!r}, is not a number.")
            first = (Num(Fraction(int(base.strip("{}")))),)
        after = at + 1
        power: Expr | None = None
        inverse = [self._text(after + k) for k in range(5)]
        for signs in (["^", "(", "-", "1", ")"], ["^", "{", "-", "1", "}"], ["^", "-", "1"]):
            if inverse[: len(signs)] == signs and f"a{name}" in FUNCTIONS:
                name, after = f"a{name}", after + len(signs)
        if self._text(after) in {"^", "**"} and self._is_number(after + 1):
            power = Num(self.tokens[after + 1].value)
            after += 2
        signs = [self._text(after + k) for k in (0, 1, 3)]
        if signs == ["^", "(", ")"] and self._is_number(after + 2):  # sin²x
            power = Num(self.tokens[after + 2].value)
            after += 4
        if self._text(after) in _CLOSING and not first and power is None:
            self._emit("FUNCTION", name)
            return after
        if after >= len(self.tokens):
            raise NotUnderstood(f"The function {name} has no argument.")
        self._emit("PREFIX", Prefix(name, first, power))
        return self._angle(after) if name in _ANGULAR else after

    def _angle(self, at: int) -> int:
        """``pi/6`` and ``5 pi/6`` behind a bare sine are its whole argument.

        Raises:
            Ambiguous: a number is multiplied by a sign: ``sin 2*30``.
        """
        here = at + self._is_number(at)
        if here > at and self._text(here) in {"*", "times"}:
            raise Ambiguous("It is unclear how far the function reaches.")
        if self._text(here) not in {"pi", "\\pi"} or self._text(here + 1) != "/":
            return at
        if not self._is_number(here + 2):
            return at
        self._emit("LPAR")
        while at <= here + 2:
            at = self._step(at)
        self._emit("RPAR")
        return at

    def _name(self, token: Token, at: int) -> None:
        name = token.text
        if name in _NAMED:
            self._emit("NAME", Sym(_NAMED[name]))
            return
        letters = name.split("_")[0].rstrip("0123456789")
        if len(letters) == 1 or name in _GREEK:
            if self._looks_like_call(at):
                raise NotUnderstood(f"The function {token.raw} is used but never defined.")
            self._emit("NAME", Sym(token.raw))
            return
        product = name not in _STOPWORDS or (name == "at" and self._last() in {"PLUS", "MINUS"})
        if (len(name) == 2 and product and name.isascii() and name.isalpha()) or name in {
            "xyz",
            "abc",
        }:
            if name in _UNIT_SYMBOLS and self._last() == "NUMBER":
                raise NotUnderstood(f"{token.raw!r} may be a unit or a product of two letters.")
            for letter in token.raw:
                self._emit("NAME", Sym(letter))
            return
        raise NotUnderstood(f"The word {token.raw!r} was not understood here.")

    def _looks_like_call(self, at: int) -> bool:
        """``f(x)`` or ``f(3)`` for a lone letter that nothing defines."""
        if self._text(at + 1) != "(" or not self.tokens[at].touches(self.tokens[at + 1]):
            return False
        if self._last() in {"NUMBER", "NAME"} or self._text(at + 3) not in {")", ","}:
            return False
        inner = self.tokens[at + 2]
        return inner.kind in {"word", "num"}

    def _sign(self, at: int) -> int:
        text = self._text(at)
        if text in _CLOSING:
            self.brackets.append(_CLOSING[text])
            if len(self.brackets) > MAX_NESTING:
                raise TooLarge("The expression is nested too deeply.")
        elif text in {")", "]", "}"} and (not self.brackets or self.brackets.pop() != text):
            raise NotUnderstood("A bracket is closed that was never opened.")
        if text == "%":
            return self._percent(at)
        if text == "|":
            self._emit("RBAR" if self._last() in _CLOSES else "LBAR")
            return at + 1
        kind = _SIGNS.get(text)
        self.signed_power = self.signed_power or text == "^"  # our own notation has **
        if kind == "FACTORIAL" and self._last() == "FACTORIAL":
            raise NotUnderstood("Two signs of a factorial are a double factorial to some.")
        if kind is None:
            raise NotUnderstood(f"The sign {text!r} was not understood here.")
        self._emit(kind, ("=" if text == "==" else text) if kind == "RELATION" else "")
        return at + 1

    def _percent(self, at: int) -> int:
        following = self._text(at + 1)
        if following == "of":
            self._emit("PERCENT")
            self._emit("TIMES")
            return at + 2
        operand = self._is_number(at + 1) or following in _CLOSING
        self._emit("MODULO" if operand else "PERCENT")
        return at + 1


def lex(
    tokens: Sequence[Token], functions: Collection[str] = (), names: Collection[str] = ()
) -> list[Lexeme]:
    """The terminals that ``tokens`` stand for.

    Args:
        tokens: a piece of a question.
        functions: names that were defined as functions.
        names: names that were defined as values.

    Raises:
        NotUnderstood: a token has no place in an expression.
        TooLarge: the expression is nested too deeply.
    """
    return _Lexer(tokens, functions, names).run()


def readings(lexemes: list[Lexeme]) -> Iterator[list[Lexeme]]:
    """``lexemes``, and the other way to read ``1/2x`` where it occurs: (1/2)*x first."""
    depth_over = False
    loose: list[Lexeme] = []
    ambiguous = False
    stack: list[bool] = []
    for lexeme in lexemes:
        if lexeme.type in {"LPAR", "LBAR"}:
            stack.append(depth_over)
            depth_over = False
        elif lexeme.type in {"RPAR", "RBAR"}:
            depth_over = stack.pop() if stack else False
        elif lexeme.type == "OVER":
            depth_over = True
        elif lexeme.type in {"PLUS", "MINUS", "RELATION", "COMMA", "TIMES"}:
            depth_over = False
        if lexeme.type == "BESIDE" and depth_over:
            ambiguous = True
            loose.append(Lexeme("TIMES"))
        else:
            loose.append(lexeme)
    if ambiguous:
        yield loose
    yield lexemes
