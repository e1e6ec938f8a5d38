"""Run the command line as `python -m themegraph`."""

import sys

from themegraph.cli import main

if __name__ == "__main__":
    sys.exit(main())
