"""What the router is compared with: keyword rules, and TF-IDF with logistic regression."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

_KEYWORDS = {
    "math": "calculate solve equation integral derivative sum how many how much percent probability "
    "average total number triangle prove",
    "logic": "if then all some none true false valid premise conclusion argument puzzle deduce "
    "statement left right follows",
    "code": "python java javascript function code program sql html def class error script bug api "
    "algorithm array",
    "factual": "who what when where why which explain define describe history capital country",
    "creative": "story poem write imagine song creative character haiku letter fiction compose",
}


def keyword_rules(texts: Sequence[str], classes: Sequence[str]) -> Any:
    """Share of each class among the keywords that a text contains; *none* when there are none."""
    scores = np.zeros((len(texts), len(classes)))
    for row, text in enumerate(texts):
        padded = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in text.lower()).split())} "
        for domain, words in _KEYWORDS.items():
            scores[row, classes.index(domain)] = sum(
                f" {word} " in padded for word in words.split()
            )
        total = scores[row].sum()
        if total:
            scores[row] /= total
        else:
            scores[row, -1] = 1.0
    return scores


def tfidf(train: Sequence[str], labels: Any, test: Sequence[str], classes: Sequence[str]) -> Any:
    """Class probabilities of a logistic regression over words and pairs of words."""
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    model = LogisticRegression(C=10.0, max_iter=300, tol=1e-3, class_weight="balanced")
    model.fit(vectorizer.fit_transform(train), labels)
    scores = np.zeros((len(test), len(classes)))
    scores[:, model.classes_] = model.predict_proba(vectorizer.transform(test))
    return scores
