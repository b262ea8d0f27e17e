"""``python -m kaelum_core``."""

from kaelum_core.cli import main

main()
