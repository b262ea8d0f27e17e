"""Counting under conditions, as people ask: committees, codes, rows of people, things in boxes, change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from kaelum_math.errors import NotUnderstood
from kaelum_math.families.selection_tasks import (
    Boxes,
    Change,
    Codes,
    Committee,
    DigitNumbers,
    Paths,
    Row,
    Ways,
)
from kaelum_math.phrases import Phrase, clause, noun, text
from kaelum_math.slots import Slots, split
from kaelum_math.task import Task
from kaelum_math.text.tokens import Token

__all__ = ["PHRASES"]

Builder: TypeAlias = Callable[[Slots], Task | None]

_ALPHABETS: Final = {"letter": 26, "letters": 26, "digit": 10, "digits": 10, "bit": 2, "bits": 2}


def _signs(m: Slots, name: str) -> int:
    size = _ALPHABETS.get(m.text(name))
    if size is None:
        raise NotUnderstood(f"{m.raw(name)!r} is no kind of sign.")
    return size


def _codes(repeats: bool | None) -> Builder:
    """``3 letters followed by 3 digits``, ``4-digit pins``."""

    def build(m: Slots) -> Task | None:
        groups = [(_signs(m, "u"), m.integer("k"))]
        if m.has("v"):
            groups.append((_signs(m, "v"), m.integer("j")))
        doubtful = repeats is None and any(n != 2 for n, _ in groups)
        return Codes(tuple(groups), repeats is not False, doubtful)

    return build


def _strings(m: Slots) -> Task | None:
    length = m.integer("n")
    if m.has("k"):
        return Ways("choices", length, m.integer("k"))
    return Codes(((2, length),), repeats=True)


def _from_letters(repeats: bool | None) -> Builder:
    """``4-letter words from the letters A to F``, or from a list of them."""

    def build(m: Slots) -> Task | None:
        tokens = m.tokens("xs")
        names = [t.text for t in tokens if t.text not in {",", "and", "to", "through", "-"}]
        single = all(len(name) == 1 and name.isalnum() for name in names)
        if not single or len(set(names)) < len(names):
            raise NotUnderstood("Different letters are expected.")
        spans = any(t.text in {"to", "through", "-"} for t in tokens)
        if spans and len(names) != 2:
            raise NotUnderstood("A range of letters has two ends.")
        if repeats is None:
            raise NotUnderstood("It is unclear whether letters may be repeated.")
        size = ord(names[1]) - ord(names[0]) + 1 if spans else len(names)
        return Codes(((size, m.integer("k")),), repeats)

    return build


_SIGNS: Final = {"exactly": "=", "at least": ">=", "at most": "<=", "more than": ">", "fewer than": "<",
                 "less than": "<", "no more than": "<=", "no fewer than": ">="}  # fmt: skip


def _committee(m: Slots) -> Task | None:
    _named(m, "p", "q", "w")
    first, second, wanted = (_stem(m.text(name)) for name in ("p", "q", "w"))
    if wanted not in {first, second} or first == second:
        raise NotUnderstood("It is unclear who the condition is about.")
    counts = m.integer("a"), m.integer("b")
    kind, others = counts if wanted == first else (counts[1], counts[0])
    sign = _SIGNS.get(m.text("cmp"), "")
    if not sign:
        return None
    return Committee(others, kind, m.integer("k"), sign, m.integer("j"))


_IRREGULAR: Final = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "ladies": "lady",
}


def _stem(word: str) -> str:
    return _IRREGULAR.get(word, word.removesuffix("s"))


_FUNCTION_WORDS: Final = frozenset(
    "if so that with no each every and when such or not a the identical same indistinguishable"
    " alike similar more less than least most exactly only".split()
)


def _named(m: Slots, *names: str) -> None:
    """Raises NotUnderstood unless each of the slots is a plain noun, of two words at most."""
    for name in names:
        words = m.tokens(name) if m.has(name) else ()
        if len(words) > 2 or any(t.kind != "word" or t.text in _FUNCTION_WORDS for t in words):
            raise NotUnderstood(f"{m.raw(name)!r} is no name of a thing.")


def _boxes(m: Slots) -> Task | None:
    _named(m, "thing", "box", "none", "thing2")
    return Boxes(m.integer("n"), m.integer("k"), int(m.has("none")))


def _numbers(parity: str) -> Callable[[bool | None], Builder]:
    def make(repeats: bool | None) -> Builder:
        def build(m: Slots) -> Task | None:
            digits = _digits(m)
            if repeats is None:
                raise NotUnderstood("It is unclear whether digits may be repeated.")
            return DigitNumbers(digits, m.integer("k"), repeats, parity)

        return build

    return make


def _digits(m: Slots) -> tuple[int, ...]:
    tokens = m.tokens("xs")
    if len(tokens) == 3 and tokens[1].text in {"to", "through", "-"}:
        low, high = (int(tokens[k].value) for k in (0, 2))
        values = tuple(range(low, high + 1))
    else:
        values = tuple(int(item.value) for item in m.items("xs") if item.value.denominator == 1)
    if not values or not all(0 <= v <= 9 for v in values) or len(set(values)) < len(values):
        raise NotUnderstood("Different digits are expected.")
    return values


def _row(rule: str) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        if not m.has("b"):
            names = [piece for piece in split(m.tokens("who"), ",", "and") if piece]
            total = m.integer("a")
            if any(len(piece) > 2 for piece in names) or not 2 <= len(names) < total:
                raise NotUnderstood("It is unclear who stands together.")
            return Row((total - len(names), len(names)), rule)
        _named(m, "p", "q", *(["w"] if m.has("w") else []))
        counts, kinds = (m.integer("a"), m.integer("b")), (_stem(m.text("p")), _stem(m.text("q")))
        if rule == "alternating":
            return Row(counts, rule)
        wanted = _stem(m.text("w"))
        if wanted not in kinds or kinds[0] == kinds[1]:
            raise NotUnderstood("It is unclear who stands together.")
        return Row(counts if wanted == kinds[1] else (counts[1], counts[0]), rule)

    return build


def _paths(m: Slots) -> Task | None:
    if m.has("x"):
        return Paths(m.integer("x"), m.integer("y"))
    corners = [_point(m.tokens(name), m) for name in ("from", "to")]
    right, up = (b - a for a, b in zip(*corners, strict=True))
    if right < 0 or up < 0:
        raise NotUnderstood("The path would have to go back.")
    return Paths(right, up)


def _point(tokens: Sequence[Token], m: Slots) -> tuple[int, int]:
    values = [item.value for item in m.list_of(tokens)]
    if len(values) != 2 or any(v.denominator != 1 for v in values):
        raise NotUnderstood("A crossing such as (2, 3) is expected.")
    return int(values[0]), int(values[1])


_COINS: Final = {"penny": 1, "pennies": 1, "nickel": 5, "nickels": 5, "dime": 10, "dimes": 10,
                 "quarter": 25, "quarters": 25, "half": 50}  # fmt: skip


def _change(m: Slots) -> Task | None:
    names = [t.text for t in m.tokens("coins") if t.text not in {",", "and", "only"}]
    if any(name not in _COINS for name in names) or not names:
        raise NotUnderstood("A coin is not known.")
    amount = m.integer("n") * (100 if m.has("dollars") else 1)
    return Change(amount, tuple(sorted({_COINS[name] for name in names})))


def _pairs(m: Slots) -> Task | None:
    return Ways("choices", m.integer("n"), 2)


def _ways(what: str) -> Callable[[Slots], Task | None]:
    return lambda m: Ways(what, m.integer("n"), m.integer("k") if m.has("k") else 0)


def _of_set(what: str) -> Callable[[Slots], Task | None]:
    def build(m: Slots) -> Task | None:
        tokens = m.tokens("s")
        if len(tokens) < 3 or tokens[0].text != "{" or tokens[-1].text != "}":
            raise NotUnderstood("A set such as {1, 2, 3} is expected.")
        elements = [" ".join(t.raw for t in piece) for piece in split(tokens[1:-1], ",")]
        if len(set(elements)) < len(elements) or "..." in " ".join(elements):
            raise NotUnderstood("The elements of the set are not all named once.")
        return Ways(what, len(elements), m.integer("k") if m.has("k") else 0)

    return build


_SEVERAL_HOLDERS: Final = frozenset(
    "committee group team members deputies clerks assistants vice-presidents".split()
)


def _offices(m: Slots) -> Task | None:
    """``a president, a vice president and a treasurer``: different offices, counted."""
    pieces = split(m.tokens("xs"), ",", "and")
    names = [
        " ".join(t.text for t in piece if t.text not in {"a", "an", "the"}) for piece in pieces
    ]
    if (
        len(names) < 2
        or any(not name or name[0].isdigit() for name in names)
        or len(set(names)) < len(names)
    ):
        return None
    if any(token.kind == "num" or token.text in _SEVERAL_HOLDERS for token in m.tokens("xs")):
        raise NotUnderstood("An office with several holders is no office for each.")
    return Ways("offices", m.integer("n"), len(names))


_HOW = (
    "(how many [different|distinct|possible] ways (can|could|are there to|are there for|to)"
    "|in how many [different|distinct|possible] ways (can|could|may)|number of [different] ways)"
)
_GROUP = "(team|committee|group|panel|delegation|jury|squad|selection)"
_PEOPLE = "[people|members|persons|students|players]"
_ONCE = "[exactly] [once|one time]"
_GAMES = "(games|matches|handshakes|hand shakes)"


def _with_repetition(make: Callable[[bool | None], Builder], *patterns: str) -> tuple[Phrase, ...]:
    """Clauses for ``patterns``, each with every way to allow or to forbid repetition after it."""
    found: tuple[Phrase, ...] = ()
    for pattern in patterns:
        found += clause(make(None), pattern)
        for repeats, general, special in ((True, _ALLOWED, _ALLOWED_OF), (False, _FORBIDDEN, _FORBIDDEN_OF)):  # fmt: skip
            found += clause(make(repeats), *(f"{pattern} [,] {words}" for words in general))
            found += clause(
                _of_one_kind(make(repeats)), *(f"{pattern} [,] {words}" for words in special)
            )
    return found


def _of_one_kind(build: Builder) -> Builder:
    """For what is said of letters or of digits, where only signs of one kind are used."""

    def checked(m: Slots) -> Task | None:
        if m.has("v"):
            raise NotUnderstood("It is not said of all signs whether they may be repeated.")
        return build(m)

    return checked


_ALLOWED: Final = (
    "(if|when|with|and|where) (repetition|repetitions|repeats) [is|are] [allowed|permitted]",
    "(if|when|and|where) [the] (characters|they) (may|can) (repeat|be repeated|be reused)",
)
_ALLOWED_OF: Final = (
    "(if|when|with|and|where) (repeated digits|repeated letters|repeating digits|repeating letters) [is|are] [allowed|permitted]",
    "(if|when|and|where) [the] (digits|letters) (may|can) (repeat|be repeated|be reused)",
)
_FORBIDDEN: Final = (
    "(without|with no|if there is no|with non) (repetition|repeating|repeats|repetitions|replacement)",
    "(if|when|where|and|with) no (character|repetition|repetitions) (repeats|is repeated|are repeated|may be repeated|repeated|can be repeated|repeat|may repeat|is allowed|can repeat|is used twice|allowed)",
    "(if|when|where|and) (repetition|repetitions) (is|are) not (allowed|permitted)",
)
_FORBIDDEN_OF: Final = (
    "(without|with no|if there is no|with non) (repeated digits|repeated letters|repeating digits|repeating letters|repetition of digits|repetition of letters)",
    "(if|when|where|and|with) no (letter|digit|letters|digits) (repeats|is repeated|are repeated|may be repeated|repeated|can be repeated|repeat|may repeat|is allowed|can repeat|is used twice|allowed)",
    "(if|when|where|and) [the|each] (letters|digits|letter|digit) (cannot|can't|can not|may not|must not) (be repeated|repeat)",
    "(if|where|when) all [the] (digits|letters) are (different|distinct)",
    "using each (letter|digit) [at most|only] once",
)


_BINARY = "(binary strings|bit strings|binary sequences|bitstrings|binary words|strings of bits)"
_CODE = "(license plates|number plates|codes|passwords|strings|words|plates|pins|combinations|pin codes|serial numbers|passcodes|pin numbers|car plates)"
_POSSIBLE = "[are possible|are there|can be made|can be formed|can you make|exist|are there in total|can we make]"

PHRASES = (
    *_with_repetition(_codes, f"how many [different|possible] {{k}} [-] {{u}} [license plates|plates|codes] followed by {{j}} {{v}} {_POSSIBLE}",
                      f"how many [different|possible] {_CODE} (have|with|consist of|consisting of|of|contain|are there with|can be made with) {{k}} {{u}} (followed by|and then|then) {{j}} {{v}} {_POSSIBLE}",
                      f"how many [different|possible] {{k}} [-] {{u}} {_CODE} {_POSSIBLE}",
                      f"how many [different|possible] {_CODE} (of|with) {{k}} {{u}} {_POSSIBLE}"),
    *_with_repetition(_from_letters, f"how many [different|distinct] {{k}} [-] letter ['] {_CODE} ['] (can you make|can be made|can be formed|can we make|are there|can you form) (from|using|with|out of) the letters {{xs}}"),
    *clause(_strings, f"how many {_BINARY} (of|have|with) length {{n}} [are there]",
            "how many {n} [-] bit (strings|numbers) are there",
            f"how many {_BINARY} (of|have|with) length {{n}} (contain|have|with|containing|having) exactly {{k}} (1 s|ones|1 ' s|0 s|zeros|zeroes|1 's|0 's)"),
    *noun(_strings, f"number of {_BINARY} of length {{n}} [(with|containing) exactly {{k}} (1 s|ones|0 s|zeros|zeroes)]"),
    *text(_committee, f"[a] {_GROUP} of {{k}} [people|members] is to be (chosen|selected|formed) from {{a}} {{p}} and {{b}} {{q}} ; how many [such] (committees|teams|groups) (have|contain|include) {{cmp}} {{j}} {{w}}"),
    *clause(_committee, f"from {{a}} {{p}} and {{b}} {{q}} [,] (in how many ways can|how many) [a] {_GROUP} of {{k}} {_PEOPLE} (be|can be) (picked|chosen|selected|formed) (with|containing|that includes|including|that contains|having|if it must include|that has|so that there are|with exactly) {{cmp}} {{j}} {{w}}",
            f"(in how many ways can|how many ways can) [a] {_GROUP} of {{k}} {_PEOPLE} be (picked|chosen|selected|formed) from {{a}} {{p}} and {{b}} {{q}} (with|if it must include|so that it includes|including|containing|that includes|if it must have|if it must contain|if there must be|so that there are) {{cmp}} {{j}} {{w}}",
            f"how many [different] (committees|teams|groups) of {{k}} {_PEOPLE} (can be (picked|chosen|selected|formed)|are there) from {{a}} {{p}} and {{b}} {{q}} (with|that include|including|containing|that have) {{cmp}} {{j}} {{w}}"),
    *clause(_boxes, f"{_HOW} (put|place|distribute|divide|give|share|arrange|split) {{n}} identical {{thing}} (into|among|to|between|in|amongst) {{k}} [different|distinct] {{box}}",
            f"{_HOW} {{n}} identical {{thing}} be (put|placed|distributed|divided|shared|given|split) (into|among|to|between|in|amongst) {{k}} [different|distinct] {{box}}",
            f"{_HOW} (put|place|distribute|divide|give|share|split) {{n}} identical {{thing}} (into|among|to|between|in|amongst) {{k}} [different|distinct] {{box}} [,] (if|so that|such that|with|when) (no {{none}} (may be|is|can be|being|is left) empty|(each|every) {{none}} (gets|receives|has|contains|must contain|must get|gets to have|must have) at least one [{{thing2}}])",
            f"{_HOW} {{n}} identical {{thing}} be (put|placed|distributed|divided|shared|given|split) (into|among|to|between|in|amongst) {{k}} [different|distinct] {{box}} [,] (if|so that|such that|with|when) (no {{none}} (may be|is|can be|being|is left) empty|(each|every) {{none}} (gets|receives|has|contains|must contain|must get|must have) at least one [{{thing2}}])"),
    *noun(_boxes, "number of ways to (put|place|distribute|divide|give|share) {n} identical {thing} (into|among|to|between|in) {k} [different|distinct] {box}"),
    *(phrase for parity in ("", "even", "odd") for phrase in _with_repetition(_numbers(parity),
      f"how many [different] {{k}} [-] digit {parity} (numbers|integers) (can be formed|can you make|can be made|can you form|are there|can we form) (from|using|with|out of) [the] [digits] {{xs}}")),
    *(phrase for rule, words in (
        ("together", "(must|have to|should|need to) [stand|sit|be] [always] (next to each other|together|side by side|beside each other)"),
        ("apart", "(must not|cannot|can't|may not|should not|refuse to|do not want to|can not|don't want to|won't) [stand|sit|be] (next to each other|together|side by side|beside each other)"),
      ) for phrase in clause(_row(rule), f"{_HOW} {{a}} [people|students|persons|children|friends|books|kids] (line up|stand in a row|stand in a line|sit in a row|be seated in a row|be arranged in a row|be arranged in a line|be arranged|queue|be lined up|be arranged on a shelf|be put in a row) (if|so that|such that|when|where|with) {{who}} {words}")),
    *(phrase for rule, words in (
        ("apart", "no two {w} (are|stand|sit) (adjacent|next to each other|together|side by side)"),
        ("together", "all [of] [the] {w} (are|stand|sit|must be|must stand|must sit) (together|next to each other)"),
        ("together", "the {w} (are all|all stand|all sit|must all be|must stand|must sit|stand|sit|are) (together|next to each other)"),
        ("alternating", "(they alternate|boys and girls alternate|men and women alternate|the sexes alternate)"),
      ) for phrase in clause(_row(rule), f"{_HOW} {{a}} {{p}} and {{b}} {{q}} (line up|stand in a row|stand in a line|sit in a row|be seated in a row|be arranged in a row|be arranged in a line|be lined up) (if|so that|such that|when|where|with) {words}")),
    *clause(_paths, "how many [shortest|different|lattice] paths are there from {from} to {to} (moving only|if you can only move|going only|that only go|only moving|if you only move|using only moves) (right or up|up or right|right and up|up and right|up and to the right)",
            "how many [shortest] lattice paths are there from {from} to {to}",
            "how many [shortest|different] paths (are there|lead|go) (through|across|in|on) (a|an) {x} (by|x) {y} grid [(moving only|going only|if you can only move) (right or up|up or right|right and up|down and right|right or down|right and down)]"),
    *clause(_change, f"{_HOW} [you] make change for {{n}} cents (using|with|from) [only] {{coins}}", f"{_HOW} [you] make {{n}} cents (using|with|from) [only] {{coins}}",
            "how many ways can you make change for {n} cents (using|with|from) [only] {coins}", "how many ways can you make {n} cents (using|with|from) [only] {coins}",
            "how many ways are there to make [change for] {n} cents (using|with|from) [only] {coins}"),
    *clause(_pairs, f"how many {_GAMES} are there if {{n}} people [all] shake hands with each other {_ONCE}",
            f"how many {_GAMES} (take place|are there|occur|are exchanged|happen) (if|when|among) {{n}} people [if] [each|all] shake[s] hands [with] (each other|everyone else|every other person) {_ONCE}".replace("shake[s]", "(shake|shakes)"),
            f"in a (tournament|league) (of|with) {{n}} (teams|players|people) (everyone plays everyone|each team plays every other team|every team plays every other team|each plays every other|everyone plays everyone else|each team plays each other team|all teams play each other|each player plays every other player) {_ONCE} [;] [how many|number of] {_GAMES} [are there|are played]"),
    *text(_pairs, f"in a (tournament|league) (of|with) {{n}} (teams|players|people) [,] (everyone plays everyone|each team plays every other team|every team plays every other team|each plays every other|everyone plays everyone else|each team plays each other team|all teams play each other|each player plays every other player) {_ONCE} ; (how many|number of) {_GAMES} [are there|are played|are played in total]",
          f"{{n}} people shake hands with (each other|everyone else) {_ONCE} ; (how many|number of) {_GAMES} [are there|take place]"),
    *clause(_ways("subsets"), "how many subsets (does|has) a set (with|of|containing) {n} elements [have]", "how many subsets are there of a set (with|of) {n} elements"),
    *clause(_ways("proper subsets"), "how many proper subsets (does|has) a set (with|of|containing) {n} elements [have]"),
    *clause(_ways("subsets of a size"), "how many {k} [-] element subsets (does|has) a set (with|of|containing) {n} elements [have]",
            "how many subsets of size {k} (does|has) a set (with|of|containing) {n} elements [have]"),
    *clause(_of_set("subsets of a size"), "how many subsets of {s} (have|contain|with|having|containing) [exactly] {k} elements",
            "how many {k} [-] element subsets (does|has) {s} [have]", "how many subsets of size {k} does {s} have"),
    *clause(_of_set("proper subsets"), "how many proper subsets (does|has) [the set] {s} [have]", "how many proper subsets are there of {s}"),
    *clause(_of_set("non-empty subsets"), "how many (non - empty|nonempty) subsets (does|has) [the set] {s} [have]"),
    *noun(_ways("Stirling number of the second kind"), "stirling number of the second kind s \\( {n} , {k} \\)",
          "number of ways to partition a set of {n} elements into {k} [non - empty|nonempty] subsets"),
    *clause(_offices, "in how many [different] ways can {xs} be (elected|chosen|selected|appointed|picked) from [a|an] [club|group|class|committee|team|board] [of|with] {n} [people|members|students|candidates|persons]",
            "how many ways can {xs} be (elected|chosen|selected|appointed|picked) from [a|an] [club|group|class|committee|team|board] [of|with] {n} [people|members|students|candidates|persons]",
            "how many ways (are there|to) [to] (elect|choose|select|appoint|pick) {xs} from [a|an] [club|group|class|committee|team|board] [of|with] {n} [people|members|students|candidates|persons]"),
)  # fmt: skip
