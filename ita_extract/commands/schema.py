"""schema: the JSON Schema of the documents."""

from __future__ import annotations

import argparse
import sys

from ita_extract.output.json import schema_to_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    sys.stdout.write(schema_to_json().decode("utf-8"))
    return 0
