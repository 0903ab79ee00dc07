"""The order of Thai letters and marks in Unicode, and the two ways in which text gets it wrong.

A Thai cluster is written: leading vowel, consonant, vowel above or below, tone mark, following vowel. Every
rule here turns one impossible order into the only one that it can have meant, so none needs a dictionary.
"""

from __future__ import annotations

import re
import unicodedata

from ita_extract.thai.glyphs import private_letters

CONSONANT = "ก-ฮ"
LEADING = "เ-ไ"
FOLLOWING = "ะาำๅ"
UPPER = "ัิ-ื็ํ"
LOWER = "ุ-ฺ"
TONE = "่-๋"
TONES = "่้๊๋"
SILENT = "์๎"
MARK = UPPER + LOWER + TONE + SILENT

NIKHAHIT, SARA_AA, SARA_AM = "ํ", "า", "ำ"

_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")

_AM_SPLIT = re.compile(f"{NIKHAHIT}([{TONE}]?){SARA_AA}")
_AM_LATE = re.compile(f"([{TONE}]){NIKHAHIT}{SARA_AA}")
_AM_BACKWARD = re.compile(f"{SARA_AA}{NIKHAHIT}")
_AM_TWICE = re.compile(f"{NIKHAHIT}([{TONE}]?){SARA_AM}")
_TONE_LATE = re.compile(f"([{SARA_AA}{SARA_AM}])([{TONE}])")
_MARKS = re.compile(f"[{MARK}]{{2,}}")
_DOUBLED = re.compile(f"([{MARK}])\\1+")
_E_TWICE = re.compile("เเ")
# A mark that white space tore from a letter that can carry it. Where the mark goes on to another torn mark,
# marks are on a line of their own and their letters are not known.
_LONE = f"[{MARK}]++(?![ \\t]+[{MARK}])"
_TORN_VOWEL = re.compile(f"(?<=[{CONSONANT}])[ \\t]+(?=[{UPPER}{LOWER}])(?={_LONE})")
_TORN_TONE = re.compile(f"(?<=[{CONSONANT}{UPPER}{LOWER}])[ \\t]+(?=[{TONE}{SILENT}])(?={_LONE})")
_BROKEN_VOWEL = re.compile(f"(?<=[{CONSONANT}])\\n(?=[{UPPER}{LOWER}][{MARK}]*[ก-ไ])")
_BROKEN_TONE = re.compile(f"(?<=[{CONSONANT}{UPPER}{LOWER}])\\n(?=[{TONE}{SILENT}][ก-ไ])")
# Something that one of the rules here might change; most text has none of it. What may begin it is looked for
# first, with what may end a pair behind it: the pattern is through a text in half the time.
_DISORDER = re.compile(
    f"[\ue000-\uf8ffเ \\t\\n{MARK}{SARA_AA}{SARA_AM}](?:(?<=[\ue000-\uf8ff{NIKHAHIT}])|(?=[เ{MARK}])(?:"
    f"(?<=เ)เ|(?<=[ \\t\\n])[{MARK}]|(?<=([{MARK}]))\\1"
    f"|(?<=[{TONE}{SILENT}])[{UPPER}{LOWER}]|(?<=[{SARA_AA}{SARA_AM}])[{TONE}]))"
)


def private_to_unicode(text: str) -> str:
    """Old Thai fonts' private glyphs as the letters that they draw: U+F70A → U+0E48."""
    return text.translate(private_letters()) if _PRIVATE_USE.search(text) else text


def compose(text: str) -> str:
    """Unicode's own composition (NFC): tone after vowel below; never NFKC, which splits sara am."""
    return unicodedata.normalize("NFC", text)


def join_sara_ae(text: str) -> str:
    """Sara e twice is sara ae: เเ → แ."""
    return _E_TWICE.sub("แ", text)


def join_sara_am(text: str) -> str:
    """Nikhahit and sara aa, in either order and with a tone mark between or before, are sara am: ํา → ำ."""
    text = _AM_SPLIT.sub(rf"\1{SARA_AM}", text)
    text = _AM_LATE.sub(rf"\1{SARA_AM}", text)
    text = _AM_BACKWARD.sub(SARA_AM, text)
    return _AM_TWICE.sub(rf"\1{SARA_AM}", text)


def glue_marks(text: str) -> str:
    """A mark that a space or line break tore from the consonant that can carry it goes back: ผู ้รับ → ผู้รับ."""
    for pattern in (_TORN_VOWEL, _TORN_TONE, _BROKEN_VOWEL, _BROKEN_TONE):
        text = pattern.sub("", text)
    return text


def order_marks(text: str) -> str:
    """A tone mark stands after the vowel above or below and before sara aa or am: ที่ for ท่ี, ท่า for ทา่."""
    return _TONE_LATE.sub(r"\2\1", _MARKS.sub(_vowels_first, text))


def _vowels_first(match: re.Match[str]) -> str:
    return "".join(sorted(match.group(), key=(TONES + SILENT).__contains__))


def drop_doubled_marks(text: str) -> str:
    """A mark is never written twice in a row: ี่่ → ี่."""
    return _DOUBLED.sub(r"\1", text)


def order(text: str) -> str:
    """All of this module, in the order in which the rules depend on each other."""
    if not _DISORDER.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    for rule in RULES:
        text = rule(text)
    return text


RULES = (
    private_to_unicode,
    glue_marks,
    drop_doubled_marks,
    join_sara_ae,
    join_sara_am,
    order_marks,
    drop_doubled_marks,
    compose,
)
