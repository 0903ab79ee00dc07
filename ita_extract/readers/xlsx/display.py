"""A cell's value as its number format prints it (ECMA-376 part 1, 18.8.31).

Thai: a leading t or a locale [$-D…] prints Thai digits; a locale's calendar 7 and the letter b print Buddhist
Era years; locale 041E prints Thai month names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from ita_extract.readers.xlsx.dates import Locale, print_date
from ita_extract.thai.numerals import to_thai_digits

Value = str | bool | int | float | Decimal | date | time | timedelta | None

_GENERAL = "general"
_LOCALE = re.compile(r"\[\$([^\]-]*)(?:-([0-9A-Fa-f]+))?\]")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
_BRACKETED = re.compile(r"\[[^\]]*\]")
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_(.)|\*(.)|([0#?.,%]+|[Ee][+-][0#?]+)|(.)', re.DOTALL)
_FRACTION = re.compile(r"[#?0]\s*/\s*[#?0-9]")
_TESTS = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b, "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
}  # fmt: skip

_THAI_DIGITS = 0x0D
_BUDDHIST = 0x07
_THAI_LANGUAGE = 0x041E


@dataclass(frozen=True, slots=True)
class Section:
    """One of a format's parts between semicolons; code: without what stands in square brackets."""

    code: str
    locale: Locale
    test: tuple[str, Decimal] | None


def display(value: Value, number_format: str) -> str:
    """The characters that a person sees in the cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    sections = [_section(part) for part in _split(number_format or _GENERAL)]
    if isinstance(value, str):
        return _print_text(value, sections)
    if isinstance(value, (datetime, date, time, timedelta)):
        return _digits(print_date(value, sections[0].code, sections[0].locale), sections[0])
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    section, number = _chosen(number, sections)
    return _digits(_print_number(number, section.code), section)


def _split(number_format: str) -> list[str]:
    """The format's sections, which semicolons part that are neither quoted nor escaped."""
    parts, quoted, escaped = [""], False, False
    for letter in number_format:
        if letter == ";" and not quoted and not escaped:
            parts.append("")
            continue
        quoted ^= letter == '"' and not escaped
        escaped = letter == "\\" and not escaped
        parts[-1] += letter
    return parts


def _section(part: str) -> Section:
    digits = calendar = language = 0
    for _symbol, code in _LOCALE.findall(part):
        number = int(code[-8:] or "0", 16)
        digits, calendar, language = number >> 24 & 0xFF, number >> 16 & 0x7F, number & 0xFFFF
    condition = _CONDITION.search(part)
    code = _LOCALE.sub(lambda found: f'"{found[1]}"' if found[1] else "", part)
    if not re.search(r"\[[hms]+\]", code, re.IGNORECASE):
        code = _BRACKETED.sub("", code)
    thai = code[:1] in ("t", "T") and code[1:2] != "t"
    locale = Locale(
        thai_digits=thai or digits == _THAI_DIGITS,
        buddhist=calendar == _BUDDHIST,
        thai_names=thai or language == _THAI_LANGUAGE or calendar == _BUDDHIST,
    )
    test = (condition[1], Decimal(condition[2])) if condition and _is_number(condition[2]) else None
    return Section(code[1:] if thai else code, locale, test)


def _is_number(text: str) -> bool:
    return text.count(".") <= 1 and any(letter.isdigit() for letter in text)


def _chosen(number: Decimal, sections: list[Section]) -> tuple[Section, Decimal]:
    """The section for the number, and the number as that section prints it (a negative one unsigned)."""
    if any(section.test for section in sections):
        for section in sections:
            if section.test is None or _TESTS[section.test[0]](number, section.test[1]):
                return section, number
        return sections[-1], number
    numeric = sections[:3]
    if number < 0 and len(numeric) > 1:
        return numeric[1], -number
    if number == 0 and len(numeric) > 2:
        return numeric[2], number
    return numeric[0], number


def _print_text(value: str, sections: list[Section]) -> str:
    last = sections[-1]
    if (len(sections) < 4 and "@" not in last.code) or last.code.strip() in ("@", ""):
        return value
    return "".join(
        value if other == "@" else quoted or escaped or ("" if blank or fill else mask or other)
        for quoted, escaped, blank, fill, mask, other in _TOKEN.findall(last.code)
    )


def _print_number(number: Decimal, code: str) -> str:
    if code.strip().lower() in (_GENERAL, "", "@") or _FRACTION.search(code):
        return "" if code == "" else _general(number)
    tokens = _TOKEN.findall(code)
    masks = [mask for *_, mask, _other in tokens if mask]
    if not any(set(mask) & set("0#?") for mask in masks):
        general = _general(number)
        return _assemble(tokens, [""] * len(masks), general)
    printed = _masked(number, masks)
    sign = "-" if number < 0 and any(letter in "123456789" for part in printed for letter in part) else ""
    return sign + _assemble(tokens, printed, _general(number))


