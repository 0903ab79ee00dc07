"""Numbers, letters and bullets that may open an item of a list, as far as their neighbours allow.

Which of the candidates are items is decided where the whole sequence is seen (fields/lists.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ita_extract.ita.tsv import read_rows

_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
# The longest word of the data files that is looked for just before or after a mark.
_NEAR = 24

_NUMBER = re.compile(
    r"(?<![\d.,/:\-–A-Za-z@_])(?P<open>(?:\( ?)?)(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?!\d)"
    r"(?P<close> ?\.?\)| ?\.(?!\d)|[:\-](?=[^\d\s]|[ ]\D)|)"
)
_LETTER = re.compile(
    rf"(?<![ก-๛A-Za-z.])(?P<open>\(?)(?P<number>[{_LETTERS}])(?P<close> ?[.)])(?! ?[ก-ฮ]{{1,2}}[.)])"
)
_LATIN = re.compile(
    r"(?<![A-Za-z0-9.@/\-])(?P<open>\(?)(?P<number>[A-Za-z]|[ivxIVX]{1,5})(?P<close> ?[.)])(?![A-Za-z0-9])"
)
_CIRCLED = re.compile("[\u2460-\u249b\u24eb-\u24f4\u2776-\u2793]")
_SYMBOL = re.compile("[\uf020-\uf0ff]")
_PAGE = re.compile(r"[-–—] ?\d+ ?[-–—]")
_INITIALS = re.compile(r"[ก-ฮ][ก-๎]?\. ?[ก-ฮ]\.?")
_SMALL = re.compile(r"(?<!\d)\d{1,2}$")
_CODE = re.compile(r"[A-Za-z]?\d")


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate. start: where the mark begins; end: where the item's text begins.

    style: marks of one style are siblings ("1.", "(ก)", "-", …); number: as printed, in Arabic digits,
    without punctuation, None for a bullet; path: its value, (2, 1) for "2.1", () for a bullet;
    where: "line" (first of its line), "behind" (right behind another candidate), "space" (behind white
    space), "glued" (behind a letter);
    loose: a space follows; spans: a dash between the two ends of a range or of a fixed phrase.
    """

    start: int
    end: int
    style: str
    number: str | None
    path: tuple[int, ...]
    where: str
    loose: bool = False
    spans: bool = False


def find_marks(text: str) -> list[Mark]:
    """All candidates in order, none overlapping except where one sign may be of two styles."""
    closers = _closing_brackets(text)
    found = [mark for mark in _candidates(text, closers) if _opens_text(text, mark)]
    found.sort(key=_by_place)
    return _placed_behind(text, _without_overlaps(found))


def opens_list(text: str) -> bool:
    """The text ends in words that introduce a list."""
    return text.rstrip().endswith(facts("opens"))


def refers(text: str) -> bool:
    """The text joins two numbers to a reference: nothing, a comma, "and"."""
    return text.strip() == "" or text.strip() in facts("between")


@cache
def facts(kind: str) -> tuple[str, ...]:
    """The words of one kind in marks.tsv, longest first."""
    words = [row[1] for row in read_rows("marks.tsv") if row[0] == kind]
    return tuple(sorted(words, key=len, reverse=True))


def _by_place(mark: Mark) -> tuple[int, int]:
    return (mark.start, -mark.end)


def _candidates(text: str, closers: dict[int, int]) -> Iterator[Mark]:
    yield from _numbers(text, closers)
    yield from _letters(text, closers)
    yield from _circled(text)
    yield from _labelled(text)
    yield from _bullets(text)


def _closing_brackets(text: str) -> dict[int, int]:
    """Where each ")" that closes something was opened; a new line closes all that is open."""
    opened: list[int] = []
    closed: dict[int, int] = {}
    for found in re.finditer(r"[()\n]", text):
        if found[0] == "(":
            opened.append(found.start())
        elif found[0] == "\n":
            opened.clear()
        elif opened:
            closed[found.start()] = opened.pop()
    return closed


