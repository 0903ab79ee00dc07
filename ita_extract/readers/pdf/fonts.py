"""What a font's glyphs really are, where its map to Unicode is wrong.

Every rule rests on something certain: a width, a fixed table, or the font's whole use in the file with the
dictionary as witness. Nothing is mended by a guess. The rules, by the names that they bear in corrections:

zero-width-space     a space of no width before sara aa is the nikhahit of sara am
sara-am-for-sara-aa  the glyph that the map calls sara am is sara aa
private-glyph        a private code of old Thai fonts
mac-thai, windows-thai   Thai bytes read as Roman letters
unmapped-mark        a mark that the map leaves out, or calls a control character
symbol-glyph         a private code of a symbol font: bullets, ticks
split-sara-am        nikhahit and sara aa, where sara am stands on the page
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ita_extract.readers.pdf.census import Census, FontUse
from ita_extract.readers.pdf.faces import FontKey
from ita_extract.thai.glyphs import (
    MARKS,
    NIKHAHIT,
    SARA_AA,
    SARA_AM,
    is_thai,
    mac_thai,
    private_letters,
    read_as,
    symbols,
    windows_thai,
)

Witness = Callable[[str], float]

ZERO_WIDTH_SPACE = "zero-width-space"
AM_FOR_AA = "sara-am-for-sara-aa"
PRIVATE = "private-glyph"
UNMAPPED = "unmapped-mark"
SYMBOL = "symbol-glyph"
SPLIT_AM = "split-sara-am"

_MANY = 20
_KNOWN = 0.8
_CLEARLY = 0.05
_ENOUGH = 60  # places to judge an unmapped mark by
_OPEN = "\ufffc"


@dataclass(slots=True)
class FontTruth:
    """One font's (glyph code, its letters by the map) → (letters, rule), where the map is wrong.

    table: an encoding to read the rest by.
    """

    letters: dict[tuple[int, str], tuple[str, str]] = field(default_factory=dict)
    table: dict[int, str] | None = None
    rule: str = ""

    def read(self, code: int, text: str) -> tuple[str, str | None]:
        """The glyph's letters, and the rule that changed them."""
        known = self.letters.get((code, text))
        if known is not None:
            return known
        if self.table is not None:
            mended = read_as(text, self.table)
            return mended, self.rule if mended != text else None
        mended = text.translate(private_letters())
        return mended, PRIVATE if mended != text else None


def font_truths(census: Census, witness: Witness) -> dict[FontKey, FontTruth]:
    """Font → what its glyphs are."""
    truths = {identity: _truth(identity, use, witness) for identity, use in census.uses.items()}
    proven: dict[str, dict[int, str]] = {
        truth.rule: truth.table
        for truth in truths.values()
        if truth.table is not None and truth.rule != SYMBOL
    }
    for identity, use in census.uses.items():
        if truths[identity].table is None:
            _follow_family(use, truths[identity], proven)
    return truths


def _truth(font: FontKey, use: FontUse, witness: Witness) -> FontTruth:
    truth = FontTruth()
    if signs := symbols(font[0]):
        truth.table, truth.rule = signs, SYMBOL
    for code, text in use.codes:
        if text == " " and code in use.weightless:
            truth.letters[code, text] = (NIKHAHIT, ZERO_WIDTH_SPACE)
    for code in _false_sara_am(use, witness):
        truth.letters[code, SARA_AM] = (SARA_AA, AM_FOR_AA)
    for rule, table in (("mac-thai", mac_thai()), ("windows-thai", windows_thai())):
        if _reads_better(use, table, witness):
            truth.table, truth.rule = table, rule
            break
    _find_unmapped_marks(use, truth, witness)
    return truth


def _false_sara_am(use: FontUse, witness: Witness) -> list[int]:
    """A glyph that stands behind a nikhahit of its own is sara aa, whatever the map calls it.

    So it is in a font that has many sara am and never sara aa, which is six times as frequent in Thai;
    where they are few, the dictionary decides.
    """
    codes = [code for code, text in use.codes if text == SARA_AM]
    certain = [code for code in codes if code in use.behind_space]
    if certain or not codes or use.count(SARA_AA):
        return certain
    if use.count(SARA_AM) >= _MANY:
        return codes
    text = "".join(text for _, text in use.sample)
    before, after = witness(text), witness(text.replace(SARA_AM, SARA_AA))
    return codes if after >= _KNOWN and after > before + _CLEARLY else []


def _reads_better(use: FontUse, table: dict[int, str], witness: Witness) -> bool:
    """Not one Thai letter by the map, and Thai that the dictionary knows by the table."""
    text = "".join([text for _, text in use.sample])
    if text.isascii() or any(map(is_thai, set(text))):
        return False
    foreign = [letter for letter in text if not letter.isascii()]
    if len(foreign) < _MANY:
        return False
    read = read_as(text, table)
    thai = sum(is_thai(letter) for letter in read)
    return thai > 0.9 * len(foreign) and witness(read) >= _KNOWN


def _follow_family(use: FontUse, truth: FontTruth, proven: dict[str, dict[int, str]]) -> None:
    """A font too little used to judge (page numbers) is read as its proven sisters are, when it can be."""
    foreign = {letter for _, text in use.codes for letter in text if ord(letter) > 127}
    for rule, table in proven.items():
        if foreign and all(is_thai(read_as(letter, table)) for letter in foreign):
            truth.table, truth.rule = table, rule


def _find_unmapped_marks(use: FontUse, truth: FontTruth, witness: Witness) -> None:
    """Glyphs with no width and no letter: the mark with which the font's whole text becomes words."""
    unknown = sorted(
        (-number, code, text)
        for (code, text), number in use.codes.items()
        if code in use.weightless and number >= _MANY and _says_nothing(text)
    )
    for _, code, text in unknown:
        places, windows = _company(use, truth, code)
        strange = sorted((_strange(windows, mark, witness), mark) for mark in MARKS)
        (best, mark), (second, _other) = strange[0], strange[1]
        # A wrong mark breaks a word of some three letters; half of one, at every place, is no chance.
        if places >= _MANY and second - best >= 0.5 * places:
            truth.letters[code, text] = (mark, UNMAPPED)


def _says_nothing(text: str) -> bool:
    return not text or all(
        ord(letter) < 32 or letter == "\ufffd" or 0xF000 <= ord(letter) <= 0xF0FF for letter in text
    )


def _strange(windows: str, mark: str, witness: Witness) -> float:
    """How many letters stand outside dictionary words when the mark takes the open places."""
    text = windows.replace(_OPEN, mark)
    return (1 - witness(text)) * sum(is_thai(letter) for letter in text)


def _company(use: FontUse, truth: FontTruth, code: int) -> tuple[int, str]:
    """How often the code stands in the sample, and a few letters around each place, with _OPEN in it."""
    read = [_OPEN if other == code else truth.read(other, text)[0] for other, text in use.sample]
    places = [index for index, letters in enumerate(read) if letters == _OPEN][:_ENOUGH]
    return len(places), " ".join("".join(read[max(0, at - 8) : at + 9]) for at in places)
