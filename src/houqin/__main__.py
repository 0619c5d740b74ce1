"""python -m houqin, and the script of that name."""

import gc

gc.disable()  # a run is short and leaves hardly a circle behind: looking for them cost a tenth of it (decision 0009)

try:
    from houqin.cli.app import main  # before the first import: they make most of what would be looked at
except KeyboardInterrupt:  # Ctrl-C while it is being loaded: there is nothing yet that could be said
    raise SystemExit(130) from None

if __name__ == "__main__":
    main()
