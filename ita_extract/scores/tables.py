"""Score tables → statements, row by row, whatever their columns are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ita_extract.ita import grades, indicators, score_words
from ita_extract.ita.questions import LETTER_OF, Code, indicator_of, read_code
from ita_extract.model.document import Place
from ita_extract.scores.columns import Layout
from ita_extract.scores.grids import Grid, Position
from ita_extract.scores.prose import read_line
from ita_extract.scores.statements import TOTAL, Context, Statement, Subject
from ita_extract.thai.digits import whole_number
from ita_extract.thai.keys import key

_LONGEST_NAME = 90
_SHORTEST_TOPIC = 15  # letters
Cells = Sequence[Position]


def read_rows(grid: Grid, layout: Layout, context: Context) -> Iterator[Statement]:
    """The statements of the rows that name an instrument, an indicator, a question or the total."""
    guidance: str | None = None
    for cells in grid.rows:
        _enter_instrument(cells, layout, context)
        found = list(_row_statements(cells, layout, context))
        own = _guidance(cells, layout)
        if not any(statement.subject.kind == "question" for statement in found):
            guidance = own
        for statement in found:
            shown = own or guidance if statement.subject.kind == "question" else own
            yield _with_guidance(statement, shown)
        if own and any(statement.subject.kind == "question" for statement in found):
            guidance = None


def _with_guidance(statement: Statement, guidance: str | None) -> Statement:
    return replace(statement, guidance=guidance)


def _enter_instrument(cells: Cells, layout: Layout, context: Context) -> None:
    for column, cell in enumerate(cells):
        if column != layout.score and len(cell.text) <= _LONGEST_NAME and not read_code(cell.text):
            instrument = indicators.instrument_of_cell(cell.text)
            if instrument and not indicators.indicators_in(cell.text):
                context.enter_instrument(instrument)


def _row_statements(cells: Cells, layout: Layout, context: Context) -> Iterator[Statement]:
    named = _named_cells(cells, layout)
    indicator = _indicator_in(named)
    if indicator:
        context.enter_indicator(indicator[0], indicators.indicators()[indicator[0]].instrument)
        yield from read_line(indicator[1].text, indicator[1].place)
    questions = list(_questions_in(cells, named, layout, context))
    if questions:
        yield from questions
    elif indicator:
        yield _statement(Subject("indicator", str(indicator[0])), cells, layout, indicator[1])
        yield from _beside(cells, indicator[0])
    elif subject := _whole(named, cells[: layout.score], context):
        yield _statement(subject, cells, layout, next(cell for cell in named if cell.text))
    yield from _merged(cells, layout, context)


def _beside(cells: Cells, first: int) -> Iterator[Statement]:
    """Further indicators in the same row, each with the score right of it."""
    for column, cell in enumerate(cells):
        found = indicators.indicator_of_name(cell.text) if len(cell.text) <= _LONGEST_NAME else None
        if not found or found.number == first or not cell.own:
            continue
        for score in cells[column + 1 :]:
            if values := score_words.read_scores(score.text):
                yield Statement(Subject("indicator", str(found.number)), values, score.place, text=cell.text)
                break
            if score.text:
                break


def _named_cells(cells: Cells, layout: Layout) -> list[Position]:
    """The cells that may say what the row is about."""
    skipped = {layout.score, layout.merged, layout.verdict, layout.guidance}
    return [cell for column, cell in enumerate(cells) if column not in skipped and cell.text]


def _indicator_in(named: Sequence[Position]) -> tuple[int, Position] | None:
    """The indicator that a cell names; where it covers rows below, those are its questions'."""
    for cell in named:
        if not cell.own or len(cell.text) > _LONGEST_NAME:
            continue
        if (found := indicators.indicator_of_name(cell.text)) and found.number:
            return found.number, cell
        numbers = indicators.indicators_in(cell.text)
        if len(numbers) == 1 and read_code(cell.text) is None:
            return numbers[0], cell
    return None


def _questions_in(
    cells: Cells, named: Sequence[Position], layout: Layout, context: Context
) -> Iterator[Statement]:
    for at, cell in enumerate(named):
        asked = _asked(cell.text, context)
        if not asked and layout.item is not None and cell is cells[layout.item]:
            asked = _by_item_number(cell.text, context)
        if not asked:
            continue
        if len(asked) == 1 and not asked[0][1]:
            beside = next((other.text for other in named[at + 1 :]), "")
            asked = [(asked[0][0], beside)]
        yield from _question_statements(asked, cell, cells, layout, context)
        return


def _asked(text: str, context: Context) -> list[tuple[Code, str]]:
    """The questions that a cell begins with or lists line by line, each with its words."""
    found: list[tuple[Code, list[str]]] = []
    for line in text.split("\n"):
        code = read_code(line, context.instrument, context.indicator)
        if code and code.mended and indicators.indicator_of_name(line):
            return []  # a number before an indicator's name is the indicator's
        if code:
            found.append((code, [line[code.end :].strip(" .:-")]))
        elif found:
            found[-1][1].append(line)
        else:
            return []
    return [(code, "\n".join(lines).strip()) for code, lines in found]