def _numbers(text: str, closers: dict[int, int]) -> Iterator[Mark]:
    for found in _NUMBER.finditer(text):
        start, style = found.start(), _style_of("1", found)
        path = tuple(int(part) for part in found["number"].split("."))
        where = _where(text, start)
        if where is None or (where != "line" and style in ("1", "1:", "1-") and len(path) == 1):
            continue
        if len(path) > 1 and not found["open"] and not found["close"].strip().endswith(")"):
            style = "1.1"
        if any(part == 0 for part in path) or re.search(r"(^|\.)[0๐]", found["number"]):
            continue
        if _closes_another(found, closers) or _belongs_before(text, start, where):
            continue
        if len(path) > 1 and _measures(text, found.end()):
            continue
        if style == "1" and not _spaced_letter(text, found.end()):
            continue
        number = ".".join(map(str, path))
        yield Mark(start, found.end(), style, number, path, where)


def _letters(text: str, closers: dict[int, int]) -> Iterator[Mark]:
    for found in _LETTER.finditer(text):
        where = _where(text, found.start())
        if where in ("line", "space") and not _closes_another(found, closers):
            value = (_LETTERS.index(found["number"]) + 1,)
            yield Mark(found.start(), found.end(), _style_of("ก", found), found["number"], value, where)
    for found in _LATIN.finditer(text):
        where = _where(text, found.start())
        if where not in ("line", "space") or _closes_another(found, closers):
            continue
        for family, value in _latin_values(found["number"]):
            style = _style_of(family, found)
            yield Mark(found.start(), found.end(), style, found["number"], (value,), where)


def _latin_values(letters: str) -> Iterator[tuple[str, int]]:
    case = "a" if letters.islower() else "A"
    if letters.lower() in _ROMAN and (letters.islower() or letters.isupper()):
        yield case.replace("a", "i").replace("A", "I"), _ROMAN.index(letters.lower()) + 1
    if len(letters) == 1:
        yield case, ord(letters.lower()) - ord("a") + 1


def _circled(text: str) -> Iterator[Mark]:
    for found in _CIRCLED.finditer(text):
        value = int(unicodedata.numeric(found[0], 0))
        if value > 0:
            where = _where(text, found.start()) or "space"
            yield Mark(found.start(), found.end(), "①", str(value), (value,), where)


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, facts("label")))
    return re.compile(
        rf"(?P<number>(?P<label>{labels}) ?(?P<value>\d{{1,2}}))(?![\d/,])(?P<close> ?[.:)](?!\d)|(?!\.))"
    )


def _labelled(text: str) -> Iterator[Mark]:
    for found in _label_pattern().finditer(text):
        where = _where(text, found.start())
        if where in ("line", "space") and not _counted(text, found.start(), found["label"]):
            value = int(found["value"])
            number = found["number"].replace(found["value"], str(value))
            yield Mark(found.start(), found.end(), found["label"], number, (value,), where)


@cache
def _bullet_pattern() -> re.Pattern[str]:
    signs = "|".join(map(re.escape, facts("bullet")))
    return re.compile(signs)


@cache
def _dash_pattern() -> re.Pattern[str]:
    signs = "".join(re.escape(sign) for sign in facts("dash"))
    return re.compile(rf"(?<![^\s.)])[{signs}](?![{signs}])")


def _bullets(text: str) -> Iterator[Mark]:
    for pattern in (_bullet_pattern(), _SYMBOL):
        for found in pattern.finditer(text):
            where = _where(text, found.start()) or "glued"
            yield Mark(found.start(), found.end(), _bullet_style(found[0]), None, (), where)
    for found in _dash_pattern().finditer(text):
        where = _where(text, found.start())
        loose = text[found.end() : found.end() + 1] in (" ", "\n", "")
        if where is None:
            where = "glued"
        if _PAGE.match(text, found.start()):
            continue
        if found[0] in "o+>~" and not (where == "line" and loose):
            continue
        spans = where == "space" and dash_spans(text, found.start(), found.end())
        yield Mark(found.start(), found.end(), _dash_style(found[0]), None, (), where, loose, spans)


def _bullet_style(sign: str) -> str:
    return "☐" if sign[0] in "[(☐☑☒□" else sign


def _dash_style(sign: str) -> str:
    """All dashes are one style: a text's dashes are mixed by automatic correction."""
    return "-" if unicodedata.category(sign) == "Pd" or sign == "−" else sign


