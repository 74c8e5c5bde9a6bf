"""What a question measures, told by its words: the name of a column, its text in several languages, a file's name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from touchpath.ingest.question import Metric

_LONGEST = 600

_NPS = re.compile(
    r"\b[etr]?nps\d{0,2}\b|net ?promot|\bnetpro\b|\bnet pro\b|promoter score|\bltr\b|"
    r"recommend|recommand|recomend|recomiend|empfehl|consiglier|consigli(are|a|eresti)\b|raccomand|"
    r"aanbevel|aanbeveel|aanrad|aanraad|すすめ|薦め|勧め|推奨度|推薦|推荐|추천|порекоменд|рекоменд|polec|rekommender|tavsiye|anbefal|suosittel|doporuc|preporuc|recomand|ajanlan|"
    r"\bindicari(a|as|am|amos)\b"
)
_CES = re.compile(
    r"customer effort|effort (score|rating)|\bhow much effort|^effort$|\bces (score|rating|survey|value|\d)|"
    r"^ces$|\bces (q ?)?\d{1,2}$|\bces (ease|effort|overall|item|question|total)\b|"
    r"(^|score |rating |survey |customer |^q\d+ )ces$|"
    r"\b(how|wie|hoe|que tan|cuan|como de|quao|quanto|combien|quel point|quelle mesure)\b.{0,40}"
    r"\b(easy|easily|difficult|einfach|leicht|muhelos|schwierig|gemakkelijk|makkelijk|moeilijk|facil|dificil|difficile)"
    r"|\b(made|makes|make) it easy\b|kundenaufwand|wie viel aufwand|wie hoch war (der|ihr) aufwand|"
    r"(effort|esfuerzo|esforco|sforzo|moeite) .{0,30}(client|cliente|cliente|klant)|"
    r"\b(combien|quel|cuanto|quanto|hoeveel)\b.{0,12}\b(effort|esfuerzo|esforco|sforzo|moeite)"
)
_CSAT = re.compile(
    r"\bcsat\d{0,2}\b|\bosat\b|\boverall sat\b|\bsat overall\b|satisf|zufrieden|soddisf|tevreden|"
    r"満足|满意|滿意|만족|удовлетвор|zadowol|tilfreds|memnuniyet|nojd|tyytyvai|spokoj|elegedett|zadovolj|multumit|"
    r"\brate (your|our|the|this)\b.{0,40}\b(experience|service|support|visit|purchase|stay|order|delivery|staff)"
)
_OTHERS_SATISFACTION = re.compile(
    r"\b(job|life|sleep|body|marital|sexual|employee|democra\w*|political|relationship|arbeits\w*|lebens\w*)\b"
)
_PLAIN = re.compile(
    r"^(the |your |overall |final )?(score|rating|ratings|answer|answers|value|response|result|points?|stars?|grade|"
    r"bewertung|wert|note|antwort|puntuacion|calificacion|nota|avaliacao|punteggio|voto|cijfer|beoordeling)"
    r"( value| given|( of| out of| to| from)?( \d{1,3}){1,2}( \d{1,3})?)?$"
)
_COUNTING = re.compile(
    r"\b(how (many|old|long)|(number|amount) of|age|years? old|year of (birth|study)|(what|which|birth) year|born|"
    r"wie (viele|alt|lange)|anzahl|alter|geburtsjahr|combien de|quel age|nombre de|annee de|cuant[oa]s|edad|"
    r"numero de|anos? de|quant[oa]s|idade|quant[ie]|eta|hoeveel|leeftijd|aantal|zip( code)?|post(al )?code|"
    r"postleitzahl)\b"
)


@lru_cache(maxsize=4096)
def words_of(text: str) -> str:
    """A name or sentence as small words with one blank between them, without accents: "npsScore" is "nps score"."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text[:_LONGEST].replace("IDs", "ids"))
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", split) if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", bare).strip().casefold()


def metric_of(wording: str) -> Metric | None:
    """The metric that the words name; None where they name none."""
    words = words_of(wording)
    if _NPS.search(words):
        return "nps"
    if _CES.search(words):
        return "ces"
    if _CSAT.search(words) and not _OTHERS_SATISFACTION.search(words):
        return "csat"
    return None


def satisfaction_of_others(wording: str) -> bool:
    """Whether the words speak of satisfaction with a job, a life or a relationship: nothing a customer met."""
    return bool(_OTHERS_SATISFACTION.search(words_of(wording)))


def counts_something(wording: str) -> bool:
    """Whether a question asks for a number of things or years (rounds, children, an age), not for a rating."""
    words = words_of(wording)
    rated = metric_of(wording) is not None or bool({"star", "stars", "points"} & set(words.split()))
    return bool(_COUNTING.search(words)) and not rated


def is_lone_effort(wording: str) -> bool:
    """Whether a question is only called effort: CES by itself, one of the items beside other items of its scale."""
    return words_of(wording) == "effort"


def is_plain_score(name: str) -> bool:
    """Whether a column is only called a score, so that the name of its file may tell what it measures."""
    return bool(_PLAIN.match(words_of(name)))


def metric_in_file(column: str, file_stem: str) -> Metric | None:
    """What a column of a file measures: its own name tells, else the file's where the column is but a score."""
    return metric_of(column) or (metric_of(file_stem) if is_plain_score(column) else None)
