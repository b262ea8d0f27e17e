"""Who says what: a text taken apart into sayings and what is told besides.

Speech is quoted (``Ann says: "Bob did it."``, ``Ann: 'Bob did it.'``), reported
(``Ann says that Bob did it``) or written on something (``The sign on the red
door reads "..."``).
"""

from __future__ import annotations

import re

from attrs import field, frozen

from kaelum_logic.finite.text import sentences
from kaelum_logic.problem import strings

__all__ = ["Saying", "Testimony", "testimony"]

_OPENING = r"(?<![\w])"
_QUOTED = re.compile(
    rf"\"([^\"]+)\"|“([^”]+)”|{_OPENING}‘([^’]+(?:’\w[^’]*)*)’(?!\w)"
    rf"|{_OPENING}'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)"
)
_SAYS = (
    r"(?:says?|said|claims?|claimed|states?|stated|declares?|declared|answers?|answered|replies|replied|"
    r"tells? (?:you|us|me)|told (?:you|us|me)|reads?|asserts?|asserted|adds?|added|insists?|insisted|"
    r"remarks?|remarked|announces?|announced|swears?|swore|testifies|testified|mentions?|mentioned)"
)
_TIME = r"(?:(?:then|now|also|in turn|finally) )?"
_QUOTE_LAST = re.compile(
    rf"(?is)^(?:[^:]*,\s+)?(?P<who>[^:,]{{1,60}}?),?\s+{_TIME}{_SAYS}\s*(?:that)?\s*[:,]?\s*_q(?P<number>\d+)_(?P<tail>.*)$"
)
_QUOTE_FIRST = re.compile(
    rf"(?is)^_q(?P<number>\d+)_[,.]?\s*(?:{_SAYS}\s+(?P<who>[^:,]{{1,40}}?)|(?P<whom>[^:,]{{1,40}}?)\s+{_SAYS})(?P<tail>[.]?)$"
)
_QUOTE_AFTER_COLON = re.compile(r"(?is)^(?P<who>[^:]{1,60}?)\s*:\s*_q(?P<number>\d+)_(?P<tail>.*)$")
_AFTER_COLON = re.compile(r"^(?P<who>(?:The |Statement |Box |Door )?[A-Z\d][\w-]*(?: [\w-]+)?)\s*:\s*(?P<said>\S.*)$", re.DOTALL)  # fmt: skip
_REPORTED = re.compile(
    rf"(?is)^(?P<who>(?:the )?[\w.-]+(?: [\w-]+){{0,2}}?)\s+{_TIME}{_SAYS}\s+(?:that\s+)?(?P<said>\S.*)$"
)
_NEXT_REPORT = re.compile(
    rf"(?i)(?:,\s*(?:and|but|while)?|;|\s+(?:and|but|while))\s+(?=[A-Z][\w-]*\s+{_SAYS}\b)"
)
_NEW_FACT = re.compile(r",\s*(?:and|but)\s+(?=[A-Z])")
_UNSAID = re.compile(
    r"(?i)\b(?:not|never|if|nobody|would|could|might|may|can|will|should|almost|nearly|hardly)\b|n't\b"
)
"""What stands before "says" where nothing was said."""
_SILENT = re.compile(r"(?i)^(?:nothing|no word|not a word)\b")


@frozen
class Saying:
    """What one speaker says.

    Attributes:
        speaker: the words for the speaker.
        content: what is said.
        quoted: whether *I* in it is the speaker.
        text: the whole sentence as written.
    """

    speaker: str
    content: str
    quoted: bool
    text: str


@frozen
class Testimony:
    """The sayings of a text, and its other sentences in order."""

    sayings: tuple[Saying, ...]
    others: tuple[str, ...] = field(converter=strings)


def testimony(text: str) -> Testimony:
    """``text`` taken apart; what has no speaker is left among the other sentences."""
    quotes: list[str] = []

    def hide(match: re.Match[str]) -> str:
        content = next(group for group in match.groups() if group is not None).strip()
        quotes.append(content)
        after = match.string[match.end() :].lstrip(" ")
        closes = content[-1:] in ".!?" and (
            not after or after[0].isupper() or after[0] in "\n\"'“‘"
        )
        return f"_q{len(quotes) - 1}_{'.' if closes else ''}"

    hidden = _QUOTED.sub(hide, text.replace("’", "'") if "‘" not in text else text)
    sayings: list[Saying] = []
    others: list[str] = []
    for sentence in sentences(hidden):
        shown = re.sub(r"_q(\d+)_", lambda match: f'"{quotes[int(match[1])]}"', sentence)
        found = _quoted(sentence, shown, quotes)
        if found is not None:
            sayings += found
        elif "_q" in sentence:
            others.append(shown)
        else:
            spoken, told = _unquoted(sentence)
            sayings += spoken
            others += told
    return Testimony(tuple(sayings), others)


def _quoted(sentence: str, shown: str, quotes: list[str]) -> list[Saying] | None:
    match = (
        _QUOTE_FIRST.match(sentence)
        or _QUOTE_LAST.match(sentence)
        or _QUOTE_AFTER_COLON.match(sentence)
    )
    if match is None or re.search(r"_q\d", match["tail"]):
        return None
    who = match["who"] or match.groupdict().get("whom") or ""
    if _UNSAID.search(who):
        return None
    content = quotes[int(match["number"])]
    tail = match["tail"].strip(" .,!")
    if tail and not _addressed(tail):
        return None
    pieces = [piece for piece in re.split(r"(?<=[.!])\s+", content) if piece]
    return [Saying(who.strip(), piece.strip(" .,!"), quoted=True, text=shown) for piece in pieces]


def _addressed(tail: str) -> bool:
    """Whether what follows a quotation only says to or of whom it was said."""
    return bool(
        re.fullmatch(
            r"(?i)(?:talking|speaking|meaning|referring)\s+(?:about|of|to)?\s*(?:himself|herself|themselves)"
            r" and [A-Z][\w-]*",
            tail,
        )
    )


def _unquoted(sentence: str) -> tuple[list[Saying], list[str]]:
    """Reported sayings in ``sentence`` and what it tells besides; all of it if it reports none."""
    if sentence.rstrip().endswith("?"):
        return [], [sentence]
    if (match := _AFTER_COLON.match(sentence)) and not re.search(
        rf"(?i)\b{_SAYS}$|\b(?:is|are|was|were|has|have|suspects?|people|boys|girls|friends|"
        r"alibi|clues?|facts?|note|question|puzzle|hint|rules?)\b",
        match["who"],
    ):
        return [Saying(match["who"], match["said"].strip(" .!"), quoted=True, text=sentence)], []
    spoken: list[Saying] = []
    told: list[str] = []
    for report in _NEXT_REPORT.split(sentence):
        match = _REPORTED.match(report.strip())
        if (
            match is None
            or _UNSAID.search(match["who"])
            or match["who"].lower()
            in (
                "he",
                "she",
                "it",
                "they",
                "i",
                "who",
                "everyone",
            )
        ):
            told.append(report)
            continue
        said, *facts = _NEW_FACT.split(match["said"].rstrip(" .!"))
        if not _SILENT.match(said):
            spoken.append(Saying(match["who"], said, quoted=False, text=report.strip()))
        told += facts
    return (spoken, told) if spoken else ([], [sentence] if not _says_nothing(sentence) else [])


def _says_nothing(sentence: str) -> bool:
    match = _REPORTED.match(sentence)
    return bool(match and _SILENT.match(match["said"]))
