"""Word problems: the door to :mod:`kaelum_math.story`."""

from kaelum_math.story.reader import read

__all__ = ["read"]
