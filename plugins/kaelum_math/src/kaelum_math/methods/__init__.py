"""Algorithms that families use: pure functions of numbers, which read no text."""
