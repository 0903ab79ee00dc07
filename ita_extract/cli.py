"""Arguments in, exit codes out: 0 all is well, 1 something failed or differs, 2 wrong usage, 130 stopped.

What a command needs is imported when it runs, so that --help answers at once.
"""

from __future__ import annotations

import argparse
import os
import sys

from ita_extract import __version__
from ita_extract.errors import ItaError

# Type checkers know this name; importing it from typing would cost as much as argparse does.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ita_extract.model.report import Report

STOPPED = 130
BROKEN_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    _use_utf8()
    given = list(sys.argv[1:] if argv is None else argv)
    options = parser(given).parse_args(given)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except ItaError as error:
        _complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _complain("Stopped.")
        return STOPPED
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as error:
        if options.debug:
            raise
        _complain(
            f"ita-extract failed ({type(error).__name__}: {error}). Run it again with --debug to see where."
        )
        return 1
    return code


def _use_utf8() -> None:
    """Thai can be printed whatever the system's own encoding is; what cannot be shown is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(message: str) -> None:
    sys.stderr.write(f"ita-extract: {message}\n")


def parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Only the command that is named gets its options: those of Settings cost imports."""
    made = argparse.ArgumentParser(
        prog="ita-extract",
        description="Reads the integrity (ITA) reports of Thai agencies and writes structured, checked JSON.",
        epilog="Each command has its own --help.",
        allow_abbrev=False,
    )
    made.add_argument("--version", action="version", version=f"ita-extract {__version__}")
    commands = made.add_subparsers(metavar="COMMAND", required=True)
    named = next((word for word in given if not word.startswith("-")), None)
    for name, (add_arguments, run, text) in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        command.add_argument("--debug", action="store_true", help="print the traceback of unexpected errors")
        command.set_defaults(run=run)
        if name == named:
            add_arguments(command)
    return made


def _convert_arguments(parser: argparse.ArgumentParser) -> None:
    from pathlib import Path

    from ita_extract.batch.choices import Choices
    from ita_extract.options import add_options
    from ita_extract.settings import Settings

    parser.add_argument(
        "inputs", metavar="INPUT", nargs="+", type=Path, help="a file, or a folder with all that is in it"
    )
    parser.add_argument(
        "--out", metavar="DIR", required=True, type=Path, help="the folder to write to; it is made if need be"
    )
    add_options(parser, Settings, Choices)


def _run_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "recipe",
        metavar="RECIPE",
        help="convert_folder, import_legacy, feed_tools, or the path of a TOML file",
    )
    _convert_arguments(parser)


def _run(options: argparse.Namespace) -> int:
    from ita_extract.commands.run import run

    return run(options)


def _convert(options: argparse.Namespace) -> int:
    from ita_extract.commands.convert import run

    return run(options)


def _status_arguments(parser: argparse.ArgumentParser) -> None:
    from pathlib import Path

    parser.add_argument("out", metavar="OUT", type=Path, help="the folder that convert writes to")


def _status(options: argparse.Namespace) -> int:
    from ita_extract.commands.status import run

    return run(options)


def _tables_arguments(parser: argparse.ArgumentParser) -> None:
    from ita_extract.commands.tables import add_arguments

    add_arguments(parser)


def _tables(options: argparse.Namespace) -> int:
    from ita_extract.commands.tables import run

    return run(options)


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    from pathlib import Path

    from ita_extract.options import add_options
    from ita_extract.settings import Settings

    parser.add_argument(
        "file", metavar="FILE", type=Path, help="a report, or the JSON that convert made of it"
    )
    add_options(parser, Settings)


def _show(options: argparse.Namespace) -> int:
    from ita_extract.batch.quiet import quiet
    from ita_extract.console import width
    from ita_extract.output.terminal import page

    with quiet(options.debug):
        report = _report(options)
    print(page(report, width()))
    return 0


def _report(options: argparse.Namespace) -> Report:
    from ita_extract.extraction import extract
    from ita_extract.options import settings_of
    from ita_extract.output.json import read_report

    if options.file.suffix.lower() == ".json":
        return read_report(options.file)
    return extract(options.file, settings_of(options))


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    """The command takes none."""


def _schema(options: argparse.Namespace) -> int:
    from ita_extract.output.json import schema_to_json

    sys.stdout.write(schema_to_json().decode("utf-8"))
    return 0


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    from pathlib import Path

    parser.add_argument("out", metavar="OUT", type=Path, help="the folder that convert wrote")
    parser.add_argument("golden", metavar="GOLDEN", type=Path, help="the folder that it should be equal to")


def _check(options: argparse.Namespace) -> int:
    from ita_extract.output.compare import compare_folders

    count = 0
    for difference in compare_folders(options.out, options.golden):
        print(difference)
        count += 1
    print(f"{count or 'No'} difference{'' if count == 1 else 's'}.")
    return 1 if count else 0


def _evaluate_arguments(parser: argparse.ArgumentParser) -> None:
    from ita_extract.commands.evaluate import add_arguments

    add_arguments(parser)


def _evaluate(options: argparse.Namespace) -> int:
    from ita_extract.commands.evaluate import run

    return run(options)


def _confirm_arguments(parser: argparse.ArgumentParser) -> None:
    from ita_extract.commands.confirm import add_arguments

    add_arguments(parser)


def _confirm(options: argparse.Namespace) -> int:
    from ita_extract.commands.confirm import run

    return run(options)


def _doctor(options: argparse.Namespace) -> int:
    from ita_extract.doctor import examine, heading

    print(heading())
    checks = list(examine())
    print(*checks, sep="\n")
    return 1 if any(check.required and not check.found for check in checks) else 0


COMMANDS: dict[
    str, tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int], str]
] = {
    "convert": (_convert_arguments, _convert, "read reports and write a JSON document for each"),
    "run": (_run_arguments, _run, "convert as a recipe says, with settings saved for one use"),
    "status": (_status_arguments, _status, "say how far the run on an output folder is"),
    "tables": (_tables_arguments, _tables, "write measures, scores and findings as flat tables"),
    "show": (_show_arguments, _show, "print one report for a person to read"),
    "schema": (_no_arguments, _schema, "print the JSON Schema of the documents"),
    "check": (_check_arguments, _check, "compare two folders of documents, field by field, in words"),
    "evaluate": (_evaluate_arguments, _evaluate, "measure documents against those that a person confirmed"),
    "confirm": (_confirm_arguments, _confirm, "go through documents and say what is right, for evaluate"),
    "doctor": (_no_arguments, _doctor, "say what is installed, what is missing, and how to install it"),
}
