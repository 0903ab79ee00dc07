"""What a person is shown of each place, and what they may answer."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from ita_extract.commands.confirm.edits import NotPossible, with_text, without
from ita_extract.commands.confirm.places import doubts_at, field_at, read_from, text_at, where
from ita_extract.commands.confirm.sheet import Sheet
from ita_extract.model.report import Report
from ita_extract.output.evaluate.confirmed import MEASURES, SCORES, TEXT, WHOLE
from ita_extract.output.evaluate.texts import squash
from ita_extract.output.layout import table, visible, wrap

_CHANGE = "=>"
_PROMPT = "Enter: right; or type what is right; s skip, q quit, ? more: "
_HELP = """\
Enter           it is right, with the names, dates or items read from it
any text        what is right instead; \\n where a line ends
wrong => right  only these words are to be changed
p               the text is right, the names, dates or items read from it are not
d               the report says nothing of this
s               skip: it stays unconfirmed and is asked again next time
a               this and all the rest of this document is right
q               quit; what was answered is kept"""
_QUESTIONS = {
    SCORES: "All scores, as the report states them:",
    MEASURES: "The report has these measures and no others:",
}


class Quit(Exception):
    """The person wants to stop, or there is nobody to ask."""


def ask_all(name: str, sheet: Sheet, limit: int) -> None:
    """Raises Quit; what was answered until then is on the disk."""
    left = sheet.open_places()
    for number, place in enumerate(left, 1):
        head = f"{name}  {number} of {len(left)}  {place}"
        _say(shown(sheet.report, place, head, limit))
        while (answer := _typed()) and not _settled(sheet, place, answer, limit):
            pass
        if not answer:
            sheet.settle(place, WHOLE)
        elif answer == "a":
            sheet.settle_all(left[number - 1 :])
            return


def shown(report: Report, place: str, head: str, limit: int) -> Iterator[str]:
    """The place's text beside what was read, where it stands, and what is doubted about it."""
    yield ""
    yield from wrap(head, limit)
    yield "─" * limit
    found = field_at(report, place)
    text = text_at(report, place)
    if found is None:
        yield from wrap(_QUESTIONS.get(place, ""), limit) if place in _QUESTIONS else ()
        yield from wrap(text or "(nothing was found)", limit)
        return
    field = found[1]
    yield from wrap(f"{where(field.provenance)}; {field.confidence:.0%} sure", limit)
    for doubt in doubts_at(report, place):
        yield from wrap(doubt, limit)
    yield ""
    if squash(field.raw) == squash(text):
        yield from table([["as read, and text"], [text]], limit)
    else:
        yield from table([["as read", "text"], [field.raw, text]], limit)
    yield from _read_lines(report, place, limit)


def _read_lines(report: Report, place: str, limit: int) -> Iterator[str]:
    found = field_at(report, place)
    lines = read_from(found[1]) if found else None
    if lines is not None and found and lines != [found[1].text]:
        yield ""
        yield from table([["read from it"], ["\n".join(lines) or "(nothing)"]], limit)


def _say(lines: Iterable[str]) -> None:
    print(*lines, sep="\n")


def _typed() -> str:
    """Raises Quit at the end of input."""
    try:
        answer = input(_PROMPT)
    except EOFError:
        print()
        raise Quit from None
    if not sys.stdin.isatty():
        print()
    return answer.strip()


def _settled(sheet: Sheet, place: str, answer: str, limit: int) -> bool:
    """Whether nothing more is to be asked about this place."""
    match answer:
        case "q":
            raise Quit
        case "?":
            _say([_HELP])
            return False
        case "s" | "a":
            return True
        case "p":
            sheet.settle(place, TEXT)
            return True
        case _:
            return _changed(sheet, place, answer, limit)


def _changed(sheet: Sheet, place: str, answer: str, limit: int) -> bool:
    """A text that something is read from is confirmed; what is read from it is asked about next."""
    try:
        changed = _edited(sheet.report, place, answer)
    except NotPossible as error:
        _say(wrap(str(error), limit))
        return False
    found = field_at(changed, place)
    more = bool(found and read_from(found[1]) is not None)
    sheet.settle(place, TEXT if more else WHOLE, changed)
    _say([*wrap(text_at(changed, place) or "(nothing)", limit), *_read_lines(changed, place, limit)])
    return not more


def _edited(report: Report, place: str, answer: str) -> Report:
    if "\N{REPLACEMENT CHARACTER}" in answer:
        raise NotPossible("That is no UTF-8 text. Set the terminal or the input to UTF-8.")
    if answer == "d":
        return without(report, place)
    if len(answer) == 1 and answer.isalpha():
        raise NotPossible("One letter is no text. Commands are Latin letters; is the keyboard set to Thai?")
    wrong, sign, right = (part.strip() for part in answer.replace("\\n", "\n").partition(_CHANGE))
    text = text_at(report, place)
    if not sign:
        return with_text(report, place, wrong)
    if not wrong or text.count(wrong) != 1:
        times = "nowhere" if wrong not in text or not wrong else f"{text.count(wrong)} times"
        raise NotPossible(f"“{visible(wrong)}” stands {times} in the text; name words that stand there once.")
    return with_text(report, place, text.replace(wrong, right))
