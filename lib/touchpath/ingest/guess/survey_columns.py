"""Which columns of a survey file say who answered, when, about what, and how much the answer counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from statistics import fmean

from touchpath.ingest.metrics import counts_something, is_lone_effort, metric_of, words_of
from touchpath.ingest.reading.written_times import lacking
from touchpath.ingest.scales import is_coded
from touchpath.ingest.source import SourceColumn, SourceTable

_MOST_WORDS = 4
_FEW_ROWS = 11
_FEWEST_SIBLINGS, _FEWEST_BOXES = 2, 3
_USUAL_WEIGHT = (0.1, 5.0)
_ID = r"( ?(ids?|nr|no|num|number|nummer|key|code|ref|hash))"
_WHO = (
    r"(user|customer|client|cliente|kunden?|klant|utente|usuario|person|people|member|mitglied|contact|visitor|guest|"
    r"gast|patient|passenger|participant|panell?ist|student|subject|employee|shopper|buyer|account|lead|subscriber|"
    r"caller|teilnehmer|proband|reviewer|rezensent)s?"
)
_ANSWER = (
    r"(answered|responded|submitted|submit|recorded|completed|completion|response|respondent|answer|reply|end(ed)?|"
    r"beantwortet|antwort|abgegeben|abgesendet|eingereicht|repondu|reponse|respuesta|respondida|resposta|risposta|"
    r"ingevuld)"
)
_SURVEY = r"(surveyed|survey|rated|rating|scored|feedback|interview|interviewed|evaluated|nps|csat|ces|befragung)"
_CLOCK = r"( (at|on|am|le|el|time|date|timestamp|datetime|day|datum|zeit|fecha|data|heure|date utc|time utc|utc))"
PERSON: tuple[str, ...] = (
    rf"^(distinct id|{_WHO}{_ID}|.*pseudo id|uid)$",
    rf"^{_WHO}$",
    rf"^external( data)? (reference|id)$|^(.* )?{_WHO}{_ID}$",
    r"^(.* )?e ?mail( address)?$|^(correo|courriel|adresse e ?mail|direccion de correo)( electronico)?$|"
    r"^メールアドレス$|^邮箱$|^电子邮件$",
)
RESPONDENT: tuple[str, ...] = (
    rf"^(survey )?(respondent|response|resp|submission|answer|entry|record|interview|antwort|reponse){_ID}$",
    r"^(respondent|respnum|token|uuid|lfdn|id (de |del )?encuestad[oa]|id (du |de la )?repondante?)$",
    r"^(id|nr|no|lfd nr|case ?id|serial|serial ?id|row ?id|序号|編號|回答者|答卷编号)$|^id ?no$",
)
ANSWERED: tuple[str, ...] = (
    rf"^{_ANSWER}{_CLOCK}?$|^(date|time|day|datum|fecha|data) (of )?{_ANSWER}$|^date submitted$",
    rf"^{_SURVEY}{_CLOCK}$|^(surveyed|rated|interviewed)$|^(date|time) (of )?{_SURVEY}$",
    r"^(time ?stamp|date ?time|date|datum|fecha|data|time|zeit|day|ts|when|marca temporal|zeitstempel|horodateur)$",
    r"^(created|modified|updated|started|start|sent|received|logged)( (at|on|time|date))?$",
)
_GIVEN = re.compile(
    r"\b(submi\w+|complet\w+|answer\w*|respon\w+|review\w*|rated|field\w*|posted|published|enviad\w*|"
    r"finali[sz]\w+|conclu\w+|abgeschl\w+|abschluss\w*)\b|"
    r"提交|回答|答卷|投稿"
)
_NOT_GIVEN = re.compile(
    r"\b(birth\w*|born|dob|last|latest|updat\w+|modif\w+|edit\w+|repl(y|ied)|millis\w*|epoch|expir\w+|due|start\w*|"
    r"begin\w*|sent|invit\w+|import\w*|export\w*|sign(ed)? ?up|regist\w+|join\w*|since|first|purchas\w*|order\w*|"
    r"visit\w*|deliver\w*|open\w*|clos\w+|resol\w+|hir\w+|subscri\w+|enrol\w*|book\w*|arriv\w*|admi\w+|discharg\w+|inici\w+|inizi\w+|debut|beginn|anfang|aanvang)\b|"
    r"更新|开始|生年月日|出生"
)
_DAY_ZERO = re.compile(r"^(?:12/(?:30|31)/1899|(?:30|31)[./]12[./]1899|1899-12-(?:30|31)|1900-01-0[01])\b")
_WEIGHT = (r"^((survey|sample|panel|final|post\w*|case|person) )?(weight|weights|weighting|wgt|wt|gewicht|gewichtung|"
           r"poids|poids de sondage|fattore di peso|fator de ponderacao|ponderacion)"
           r"( (factor|final|trimmed|raked|calibrated|normali[sz]ed))?$")  # fmt: skip
COMMENT: tuple[str, ...] = (
    r"^((nps|csat|ces|survey|customer|score|rating|open|free) )*(comments?|verbatim|remarks?|feedback|reason|why|"
    r"kommentar|bemerkung|commentaires?|comentarios?|commento|opmerking|suggestions?)( text)?$",
    r"^(review|feedback) (text|content|body|comment)$|^(text|content|body|review)$|^ご意見$|^意见$|^评论$",
)
QUESTION: tuple[str, ...] = (
    r"^((survey|item) )?(question|item|statement|frage|pregunta|pergunta|domanda|vraag)( ?(text|name|id|code))?$",
)
METRIC: tuple[str, ...] = (r"^(metric|survey type|score type|metric type|metric name|kpi|survey)$",)
ANSWER: tuple[str, ...] = (r"^(answer|response|antwort|respuesta|reponse|value)( (text|value))?$",)
TOUCHPOINT: tuple[str, ...] = (r"^touch ?points?( (name|type))?$|^kontaktpunkt$",)
CHANNEL: tuple[str, ...] = (r"^(survey |response |distribution |contact )?channel$|^kanal$",)


def tells_of_giving(column: SourceColumn) -> bool:
    """Whether a time says by its name that an answer or a review was given then."""
    words = words_of(column.name)
    return is_time(column) and bool(_GIVEN.search(words)) and not _NOT_GIVEN.search(words)


def time_of_answer(columns: Sequence[SourceColumn]) -> str | None:
    """The time an answer was given, where its name is none of the usual: the only one, or the one that tells of it.

    Dates of birth, of changes, replies and invitations are none.
    """
    times = possible_times(columns)
    told = [column for column in times if tells_of_giving(column)]
    found = told if len(told) == 1 else times
    return found[0].name if len(found) == 1 else None


def possible_times(columns: Sequence[SourceColumn]) -> list[SourceColumn]:
    """The times at which an answer may have been given: none of birth, of changes, replies and invitations.

    Nor times of day that a spreadsheet wrote with the day it begins to count at, 31 December 1899.
    """
    times = [column for column in columns if is_time(column) and not _NOT_GIVEN.search(words_of(column.name))]
    return [column for column in times if not all(map(_DAY_ZERO.search, column.values))]


class Roles:
    """Hands out the columns of a survey to fields by their words; a column handed out is not handed out again."""

    def __init__(self, table: SourceTable, kept: Collection[str] = ()) -> None:
        self._table = table
        self._taken = set(kept)

    def best(self, patterns: Sequence[str], test: Callable[[SourceColumn], bool]) -> str | None:
        """The free column whose name suits best, among equals the first."""
        found = ranked(self._table, patterns, lambda column: column.name not in self._taken and test(column))
        return self.take(found[0][1].name if found else None)

    def take(self, name: str | None) -> str | None:
        """This column, which is not free any more."""
        if name is not None:
            self._taken.add(name)
        return name

    @property
    def free(self) -> tuple[SourceColumn, ...]:
        """The columns nobody took."""
        return tuple(column for column in self._table.columns if column.name not in self._taken)


def ranked(
    table: SourceTable, patterns: Sequence[str], test: Callable[[SourceColumn], bool]
) -> list[tuple[int, SourceColumn]]:
    """The columns whose names suit, with the place of the pattern that does, the best first."""
    found = [
        (place, column)
        for column in table.columns
        if column.type != "empty" and (place := fitting(column.name, patterns)) is not None and test(column)
    ]
    return sorted(found, key=lambda entry: (entry[0], entry[1].position))


def fitting(name: str, patterns: Sequence[str]) -> int | None:
    """The place of the first pattern that a name suits; long texts are questions and suit none."""
    words = words_of(name)
    if words.count(" ") > _MOST_WORDS or name.rstrip().endswith("?"):
        return None
    return next((place for place, pattern in enumerate(patterns) if re.match(pattern, words)), None)


def is_id(column: SourceColumn) -> bool:
    """Text or whole numbers that are no times."""
    return column.type in ("text", "integer") and not any(name != "iso" for name in column.time_formats)


def is_time(column: SourceColumn) -> bool:
    """Whether its values can be read as times, and name a day."""
    return bool(column.time_formats and column.examples) and lacking(column.examples[0]) != "day"


def is_label(column: SourceColumn) -> bool:
    """Text of few different names."""
    return column.type == "text" and column.distinct <= 500


def is_text(column: SourceColumn) -> bool:
    """Whether it holds text."""
    return column.type == "text"


def answers_in(table: SourceTable, column: SourceColumn) -> int:
    """How many of the rows looked at have something in the column."""
    return round(table.rows_sampled * (1 - column.blank_rate))


def asks(name: str) -> bool:
    """Whether a name is a question, or one row of a question with many ("How satisfied are you with [Staff]")."""
    told = name.strip()
    before, _, row = told.rpartition("[")
    return told.endswith(("?", "？", "؟")) or (told.endswith("]") and len(row) > 1 and " " in before.strip())


def numbers_rows(table: SourceTable, column: SourceColumn) -> bool:
    """Whether a column only numbers the rows: whole numbers, another one in each of many rows."""
    return column.type == "integer" and column.distinct == table.rows_sampled > _FEW_ROWS


def items_beside_effort(table: SourceTable) -> tuple[SourceColumn, ...]:
    """The items of a battery of which one is called effort alone: columns of its scale that name no metric.

    None where there are no others on its scale: then effort is CES.
    """
    effort = next((column for column in table.columns if is_lone_effort(column.name)), None)
    if effort is None or effort.type != "integer" or effort.distinct < _FEWEST_BOXES:
        return ()
    ends = _ends(effort)
    beside = [
        column
        for column in table.columns
        if column is not effort and column.type == "integer" and _ends(column) == ends and not metric_of(column.name)
    ]
    return (effort, *beside) if len(beside) >= _FEWEST_SIBLINGS else ()


def _ends(column: SourceColumn) -> tuple[int, int]:
    numbers = [int(value) for value in column.values]
    return min(numbers), max(numbers)


def weight_column(table: SourceTable) -> SourceColumn | None:
    """The column that is called a weight and holds numbers, if there is one."""
    found = ranked(table, (_WEIGHT,), lambda column: bool(_numbers(column)))
    return found[0][1] if found else None


def is_count(column: SourceColumn) -> bool:
    """Whether a column of numbers answers how many, how old or which year: no score, however small they are.

    Under the code of a question (Q19AGE) numbers stand for boxes, such as groups of ages, that tell people apart.
    """
    counted = counts_something(f"{column.name} {column.label or ''}") and not is_coded(column.name)
    return counted and column.type in ("integer", "number")


def looks_like_weights(column: SourceColumn) -> bool:
    """Whether its numbers lie about 1, as weights of answers do (those of bodies or parcels do not)."""
    numbers = _numbers(column)
    low, high = _USUAL_WEIGHT
    return bool(numbers) and low <= fmean(numbers) <= high


def _numbers(column: SourceColumn) -> list[float]:
    found = []
    for value in column.values:
        try:
            number = float(value.replace(",", "."))
        except ValueError:
            return []
        if abs(number) < 1e100:
            found.append(number)
    return found
