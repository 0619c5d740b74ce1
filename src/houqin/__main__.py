"""python -m houqin, and the script of that name."""

import gc

gc.disable()  # before the first import: a run is short and leaves hardly a circle behind (decision 0009)

import os  # noqa: E402
import sys  # noqa: E402


def _speaks_chinese() -> bool:
    """Whether a file's name can be Chinese here. It cannot where the locale is C and Python was told to go by it."""
    try:
        return sys.getfilesystemencoding() == "utf-8" or bool("后勤".encode(sys.getfilesystemencoding()))
    except UnicodeEncodeError:
        return False


try:
    if (
        sys.executable and not _speaks_chinese() and os.environ.get("PYTHONUTF8") != "1"
    ):  # once more, in Python's UTF-8 mode
        os.execve(sys.executable, sys.orig_argv, {**os.environ, "PYTHONUTF8": "1"})
    from houqin.cli.app import main
except KeyboardInterrupt:  # Ctrl-C while it is being loaded: there is nothing yet that could be said
    raise SystemExit(130) from None

if __name__ == "__main__":
    main()
