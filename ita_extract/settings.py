"""One frozen Settings; each field has its help sentence, from which CLI options and recipe keys are made."""

from __future__ import annotations

from dataclasses import Field, dataclass, field
from math import inf
from typing import Any, Literal, get_args, get_origin

_WORDS = {bool: "true or false", int: "a whole number", float: "a number", str: "text in quotes"}


def option(default: Any, help_text: str, **metadata: Any) -> Any:
    """A field with its help sentence.

    concerns: in metadata, the outcomes that another value may change; it may change all where this is absent.
    by_content: in metadata, that the value names a file, and what it holds counts rather than its name.
    between: in metadata, the least and the greatest number that make sense. metavar: what help calls a value.
    """
    return field(default=default, metadata={"help": help_text, **metadata})


def wanted(field: Field[Any], kind: Any, value: object) -> str:
    """What the value of this field, whose type is kind, must be, such as "true or false"; "" where it is."""
    if not _fits(value, kind):
        return _described(kind)
    return expected(field, value) if kind in (int, float) and isinstance(value, int | float) else ""


def _fits(value: object, kind: Any) -> bool:
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    if kind == tuple[str, ...]:
        return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)
    # Python takes True for a number.
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, (int, float) if kind is float else kind)


def _described(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return " or ".join(f'"{each}"' for each in get_args(kind))
    return _WORDS.get(kind, 'a list of text in quotes: ["…"]')


def expected(field: Field[Any], number: float) -> str:
    """What a number of this field must be, such as "from 0 to 1"; "" where it is."""
    least, most = field.metadata.get("between", (-inf, inf))
    if least <= number <= most:
        return ""
    return f"at least {least}" if most == inf else f"from {least} to {most}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that a caller may choose. Nothing else in the package names an option."""

    tables: bool = option(False, "keep every table's grid as read in the output")
    max_megabytes: int = option(
        64, "refuse text, and what Office files unpack to, beyond this many megabytes", between=(1, inf)
    )
    pages: str = option("", "read only these pages of PDF and image files, such as 1-3,7; all when empty")
    password: str = option(
        "",
        "password for encrypted files; the variable ITA_EXTRACT_PASSWORD serves as well",
        concerns=("password-needed",),
    )
    password_file: str = option(
        "", "file whose only line is the password", concerns=("password-needed",), metavar="FILE"
    )
    office_seconds: int = option(
        120, "seconds that LibreOffice may take to convert an older office file", between=(1, inf)
    )
    seconds_per_file: int = option(
        600,
        "stop reading a file after this many seconds, when many are converted",
        concerns=("timed-out",),
        between=(1, inf),
    )
    memory_megabytes: int = option(
        2048,
        "stop reading a file that takes more megabytes of memory, when many are converted",
        concerns=("out-of-memory",),
        between=(1, inf),
    )
    ocr: Literal["auto", "always", "never"] = option(
        "auto", "read pages from their image: where the text cannot be believed, always, or never"
    )
    ocr_engine: str = option(
        "thai_print",
        "engine that reads images: thai_print, tesseract, typhoon, or one that another package offers",
    )
    ocr_second_engine: str = option(
        "", "engine that reads lines holding digits again; where the two differ, a finding has both readings"
    )
    ocr_languages: str = option("tha+eng", "languages that tesseract reads, as the codes of its trained data")
    ocr_url: str = option(
        "",
        "address of the OpenAI-compatible service that typhoon asks, such as http://localhost:8000/v1; "
        "its key is taken from the variable TYPHOON_OCR_API_KEY",
    )
    ocr_model: str = option("typhoon-ocr", "model that typhoon asks the service for")
    ocr_dpi: int = option(
        300, "dots per inch at which PDF pages are drawn to be read from their image", between=(50, 1200)
    )
    ocr_seconds: int = option(60, "seconds that reading one page from its image may take", between=(1, inf))
    repair: Literal["off", "certain", "all"] = option(
        "certain",
        "mend misread letters where only one word is likely, and log each: certain (in what a machine read), "
        "all (in typed text too), off",
    )
    lexicon: str = option(
        "",
        'file of your own words: a line is "word", "phrase", "unit", "heading" or "correction", a tab and '
        "the text, and for the last two another tab and the role or the right text",
        by_content=True,
        metavar="FILE",
    )
