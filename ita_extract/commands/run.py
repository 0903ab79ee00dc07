"""run: a conversion as a recipe has it."""

from __future__ import annotations

import argparse

from ita_extract.batch.choices import Choices
from ita_extract.commands import convert
from ita_extract.options import named
from ita_extract.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "recipe",
        metavar="RECIPE",
        help="convert_folder, import_legacy, feed_tools, or the path of a TOML file",
    )
    convert.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """What the command line names counts for more than the recipe."""
    from ita_extract.commands.conversion import Request, convert
    from ita_extract.recipes import load

    recipe = load(options.recipe)
    settings = Settings(**{**recipe.settings, **named(options, Settings)})
    choices = Choices(**{**recipe.choices, **named(options, Choices)})
    return convert(Request(options.inputs, options.out, settings, choices, options.debug))
