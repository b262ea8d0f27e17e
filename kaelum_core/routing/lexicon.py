"""Words that say what is asked for, and what the text is made of.

Each entry names a kind of word and lists its members. Entries are about the
language of requests in general: verbs people open a request with, nouns for
what they want to have, phrases of deduction. They name no data set's wording.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "CONDITIONS",
    "EXCEPTIONS",
    "FUNCTION_WORDS",
    "OBJECTS",
    "PHRASES",
    "POLITE",
    "VERBS",
    "WORDS",
    "WORD_KINDS",
]


def _invert(table: Mapping[str, str]) -> dict[str, str]:
    return {word: kind for kind, words in table.items() for word in words.split()}


POLITE = frozenset(
    "please can could would will you i me us my to want need help like kindly hi hello hey so now "
    "just then also and i'd we we'd id let's lets your task is must should have try the question "
    "following answer".split()
)
"""Words skipped in front of the verb of a request."""

FUNCTION_WORDS = frozenset(
    "the a an of to in is are was were and or that this it he she they for on with as at by from be "
    "has have had not but if what which who how many much when where why do does did can will would "
    "i you my your his her its their one two there all each some no than then more".split()
)
"""The small words of English; text without them is a list, code, gibberish or another language."""

CONDITIONS = frozenset("if then all every each when whenever only per unless".split())
"""Words that make what is said hold under a condition."""

EXCEPTIONS = frozenset(
    "not no never neither nor none nobody nothing except unless without cannot".split()
)
"""Words that take something away from what is said."""

VERBS = _invert(
    {
        "compute": "find compute calculate evaluate solve simplify factor factorise factorize expand "
        "differentiate integrate determine estimate approximate convert round express minimize "
        "maximize minimise maximise add subtract multiply divide work count sketch plot",
        "prove": "prove show verify demonstrate proof disprove",
        "make": "write create make generate compose draft design develop build produce come invent "
        "craft prepare give provide pen author",
        "tell": "tell narrate recite continue finish retell",
        "code": "implement debug refactor fix optimize optimise parse compile deploy install "
        "configure trace code program script run import declare initialize",
        "explain": "explain describe define discuss compare outline list name identify suggest "
        "recommend elaborate contrast analyze analyse examine",
        "judge": "decide check assess infer deduce conclude judge",
        "transform": "translate summarise summarize paraphrase rewrite rephrase proofread classify "
        "categorize categorise extract correct edit shorten label transcribe reword condense tldr",
        "act": "set turn play call remind book order cancel open close schedule send transfer buy "
        "pay block stop start pause dim wake snooze text skip lower raise mute",
        "imagine": "imagine pretend act roleplay assume",
        "given": "let suppose consider given assuming",
    }
)
"""Verb at the head of a sentence -> what kind of doing is asked for."""


def _with_plurals(table: Mapping[str, str]) -> dict[str, str]:
    return {f"{word}s": kind for word, kind in table.items()} | dict(table)


OBJECTS = _with_plurals(
    _invert(
        {
            "text": "story stories poem poems poetry haiku sonnet song lyrics letter essay email speech "
            "joke jokes limerick novel dialogue monologue slogan slogans tagline blog post article "
            "review tweet caption ad advertisement toast eulogy rap screenplay scene chapter fairytale "
            "tale fable greeting card invitation headline ballad verse novella vignette anecdote "
            "obituary pitch newsletter brochure backstory skit jingle ode parody fanfic fanfiction "
            "memoir diary journal testimonial bio prose paragraph",
            "code": "function program script code class method query regex regexp algorithm api app "
            "application website webpage component module macro makefile dockerfile test tests sql "
            "schema loop command struct endpoint bot snippet decorator subroutine parser compiler "
            "python java javascript typescript c++ c# rust go golang bash shell html css php ruby "
            "kotlin swift matlab react django flask node pandas numpy regex yaml json xml plugin "
            "library package server cli pipeline",
            "value": "value sum product area volume probability number numbers root roots solution "
            "solutions derivative integral limit equation remainder percentage ratio average mean "
            "median perimeter distance speed cost total angle length radius coefficient determinant "
            "factor factors multiple polynomial expression slope x y n maximum minimum quotient "
            "difference sequence term matrix integer integers",
            "truth": "statement statements conclusion argument syllogism claim premise premises "
            "inference hypothesis valid",
            "fact": "fact history reason cause step benefit difference type overview recipe "
            "meaning definition role impact importance capital symptom process concept",
        }
    )
)
"""Noun soon after the verb -> what is wanted."""

WORDS = _invert(
    {
        "quantifier": "all every each no some any none nobody everyone everybody someone nothing "
        "everything most few whoever whatever",
        "connective": "if then unless either neither nor or not only implies therefore hence thus "
        "whenever otherwise",
        "deduction": "premise premises conclusion conclude follows valid invalid deduce deductively "
        "infer inference syllogism entail entails entailed contradiction contradicts consistent "
        "inconsistent logically argument fallacy liar knight knights knave knaves truth lies lying "
        "uncertain clue clues puzzle riddle tautology satisfiable unsatisfiable formally invariant "
        "invariants terminates halts correctness precondition postcondition",
        "order": "left right leftmost rightmost immediately adjacent seated sits sitting opposite "
        "between before after older younger taller shorter newest oldest first second third last "
        "fourth fifth above below behind ahead faster slower next",
        "money": "dollars cents cost costs price pay paid profit earns earned bought sold spend "
        "spent salary discount interest tax",
        "measure": "miles km kilometers meters metres feet inches cm hours minutes seconds days "
        "weeks pounds kg grams gallons liters litres mph percent degrees speed rate ratio fraction "
        "half twice thrice double triple times dozen",
        "calc": "sum difference product quotient equation integral derivative polynomial matrix "
        "triangle circle rectangle square cube angle radius diameter perimeter area volume prime "
        "divisible remainder digit digits integer integers probability average mean median "
        "permutation permutations combinations logarithm log sin cos tan sqrt theorem modulo "
        "factorial vector eigenvalue exponent fraction decimal total many much altogether",
        "programming": "python java javascript typescript c++ sql html css php bash linux git docker "
        "kubernetes api function class method variable array string list dictionary tuple loop "
        "recursion pointer exception error traceback compile compiler runtime database query table "
        "json xml regex code codes coding program programs programming script algorithm framework "
        "library npm pip import module server client async thread mutex dataframe pandas numpy "
        "react django flask node css excel vba powershell terraform aws github commit branch stack "
        "array arrays nums substring subsequence subarray node nodes linked stack queue stdin stdout "
        "runtime input output parentheses null undefined int float bool boolean struct enum interface syntax debug",
        "narrative": "story poem character characters protagonist narrator tale fictional fantasy "
        "romance novel plot dragon wizard princess hero villain rhyme rhyming verse stanza lyrics "
        "funny humorous witty heartfelt whimsical tone style voice mood suspense dialogue scene "
        "genre imaginary magical",
        "appeal": "promotional promote promoting advertise advertising brand branding campaign slogan "
        "tagline product products customers customer audience catchy launch persuasive engaging "
        "marketing copywriter headline selling client newsletter followers hashtags boutique",
        "occasion": "birthday wedding anniversary farewell retirement graduation toast speech "
        "congratulations congratulate gratitude apology condolences invitation valentine christmas "
        "greeting bride groom eulogy",
        "service": "account order orders refund card pin password subscription delivery parcel "
        "package balance transfer login booking reservation receipt fee charged payment invoice "
        "tracking statement top-up policy membership voucher ticket",
        "device": "alarm timer lights light volume playlist thermostat remind reminder calendar "
        "appointment music song songs channel tv lamp speaker radio podcast navigate shopping",
        "affairs": "boyfriend girlfriend husband wife boss landlord neighbour neighbor roommate "
        "flatmate coworker colleague ex dating date marriage divorce breakup parents mom dad "
        "doctor lawyer savings mortgage job feelings lonely",
        "now": "today tomorrow tonight yesterday now currently latest weather forecast traffic news "
        "nearest nearby here",
        "self": "i my me mine myself i'm i've i'd we our us",
    }
)
"""Word anywhere -> what the text is made of. A word stands in the last kind that lists it."""

WORD_KINDS = tuple(sorted(set(WORDS.values())))

PHRASES: Mapping[str, str] = {
    "how many": "ask:count",
    "how much": "ask:count",
    "how far": "ask:count",
    "how long": "ask:count",
    "how old": "ask:count",
    "how to": "ask:howto",
    "how do": "ask:howto",
    "how can": "ask:howto",
    "how does": "ask:explain",
    "how did": "ask:explain",
    "why do": "ask:explain",
    "why does": "ask:explain",
    "why is": "ask:explain",
    "why are": "ask:explain",
    "who was": "ask:fact",
    "who is": "ask:fact",
    "who wrote": "ask:fact",
    "who invented": "ask:fact",
    "who won": "ask:fact",
    "when did": "ask:fact",
    "when was": "ask:fact",
    "where is": "ask:fact",
    "where was": "ask:fact",
    "where are": "ask:fact",
    "true or": "ask:truth",
    "does it": "ask:truth",
    "it follow": "ask:truth",
    "be true": "ask:truth",
    "must be": "ask:must",
    "could be": "ask:must",
    "we conclude": "ask:truth",
    "is true": "ask:truth",
    "is false": "ask:truth",
    "following statements": "ask:truth",
    "the truth": "truth-teller",
    "exactly one": "constraint",
    "at least": "constraint",
    "at most": "constraint",
    "only if": "constraint",
    "if and": "constraint",
    "as well": "constraint",
    "in order": "constraint",
    "thank you": "chat",
    "good morning": "chat",
    "good night": "chat",
    "how are": "chat",
    "what's up": "chat",
    "are you": "chat",
    "do you": "chat",
    "your name": "chat",
    "in the style": "style",
    "from the perspective": "style",
    "point of": "style",
    "words long": "style",
    "word story": "style",
    "once upon": "style",
    "you are": "persona",
    "as a": "persona",
    "as an": "persona",
    "you were": "persona",
    "would you": "persona",
    "act as": "persona",
    "into french": "translation",
    "into spanish": "translation",
    "to english": "translation",
    "in spanish": "translation",
    "in french": "translation",
    "in german": "translation",
}
"""Two neighbouring words -> what they say. Longer phrases are recognised by their first two."""
