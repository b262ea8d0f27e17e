"""The math expert of Kaelum; reached through the entry-point group ``kaelum``."""
