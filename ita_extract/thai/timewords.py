"""Text as tokens of time: month names, numbers, and the words that stand around a date.

White space is skipped wherever it stands, since scanners put it anywhere; offsets are those of the text as
given. Senses of words are in data/timewords.tsv, spellings of months in data/months.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from ita_extract.thai.digits import to_arabic
from ita_extract.thai.tsv import read_rows

_SKIPPED = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_THAI = re.compile("[ก-๎]")
_NEXT_INITIAL = re.compile("[ก-ฮ][.,]")
_DAY_FIRST = r"(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})(?!\d)"
_YEAR_FIRST = r"(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})(?!\d)"
_DECIMAL = r"\d+(?:\.\d+)+|\d{1,3}(?:,\d{3})+(?!\d)"
_MONTH_REACH = 16  # characters in which a month's name ends
_SHORTEST, _LONGEST = 5, 12  # letters of a damaged month name


class Token(NamedTuple):
    """kind: a sense of timewords.tsv, "name" (a month), "number", "numeric" (a date), "text", or a sign.

    value: month or number; digits: how many a number is written with; start, end: in the text as given.
    date: day, month, year as written, for "numeric"; short: the name is abbreviated.
    """

    kind: str
    start: int
    end: int
    value: int = 0
    code: str = ""
    digits: int = 0
    short: bool = False
    date: tuple[int, int, int] = (0, 0, 0)


class Solid(NamedTuple):
    """A text without its spaces; home: for each of its characters the place in the text as given.

    A space between two digits stays, or two numbers would become one.
    """

    text: str
    home: tuple[int, ...]
    given: str

    def touches_before(self, at: int) -> bool:
        """A Thai letter or initial stands directly before, with no space between."""
        place = self.home[at]
        before = self.given[max(0, place - 2) : place]
        return bool(before) and bool(
            _THAI.match(before[-1]) or (before[-1] == "." and _THAI.match(before[0]))
        )

    def touches_after(self, at: int) -> bool:
        """A Thai letter stands directly after this character, with no space between."""
        return bool(_THAI.match(self.given, self.home[at] + 1))


def solidify(text: str) -> Solid:
    given = to_arabic(text)
    kept: list[str] = []
    home: list[int] = []
    at = 0
    for gap in [*_SKIPPED.finditer(given), None]:
        end = gap.start() if gap else len(given)
        kept.append(given[at:end])
        home.extend(range(at, end))
        if (
            gap
            and at < end < gap.end() < len(given)
            and given[end - 1].isdigit()
            and given[gap.end()].isdigit()
        ):
            kept.append(" ")
            home.append(end)
        at = gap.end() if gap else end
    return Solid("".join(kept).lower(), tuple(home), given)


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, that never tries a letter twice."""
    tree: dict[str, list[str]] = {}
    for word in words:
        tree.setdefault(word[:1], []).append(word[1:])
    ends_here = tree.pop("", None) is not None
    branches = [re.escape(letter) + alternation(rest) for letter, rest in sorted(tree.items())]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if ends_here else "")


@cache
def months() -> dict[str, tuple[int, str]]:
    """Spelling → month and form."""
    return {spelling: (int(month), form) for spelling, month, form in read_rows("months.tsv")}


@cache
def _short_months() -> dict[str, int]:
    """The letters of an abbreviation, Thai or English → month."""
    names = months().items()
    thai = {spelling.replace(".", ""): month for spelling, (month, form) in names if form == "short"}
    return thai | {spelling[:3]: month for spelling, (month, form) in names if form == "english"}


@cache
def _senses() -> dict[str, str]:
    return dict(read_rows("timewords.tsv"))


@cache
def _lexer() -> re.Pattern[str]:
    long_names = alternation(name for name, (_, form) in months().items() if form != "short")
    thai = sorted(
        (name.split(".")[:2] for name, (_, form) in months().items() if form == "short"), reverse=True
    )
    short_names = "|".join(rf"{first}[.,]?{second}[.,]?" for first, second in thai)
    english = "|".join(name for name in _short_months() if name.isascii())
    parts = (
        f"(?P<full>{long_names})",
        rf"(?P<short>{short_names}|(?<![a-z])(?:{english})(?![a-z])\.?)",
        f"(?P<word>{alternation(_senses())})",
        f"(?P<dayfirst>{_DAY_FIRST})",
        f"(?P<yearfirst>{_YEAR_FIRST})",
        f"(?P<decimal>{_DECIMAL})",
        r"(?P<number>\d+)",
        r"(?P<sign>[()\[\]/.:;'’+])",
    )
    return re.compile("|".join(parts))


