"""`python -m touchpath` is the command `touchpath`."""

from __future__ import annotations

import sys

from touchpath.command import main

if __name__ == "__main__":
    sys.exit(main())