def dash_spans(text: str, start: int, end: int) -> bool:
    """The dash at [start, end) stands inside a range or a fixed phrase."""
    left = text[max(0, start - _NEAR) : start].rstrip()
    right = text[end : end + _NEAR].lstrip()
    if not left or not right:
        return False
    if any(left.endswith(one) and right.startswith(other) for one, other in _pairs()):
        return True
    if left[-1].isdigit() or left.endswith((".", *facts("month"))):
        return bool(_CODE.match(right) or right.startswith(facts("month")) or _INITIALS.match(right))
    return False


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, _, other in (pair.partition(" ") for pair in facts("pair")))


def _style_of(family: str, found: re.Match[str]) -> str:
    close = found["close"].strip()
    if close.endswith(")"):
        return f"({family})" if found["open"] else f"{family})"
    return f"{family}{close}"


def _where(text: str, start: int) -> str | None:
    """How the sign at start touches what stands before; None: too close to a word to open anything."""
    before = text[max(0, start - 3) : start].rstrip(" \t\u00a0")
    if start == 0 or (not before and start <= 3) or before.endswith("\n"):
        return "line"
    last = text[start - 1]
    if last.isspace():
        return "space"
    return "glued" if "ก" <= last <= "๎" or last in ')]”"’:;' else None


def _closes_another(found: re.Match[str], closers: dict[int, int]) -> bool:
    """The mark's bracket closes one that was opened before, as in "(phase 2)"."""
    if not found["close"].endswith(")"):
        return bool(found["open"])
    opened = closers.get(found.end() - 1)
    return opened != found.start() if found["open"] else opened is not None


def _belongs_before(text: str, start: int, where: str) -> bool:
    """The word before asks for a number ("article 9"), or an article's number stands before its part's."""
    if where == "line":
        return False
    found = _asking_pattern().search(text[max(0, start - _NEAR) : start].rstrip())
    return found is not None and not _counted(text, max(0, start - _NEAR) + found.start(), found["word"])


@cache
def _asking_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, facts("before") + facts("label")))
    return re.compile(rf"(?P<word>{words})(?: ?\d+)?$")


def _counted(text: str, start: int, word: str) -> bool:
    """The word at start is counted by a small number before it, as in "3 points"; ordinals are not."""
    before = text[max(0, start - 4) : start].rstrip()
    return not word.endswith("ที่") and bool(_SMALL.search(before))


def _measures(text: str, end: int) -> bool:
    return text[end : end + _NEAR].lstrip().startswith(facts("unit"))


def _spaced_letter(text: str, end: int) -> bool:
    after = text[end : end + 3]
    return after[:1].isspace() and after.lstrip()[:1].isalpha()


def _opens_text(text: str, mark: Mark) -> bool:
    """Something that can begin an item follows."""
    after = mark.end
    while after < len(text) and text[after].isspace():
        after += 1
    if after == len(text):
        return False
    first = text[after]
    if first.isdigit():
        return after > mark.end or mark.path == ()
    return first.isalpha() or "ก" <= first <= "๛" or first in "([{“\"‘'<ๆ" or _is_bullet(first)


def _is_bullet(sign: str) -> bool:
    return sign in facts("bullet") or sign in facts("dash") or bool(_SYMBOL.match(sign))


def _without_overlaps(marks: list[Mark]) -> list[Mark]:
    """Marks that begin inside an earlier one go; two readings of the same sign stay."""
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.start >= kept[-1].end or (mark.start, mark.end) == (kept[-1].start, kept[-1].end):
            kept.append(mark)
    return kept


def _placed_behind(text: str, marks: list[Mark]) -> list[Mark]:
    """Marks with nothing between them and the one before say so; a dash glued to anything else is none."""
    placed: list[Mark] = []
    end = -1
    for mark in marks:
        adjacent = placed and placed[-1].start < mark.start and not text[end : mark.start].strip()
        if adjacent and mark.where != "line":
            mark = replace(mark, where="behind")
        if mark.where != "glued" or mark.style not in facts("dash"):
            placed.append(mark)
            end = mark.end
    return placed