def _short_name(solid: Solid, match: re.Match[str], after_token: bool) -> int:
    """The month that an abbreviation means here, 0 where it is part of another one or of a word."""
    found = match.group()
    letters = re.sub("[.,]", "", found)
    touched = solid.touches_before(match.start()) and not after_token
    if touched or ("." not in found and "," not in found and solid.touches_after(match.end() - 1)):
        return 0
    rest = solid.given[solid.home[match.end() - 1] + 1 :][:3]
    if found[-1] in ".," and _NEXT_INITIAL.match(rest) and not _starts_month(solid.text[match.end() :][:5]):
        return 0
    return _short_months()[letters]


def _starts_month(text: str) -> bool:
    letters = re.sub("[.,]", "", text)
    return any(letters.startswith(name) for name in _short_months())


def _match_to_token(solid: Solid, match: re.Match[str], after_token: bool) -> Token | None:
    found = match.group()
    kind = match.lastgroup
    start, end = solid.home[match.start()], solid.home[match.end() - 1] + 1
    if kind == "full":
        return Token("name", start, end, value=months()[found][0])
    if kind == "short":
        month = _short_name(solid, match, after_token)
        return Token("name", start, end, value=month, short=True) if month else None
    if kind == "word":
        sense, _, value = _senses()[found].partition(":")
        if sense == "number":
            return Token("number", start, end, value=int(value), digits=1)
        return Token(sense, start, end, code=value)
    if kind == "dayfirst":
        return Token("numeric", start, end, date=tuple(int(match[name]) for name in "dmy"))  # type: ignore[arg-type]
    if kind == "yearfirst":
        parts = tuple(int(match[name]) for name in ("id", "im", "iy"))
        return Token("numeric", start, end, date=parts)  # type: ignore[arg-type]
    if kind == "number":
        return Token("number", start, end, value=int(found[:6]), digits=len(found))
    return Token("text" if kind == "decimal" else found, start, end, code=found)


def _scan(solid: Solid) -> Iterator[Token]:
    """Tokens in order, with a "text" token for whatever lies between."""
    lexer = _lexer()
    done = at = 0
    while match := lexer.search(solid.text, at):
        after_token = match.start() == done and done > 0
        token = _match_to_token(solid, match, after_token)
        if token is None:
            at = match.start() + 1
            continue
        if match.start() > done:
            yield from _between(solid, done, match.start())
        yield token
        done = at = match.end()
    if done < len(solid.text):
        yield from _between(solid, done, len(solid.text))


def _between(solid: Solid, start: int, end: int) -> Iterator[Token]:
    if solid.text[start:end].strip():
        yield Token("text", solid.home[start], solid.home[end - 1] + 1, code=solid.text[start:end])


@lru_cache(maxsize=4096)
def _damaged_month(text: str) -> int:
    """The one month whose name this must be, letters being wrong or lost; 0 where that is not certain."""
    if not _SHORTEST <= len(text) <= _LONGEST:
        return 0
    names = [(name, month) for name, (month, form) in months().items() if form == "full"]
    ranked = sorted((OSA.distance(text, name), month, name) for name, month in names)
    best, month, name = ranked[0]
    allowed = 1 if len(name) < 8 else 2
    return month if best <= allowed and ranked[1][0] > best + 1 else 0


@lru_cache(maxsize=2048)
def tokens(text: str) -> tuple[Token, ...]:
    """The text's tokens; a damaged month name counts where its neighbours say that a month stands there."""
    found = list(_scan(solidify(text)))
    for index, token in enumerate(found):
        if token.kind == "number" and index and found[index - 1].kind in ("ordinal", "label"):
            found[index] = token._replace(kind=found[index - 1].kind)
        if token.kind == "text" and _expects_month(found, index):
            month = _damaged_month(token.code)
            if month:
                found[index] = Token("name", token.start, token.end, value=month)
    return tuple(found)


def _expects_month(found: list[Token], index: int) -> bool:
    before = found[index - 1].kind if index else ""
    after = found[index + 1].kind if index + 1 < len(found) else ""
    return before in ("month", "dash", "by", "number", "month_end") or after in (
        "number",
        "dash",
        "be",
        "fiscal",
    )


def begins_with_month(text: str) -> bool:
    first = next(iter(tokens(text[:_MONTH_REACH])), None)
    return first is not None and first.kind == "name" and first.start == 0
