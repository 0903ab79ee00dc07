"""Arguments in, exit codes out: 0 all is well, 1 something failed or differs, 2 wrong usage, 130 stopped.

What a command needs is imported when it runs, so that --help answers at once.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from importlib import import_module

from ita_extract import __version__
from ita_extract.errors import ItaError, Stopped, UsageError

# Type checkers know this name; importing it from typing would cost as much as argparse does.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

BROKEN_PIPE = 141

# Each is a module of ita_extract.commands with add_arguments and run.
COMMANDS = {
    "convert": "read reports and write a JSON document for each",
    "run": "convert as a recipe says, with settings saved for one use",
    "status": "say how far the run on an output folder is",
    "tables": "write measures, scores and findings as flat tables",
    "show": "print one report for a person to read",
    "schema": "print the JSON Schema of the documents",
    "check": "compare two folders of documents, field by field, in words",
    "evaluate": "measure documents against those that a person confirmed",
    "confirm": "go through documents and say what is right, for evaluate",
    "doctor": "say what is installed, what is missing, and how to install it",
}


def main(argv: Sequence[str] | None = None) -> int:
    _settle_streams()
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        options = _parsed(given)
        code: int = options.run(options)
        sys.stdout.flush()
    except ItaError as error:
        _complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _complain("Stopped.")
        return Stopped.exit_code
    except Exception as error:
        if _is_unheard(error):
            # Python would complain once more when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return BROKEN_PIPE
        if "--debug" in given:
            raise
        _complain(_words(error))
        return 1
    return code


def _settle_streams() -> None:
    """Thai can be typed and printed whatever the system's encoding is; what cannot be shown is escaped.

    What a scheduler has closed is opened on nothing: the first file that is opened would take its place.
    """
    for name, mode, errors in (
        ("stdin", "r", "replace"),
        ("stdout", "w", "backslashreplace"),
        ("stderr", "w", "backslashreplace"),
    ):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
        if hasattr(getattr(sys, name), "reconfigure"):
            getattr(sys, name).reconfigure(encoding="utf-8", errors=errors)


def _is_unheard(error: Exception) -> bool:
    """Whether the reader of our output has gone; Windows calls that an invalid argument."""
    if os.name == "nt" and isinstance(error, OSError):
        return error.filename is None and error.errno in (errno.EINVAL, errno.EPIPE)
    return isinstance(error, BrokenPipeError)


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        place = error.filename or "standard output"
        return f"{place}: cannot be written ({error.strerror}). Make room and start it again."
    return f"ita-extract failed ({type(error).__name__}: {error}). Run it again with --debug to see where."


def _complain(message: str) -> None:
    from ita_extract.console import say

    say(f"ita-extract: {message}")


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong in a sentence; all options of a command would hide it."""

    def error(self, message: str) -> NoReturn:
        self.exit(UsageError.exit_code, f"{self.prog}: {message}. See `{self.prog} --help`.\n")


def _parsed(given: Sequence[str]) -> argparse.Namespace:
    options, unknown = parser(given).parse_known_args(given)
    if unknown:
        options.parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    return options


def parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Only the command that is named gets its options: those of Settings cost imports."""
    made = _Parser(
        prog="ita-extract",
        description="Reads the integrity (ITA) reports of Thai agencies and writes structured, checked JSON.",
        epilog="Each command has its own --help.",
        allow_abbrev=False,
    )
    made.add_argument("--version", action="version", version=f"ita-extract {__version__}")
    commands = made.add_subparsers(metavar="COMMAND", required=True)
    named = next((word for word in given if not word.startswith("-")), None)
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        command.add_argument("--debug", action="store_true", help="print the traceback of unexpected errors")
        if name == named:
            module = import_module(f"ita_extract.commands.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run, parser=command)
    return made
