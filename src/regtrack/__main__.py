"""`python -m regtrack`."""

import sys

from regtrack.cli.main import main

sys.exit(main())
