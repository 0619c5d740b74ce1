"""python -m houqin, and the script of that name."""

from houqin.cli.app import main

if __name__ == "__main__":
    main()
