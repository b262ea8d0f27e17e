"""Questions in everyday words: concepts and quantities in a row, and grammars over them."""
