"""run: a conversion as a recipe has it."""

from __future__ import annotations

import argparse

from ita_extract.batch.choices import Choices
from ita_extract.commands.convert import Request, convert
from ita_extract.options import named
from ita_extract.recipes import load
from ita_extract.settings import Settings


def run(options: argparse.Namespace) -> int:
    """What the command line names counts for more than the recipe."""
    recipe = load(options.recipe)
    settings = Settings(**{**recipe.settings, **named(options, Settings)})
    choices = Choices(**{**recipe.choices, **named(options, Choices)})
    return convert(Request(options.inputs, options.out, settings, choices, options.debug))