def _assemble(tokens: list[tuple[str, ...]], masks: list[str], general: str) -> str:
    """Literals in their places, the masks' digits in theirs. A space of a letter's width is a space."""
    parts, left = [], list(masks)
    for index, (quoted, escaped, blank, fill, mask, other) in enumerate(tokens):
        if mask:
            parts.append(left.pop(0))
        elif blank:
            parts.append(" " if 0 < index < len(tokens) - 1 else "")
        elif not fill:
            parts.append(quoted or escaped or other)
    return re.sub(_GENERAL, general, "".join(parts), flags=re.IGNORECASE).strip()


def _masked(number: Decimal, masks: list[str]) -> list[str]:
    """Each mask's part of the number: "#,##0.00" takes all; "00-00" shares the digits out from the right."""
    whole = "".join(mask for mask in masks if mask[0] not in "eE")
    scaled = abs(number) * 100 ** whole.count("%") / 1000 ** _thousands(whole)
    exponent = next((mask for mask in masks if mask[0] in "eE"), None)
    if exponent is not None:
        return [_scientific(scaled, whole, exponent), *[""] * (len(masks) - 1)]
    places = sum(letter in "0#?" for letter in whole.partition(".")[2])
    rounded = (
        scaled.quantize(Decimal(1).scaleb(-min(places, 30)), ROUND_HALF_UP) if scaled < 10**20 else scaled
    )
    integer, _, decimals = f"{rounded:f}".partition(".")
    before = whole.partition(".")[0]
    integer = integer.lstrip("0").rjust(before.count("0"), "0")
    if "," in before.rstrip(","):
        integer = _grouped(integer)
    return _shared(integer, decimals, masks)


def _shared(integer: str, decimals: str, masks: list[str]) -> list[str]:
    points = [index for index, mask in enumerate(masks) if "." in mask]
    last = points[0] if points else max(i for i, mask in enumerate(masks) if set(mask) & set("0#?"))
    printed = [""] * len(masks)
    for index in range(last, -1, -1):
        slots = sum(letter in "0#?" for letter in masks[index].partition(".")[0])
        # The first mask that takes digits takes all that are left.
        first = not any(set(mask) & set("0#?") for mask in masks[:index])
        cut = 0 if first else max(len(integer) - slots, 0)
        integer, printed[index] = integer[:cut], integer[cut:]
    for index, mask in enumerate(masks):
        if index == last and "." in mask:
            printed[index] += _decimals(decimals, mask.partition(".")[2])
        printed[index] += "%" * mask.count("%")
    return printed


def _decimals(decimals: str, mask: str) -> str:
    slots = [letter for letter in mask if letter in "0#?"]
    digits = list(decimals[: len(slots)])
    while digits and slots[len(digits) - 1] != "0" and digits[-1] == "0":
        digits.pop()
    return "." + "".join(digits)


def _thousands(mask: str) -> int:
    """Commas behind the whole part, or behind all digits, divide by a thousand each."""
    parts = [part for part in mask.rstrip("%").split(".", 1) if part]
    return sum(len(part) - len(part.rstrip(",")) for part in parts)


def _scientific(number: Decimal, mask: str, exponent: str) -> str:
    places = sum(letter in "0#?" for letter in mask.partition(".")[2])
    mantissa, _, power = f"{number:.{min(places, 30)}E}".partition("E")
    sign = "-" if power.startswith("-") else "+" if exponent[1] == "+" else ""
    return f"{mantissa}E{sign}{power.lstrip('+-').rjust(len(exponent) - 2, '0')}"


def _grouped(integer: str) -> str:
    return f"{int(integer):,}".rjust(len(integer), "0") if integer else ""


def _general(number: Decimal) -> str:
    """Up to eleven digits, as General prints."""
    if number == 0:
        return "0"
    if abs(number) >= Decimal(10) ** 11 or abs(number) < Decimal("1e-9"):
        mantissa, _, power = f"{number:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{power[0]}{power[1:].rjust(2, '0')}"
    whole = len(str(int(abs(number))))
    rounded = number.quantize(Decimal(1).scaleb(-(10 - min(whole, 10))), ROUND_HALF_UP)
    printed = f"{rounded:f}"
    return printed.rstrip("0").rstrip(".") if "." in printed else printed


def _digits(printed: str, section: Section) -> str:
    return to_thai_digits(printed) if section.locale.thai_digits else printed
