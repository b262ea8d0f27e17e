"""The sandboxed process: ``python -m kaelum_core.sandbox FD``."""

import sys

from kaelum_core.sandbox.child import main

main(int(sys.argv[1]))