def _by_item_number(text: str, context: Context) -> list[tuple[Code, str]]:
    """A bare number under a heading for questions' numbers, below an indicator that has this question."""
    number = whole_number(text)
    if context.instrument is None or number is None:
        return []
    code = f"{LETTER_OF[context.instrument]}{number}"
    if context.indicator is None or indicator_of(code, None) != context.indicator:
        return []
    return [(Code(code, len(text), True), "")]


def _question_statements(
    asked: list[tuple[Code, str]], cell: Position, cells: Cells, layout: Layout, context: Context
) -> Iterator[Statement]:
    values = _values(cells, layout)
    shared = values if len(asked) == 1 else None
    for at, (code, words) in enumerate(asked):
        own = shared if shared is not None else values[at : at + 1] if len(values) == len(asked) else ()
        indicator = context.indicator if context.instrument == code.instrument else None
        yield Statement(
            Subject("question", code.code),
            own,
            _score_place(cells, layout, cell),
            text=" ".join(words.split()),
            indicator=indicator,
        )


def _whole(named: Sequence[Position], left: Cells, context: Context) -> Subject | None:
    """The row of a total, of an instrument's mean, or of an instrument itself; left: of the scores."""
    for cell in named:
        instrument = indicators.instrument_of_cell(cell.text) if len(cell.text) <= _LONGEST_NAME else None
        kind = score_words.total_row(cell.text)
        if instrument and (kind or (cell.own and not _is_about_other(left, instrument))):
            return Subject("instrument", instrument)
        if kind == "total":
            return TOTAL
        if kind == "mean":
            return Subject("instrument", context.instrument) if context.instrument else TOTAL
    return None


def _is_about_other(left: Cells, instrument: str) -> bool:
    """Beside the instrument's name stands in words what of it is scored."""
    others = (cell.text for cell in left if indicators.instrument_of_cell(cell.text) != instrument)
    return any(len(key(text)) >= _SHORTEST_TOPIC and not score_words.total_row(text) for text in others)


def _merged(cells: Cells, layout: Layout, context: Context) -> Iterator[Statement]:
    """The instrument's score in a column whose cells cover all its indicators."""
    if layout.merged is None or not context.instrument or not cells[layout.merged].own:
        return
    values = score_words.read_scores(cells[layout.merged].text)
    if values:
        yield Statement(Subject("instrument", context.instrument), values, cells[layout.merged].place)


def _statement(subject: Subject, cells: Cells, layout: Layout, named: Position) -> Statement:
    verdict = cells[layout.verdict].text if layout.verdict is not None else ""
    return Statement(
        subject,
        _values(cells, layout),
        _score_place(cells, layout, named),
        text=" ".join(named.text.split()),
        passed=grades.read_pass(verdict),
        grade=grades.read_grade(verdict),
    )


def _values(cells: Cells, layout: Layout) -> tuple[float, ...]:
    if layout.score is None:
        return ()
    return score_words.read_scores(cells[layout.score].text) or ()


def _score_place(cells: Cells, layout: Layout, named: Position) -> Place:
    if layout.score is not None and cells[layout.score].text:
        return cells[layout.score].place
    return named.place


def _guidance(cells: Cells, layout: Layout) -> str | None:
    if layout.guidance is None:
        return None
    return cells[layout.guidance].text or None


def read_across(grid_rows: Sequence[Cells]) -> Iterator[Statement]:
    """A table whose columns are instruments or indicators: scores stand below the row that names them."""
    subjects: dict[int, Subject] = {}
    scored = [at for at, column in enumerate(zip(*grid_rows, strict=True)) if _holds_scores(column)]
    for cells in grid_rows:
        if not subjects and not any(_across(cells[column].text) for column in scored):
            continue
        named = {column: found for column, cell in enumerate(cells) if (found := _across(cell.text))}
        if len(set(named.values())) >= 2:
            subjects = named
            continue
        read = {column: score_words.read_scores(cells[column].text) for column in subjects}
        if subjects and all(values is not None for values in read.values()) and any(read.values()):
            for column, subject in subjects.items():
                yield Statement(subject, read[column] or (), cells[column].place, text=subject.name)
            subjects = {}


def _holds_scores(column: Cells) -> bool:
    return any(score_words.read_scores(cell.text) for cell in column)


def _across(text: str) -> Subject | None:
    if not text or len(text) > _LONGEST_NAME:
        return None
    if found := indicators.indicator_of_name(text):
        return Subject("indicator", str(found.number))
    if instrument := indicators.instrument_of_cell(text):
        return Subject("instrument", instrument)
    return TOTAL if score_words.total_row(text) == "total" else None
