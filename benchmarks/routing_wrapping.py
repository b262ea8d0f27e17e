"""Words around a query that say nothing of its domain, for ``train_router.py``.

People greet, give a role, say how the answer should look, say thanks. A router
that has seen such words around queries of every domain learns to read past them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

__all__ = ["wrapped"]

_ROLES = (
    "You are a helpful assistant.",
    "You are an expert in your field with twenty years of experience.",
    "You are a careful assistant. Read everything before you reply.",
    "Act as an expert and answer the request below.",
    "I want you to act as a knowledgeable friend. Be honest with me.",
    "You are a senior specialist whom people come to with difficult requests. Be concrete.",
    "System: you are a polite assistant who never makes things up.\n\nUser:",
    "You are a world-class professional. Follow the instructions exactly.",
    "You're a teacher helping a student. Be patient and clear.",
    "Pretend that you are talking to a beginner.",
    "### Instruction:",
    "Below is an instruction that describes a task. Write a response that completes the request.",
)
_GREETINGS = (
    "Hi!",
    "Hello, I hope you can help me.",
    "Hey there, quick one for you.",
    "Good afternoon. I have been stuck on this for a while.",
    "My sister and I have been talking about this all evening and can't agree.",
    "I'm new here, so please bear with me.",
    "This is for a thing at work, and my manager needs it by tomorrow.",
    "It's for school, and I missed the lesson because I was ill.",
    "I've asked two other people and got two different replies.",
    "Sorry for the long message. I'd rather say a little more than too little.",
    "A friend sent me this today.",
    "Here is what I need from you:",
    "Task:",
    "Question:",
    "Please help with the following.",
    "Prompt:",
)
_CLOSINGS = (
    "Thanks!",
    "Thank you very much in advance.",
    "Please think step by step.",
    "Take your time and be thorough.",
    "Keep it short.",
    "Please don't make it too long, I will read it on my phone.",
    "Answer in English.",
    "Let me know if anything is unclear.",
    "Do not repeat the request in your reply.",
    "Use headings where they help.",
    "What do you say?",
    "Explain as you would to a friend.",
    "### Response:",
    "Your reply should be between 100 and 300 words.",
)


def _some(choice: random.Random, phrases: Sequence[str], chance: float) -> list[str]:
    return [choice.choice(phrases)] if choice.random() < chance else []


def wrapped(text: str, choice: random.Random) -> str:
    """``text`` with a role, greetings or closing words around it, at least one of them."""
    while True:
        before = [
            *_some(choice, _ROLES, 0.2),
            *_some(choice, _GREETINGS, 0.4),
            *_some(choice, _GREETINGS, 0.2),
        ]
        after = _some(choice, _CLOSINGS, 0.5)
        if before or after:
            break
    gap = choice.choice((" ", "\n", "\n\n"))
    return gap.join((*before, text, *after))
