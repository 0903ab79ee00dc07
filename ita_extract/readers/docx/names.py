"""The names of WordprocessingML's elements and attributes (ECMA-376 part 1, 17), as lxml spells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

ALTERNATE, CHOICE = _MC + "AlternateContent", _MC + "Choice"
CHECKBOX14, CHECKED14, VAL14 = _W14 + "checkbox", _W14 + "checked", _W14 + "val"
MATH_TEXT = _M + "t"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """The qualified name of one of Word's own elements or attributes."""
    return _W + name


VAL = w("val")


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first element down the path of Word's own names, or None."""
    for name in path:
        if element is None:
            return None
        element = element.find(_W + name)
    return element


def value(element: _Element | None, *path: str) -> str | None:
    """The w:val of the element down the path; None where the element or its value is absent."""
    found = child(element, *path)
    return None if found is None else found.get(VAL)


def whole(text: str | None, default: int = 0) -> int:
    """A whole number in an attribute; default where it is absent or is none."""
    try:
        return default if text is None else int(text)
    except ValueError:
        return default


def on(element: _Element | None, *path: str) -> bool | None:
    """A toggle such as w:b: present means on unless it says otherwise; None where it is absent."""
    found = child(element, *path)
    return None if found is None else found.get(VAL, "true") not in ("0", "false", "off")
