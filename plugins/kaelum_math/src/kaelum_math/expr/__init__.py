"""Mathematical expressions: a small syntax tree, its grammar, and exact arithmetic on it."""
