"""From raw text to tokens: Unicode, LaTeX, number words."""
