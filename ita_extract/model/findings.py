"""Every kind of finding: its code, how serious it is, what it means and what to do about it.

docs/findings.md is made from this list.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


class Kind(NamedTuple):
    code: str
    severity: Severity
    meaning: str
    advice: str


KINDS = (
    # The file and its pages
    Kind("no-measures", "error", "No table of measures was found.", "See whether the file is a report."),
    Kind("no-text", "warning", "No page holds any text.", "It is a scan or blank; read it with OCR."),
    Kind("page-unreadable", "error", "A page could not be read.", "Open the file and read that page."),
    Kind("text-layer-damaged", "warning", "A page's text layer is wrong.", "Compare the page with its text."),
    Kind("scan-page", "warning", "A page is an image without text.", "Read it with OCR, or by eye."),
    Kind("ocr-uncertain", "warning", "Words on an image were read with doubt.", "Look at the words' boxes."),
    Kind("digit-conflict", "warning", "Two engines read digits in two ways.", "Compare with the page."),
    Kind("text-damaged", "warning", "Bytes of the text could not be decoded.", "Get the text again."),
    Kind(
        "repetition-cut", "warning", "An OCR model's loop was cut to one.", "See that nothing else was in it."
    ),
    Kind("grid-too-dense", "warning", "A grid of too many rules was not read as a table.", "Read that part."),
    Kind("table-unclosed", "warning", "A table's markup does not end.", "See whether rows are missing."),
    Kind("file-cut", "warning", "The file stops before its end.", "Get it again: pages may be missing."),
    Kind("part-unread", "warning", "A part of the file has no reader.", "Open the file in its own program."),
    Kind("hidden-sheet", "info", "Hidden sheets were left out.", "Show them to have them read."),
    Kind("hidden-cells", "info", "Hidden rows or columns were left out.", "Show them to have them read."),
    Kind("tracked-changes", "info", "Tracked changes were read as if accepted.", "Accept or reject them."),
    # The cover
    Kind("agency-name-conflict", "warning", "The agency's name is read in two ways.", "See which is right."),
    Kind("year-conflict", "warning", "Fiscal years that should agree differ.", "See which is right."),
    Kind("place-misread", "info", "A misspelt place was taken for the gazetteer's.", "See whether it is."),
    Kind("place-conflict", "warning", "The district named is in another province.", "See which is right."),
    # Letters
    Kind("letter-suspect", "info", "A word may be misread.", "Compare it with the page."),
    # Columns and rows
    Kind(
        "column-unrecognised", "warning", "What a column is for is not known.", "See “other” in its measures."
    ),
    Kind(
        "cells-swapped", "warning", "Owner and time stood in each other's column.", "Compare with the page."
    ),
    Kind(
        "cells-shifted", "warning", "Cells stood in a wrong column and were moved.", "Compare with the page."
    ),
    Kind("row-continued", "info", "A row was joined to the one above, or may be its rest.", "Compare."),
    Kind("table-note", "info", "A full-width row is no measure.", "Read it: it may be a remark or a sum."),
    Kind("numbering-gap", "warning", "The measures' numbers jump.", "See whether a measure is missing."),
    Kind("numbering-repeated", "warning", "Two measures have one number.", "See whether a row was split."),
    Kind("duplicate-cell", "warning", "One long text stands in two rows.", "See whether a cell was copied."),
    Kind("listed-measure-missing", "warning", "A measure in the introduction has no row.", "Look for it."),
    Kind("measure-unlisted", "info", "A row is not in the introduction's list.", "See which is complete."),
    # Owners and times
    Kind("owner-missing", "warning", "No owner is named.", "See whether the cell is blank on the page."),
    Kind("owner-misspelt", "info", "An owner looks like another one with a wrong letter.", "See the page."),
    Kind("timeline-missing", "warning", "No time is stated.", "See whether the cell is blank on the page."),
    Kind("timeline-unread", "warning", "A time is stated that gives no date.", "Read the words yourself."),
    Kind("time-by-colour", "info", "Filled cells or a bar alone tell a time.", "See what the colour says."),
    Kind("timeline-outside-year", "warning", "A date lies outside the fiscal year.", "See which is wrong."),
    Kind("timeline-reversed", "error", "A time ends before it starts.", "See which date is wrong."),
    Kind("deadline-after-period", "info", "A deadline with a result lies after the period.", "Compare both."),
    # What was done
    Kind("result-repeats-plan", "info", "The result only repeats the plan.", "Ask what was done."),
    Kind(
        "contact-conflict", "warning", "A phone number or address differs by one sign.", "See which is right."
    ),
    # Scores
    Kind("score-conflict", "error", "One score is stated in two ways.", "See which is right."),
    Kind("score-unread", "warning", "A score could not be read.", "Read it on the page."),
    Kind(
        "total-mismatch", "error", "A printed sum does not follow from its parts.", "Look for a wrong digit."
    ),
    Kind("grade-mismatch", "error", "A grade does not follow from its score.", "Look for a wrong digit."),
    Kind("pass-mismatch", "error", "Passed or not does not follow from a score.", "Look for a wrong digit."),
    Kind("weak-indicator-unanswered", "info", "No measure answers a score below 85.", "Ask what is planned."),
)

BY_CODE = {kind.code: kind for kind in KINDS}
