from __future__ import annotations

import sys

from ita_extract.cli import main

sys.exit(main())
