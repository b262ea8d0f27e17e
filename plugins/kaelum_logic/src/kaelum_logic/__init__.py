"""The logic expert of Kaelum; reached through the entry-point group ``kaelum``."""
