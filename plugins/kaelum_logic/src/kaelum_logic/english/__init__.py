"""English with logical structure, read into formulae.

``tokens`` and ``lexicon`` see words, ``grammar`` finds the trees of a sentence
(``tree``), ``meaning`` turns trees into formulae, and ``passage`` tells
premises, framing and question apart.
"""
