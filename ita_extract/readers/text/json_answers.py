"""JSON that a model answered with → the text that it holds, letter for letter in its place.

The result is as long as the text, so that every place in it is one in the file: what only JSON means is white
space, a name stands before its value as a label does before what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_BEGINS = re.compile(r'\s*(?:```[a-z]*\s*)?(?:\[\s*)?\{\s*"(?:[^"\\\n]|\\.){1,80}"\s*:')
_TOKEN = re.compile(
    r'"(?P<string>(?:[^"\\]|\\(?:.|\Z))*+)(?P<close>"|\Z)|(?P<sign>[\[\]{},:])|(?P<void>null\b|```[a-z]*)',
    re.S,
)
_ESCAPE = re.compile(
    r"(?P<units>\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4})|\\(?P<sign>.)",
    re.S,
)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\n", "b": " ", "f": "\n"}
_LINE = "\\n"


def without_json(text: str) -> str:
    """The text itself unless it begins as JSON does. A text that breaks off is read as far as it goes."""
    if not _BEGINS.match(text):
        return text
    pieces: list[str] = []
    at = 0
    for token, shown in _shown(list(_TOKEN.finditer(text))):
        pieces += [text[at : token.start()], shown]
        at = token.end()
    return "".join([*pieces, text[at:]])


def _shown(tokens: Sequence[re.Match[str]]) -> Iterator[tuple[re.Match[str], str]]:
    """Each token with what stands in its place."""
    lists, named = 0, False
    for at, token in enumerate(tokens):
        sign = token["sign"]
        lists += {"[": 1, "]": -1}.get(sign, 0)
        if at + 1 < len(tokens) and tokens[at + 1]["sign"] == ":" and token["string"] is not None:
            named = lists > 0 and at + 2 < len(tokens) and _is_label(tokens, at)
            yield token, _said(token) if named else " " * len(token[0])
        elif token["string"] is not None:
            yield token, _said(token)
        elif sign == ":":
            yield token, ":" if named else " "
        else:
            yield token, "\n" if sign else " " * len(token[0])


def _is_label(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """A name in a list of things, where it comes again and again, of a value or values that are no pages."""
    value, *others = tokens[at + 2 : at + 5]
    if value["sign"] == "[" and others and others[0]["string"] is not None:
        return True
    return not value["sign"] and _LINE not in (value["string"] or "")


def _said(token: re.Match[str]) -> str:
    return f" {_ESCAPE.sub(_letter, token['string'])}{' ' * len(token['close'])}"


def _letter(escape: re.Match[str]) -> str:
    """As wide as the escape: the letter last. Half of a letter beyond 16 bits, alone, is none."""
    if escape["units"]:
        letter = bytes.fromhex(escape["units"].replace("\\u", "")).decode("utf-16-be", "replace")
    else:
        letter = _CONTROLS.get(escape["sign"], escape["sign"])
    return letter.rjust(len(escape[0]))
