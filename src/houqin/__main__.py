"""python -m houqin, and the script of that name."""

import gc

gc.disable()  # a run is short and leaves hardly a circle behind: looking for them cost a tenth of it (decision 0009)

from houqin.cli.app import main  # noqa: E402  (before the first import: they make most of what would be looked at)

if __name__ == "__main__":
    main()
