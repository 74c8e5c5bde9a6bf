"""Which figures of days never add up: rates and averages, and levels (followers, installs so far)."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Literal

from touchpath.ingest.guess.lexicon import COUNTED, MANY_PEOPLE, QUANTITY, RATE, SPEND, VALUE
from touchpath.ingest.guess.periods_seen import days_of
from touchpath.ingest.guess.roles.amounts import is_rate, is_share
from touchpath.ingest.guess.traits import ColumnTraits, cells_of, traits_of
from touchpath.ingest.guess.words import words
from touchpath.ingest.reading.written_numbers import amount_in
from touchpath.ingest.source import SourceTable
from touchpath.journey.words import listed


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AUDIENCE = _set(
    """
    followers follower following subscribers fans abonnenten abonnes abonnees seguidores suscriptores inscritos
    iscritti assinantes volgers subscritores takipci obserwujacy подписчики подписчиков フォロワー フォロワー数 粉丝
    粉丝数 关注者 팔로워
    """
)
_GATHERED = _set(
    """
    cumulative cumulated cumul cumule cumulee kumuliert kumulierte kumulativ acumulado acumulada acumulados cumulativo
    cumulata cumulatief 累計 累计 累積 누적
    """
)
_STOCK = _set("balance bestand saldo inventory backlog headcount mrr arr")
_HELD = _set(
    """
    installs installations install devices subscriptions customers members accounts fans likes contacts users
    mitglieder kunden membres miembros membros leden downloads
    """
)
_SO_FAR = _set("total current active lifetime gesamt aktuell aktuelle aktive totales actuales actifs")
_FLOW = _set(
    """
    new neu neue neuer nuevos nuevas nouveaux nouvelles nuovi novos novas nieuwe gained gain lost lose net added
    joined unfollowed unfollows unfollow unsubscribed change growth delta daily
    gewonnen verloren ganados perdidos gagnes
    perdus zuwachs reached engaged 新規 新增 増減 増加 減少 净增 新
    """
)
_AVERAGED = _set(
    """
    medio media mittlere mittlerer mediana porcentaje prozent percentuale depth глубина tiefe profundidad profondeur
    profundidade index indice
    """
)
_MEASURED = _set(
    """
    hours hour minutes minute seconds second time stunden minuten sekunden heures minutos horas segundos ore uren
    mm cm km kg litre liter litres rain days sales ventas vendite ventes vendas verkauf verkaufe k
    """
)
_EACH = _set("par por pro je")
_COMES = (COUNTED | MANY_PEOPLE | VALUE | SPEND | QUANTITY) - {"count", "total"}
_DIVIDED = re.compile(r"[^\W\d_] ?/ ?[^\W\d_]")
_ROLLING = re.compile(r"^(weekly|monthly|\d{1,3} days|[wm]au\b|\d{1,3}d\b)|rolling|trailing", re.IGNORECASE)
_LEAPS, _CREEPS = 0.2, 0.05
_CHANCE, _ENOUGH, _MANY_STEPS = 0.25, 100, 10
_FEWEST_STEPS = 4
_NAMED = 3


def never_added(table: SourceTable, traits: ColumnTraits) -> Literal["", "rate", "level"]:
    """Why the figures of a column do not add up over days; nothing where they may."""
    if not traits.numeric:
        return ""
    if is_rate(traits) or is_share(traits) or _of_an_average(traits):
        return "rate"
    return "level" if is_level(table, traits) else ""


def is_level(table: SourceTable, traits: ColumnTraits) -> bool:
    """Whether a column tells how much there was on a day (followers, a balance, installs so far), not what came."""
    said = set(traits.words)
    if (
        said & _GATHERED
        or {"to", "date"} <= said
        or said & _STOCK
        or ("size" in said and said & {"list", "audience"})
    ):
        return True
    if _ROLLING.search(traits.name):
        return _has_a_row_a_day(table)
    if said & _FLOW:
        return False
    if said & _AUDIENCE:
        return not _leaps(table, traits)
    if said & _SO_FAR and said & _HELD:
        return _stands_beside_a_flow(table, said & _HELD - {"users"}) or _creeps(table, traits)
    return _has_several(table) and not said & _COMES and _creeps_up(table, traits)


@lru_cache(maxsize=16)
def _has_several(table: SourceTable) -> bool:
    """Whether there is more than one figure: the only one of a table is what it is about."""
    return sum(other.numeric for other in traits_of(table)) > 1


def may_be_an_average(traits: ColumnTraits) -> bool:
    """Whether small broken numbers have a name that tells neither of counts nor of money, time or weight."""
    broken = [value for value in traits.column.values if re.search(r"[.,]\d*[1-9]", value)]
    told = set(traits.words) & (COUNTED | MANY_PEOPLE | VALUE | SPEND | QUANTITY | _MEASURED)
    if traits.column.type != "number" or told or len(broken) < len(traits.column.values) / 2:
        return False
    numbers = [amount_in(value, traits.column.decimal) for value in traits.column.values]
    return all(number is None or abs(number) < _ENOUGH for number in numbers)


def speaks_of_rates(name: str) -> bool:
    """Whether the name of a measure is that of a rate, an average or of what was gathered so far."""
    said = set(words(name))
    return "%" in name or bool(said & (RATE | _GATHERED)) or any(word.endswith(("rate", "quote")) for word in said)


def names_never_added(table: SourceTable) -> tuple[str, ...]:
    """The columns of a table whose figures never add up."""
    return tuple(traits.name for traits in traits_of(table) if never_added(table, traits))


def left_out(table: SourceTable, used: Collection[str]) -> str:
    """A sentence about the figures that are not among those used because they do not add up; empty: none."""
    found: dict[str, list[str]] = defaultdict(list)
    for traits in traits_of(table):
        if traits.name not in used and (why := never_added(table, traits)):
            found[why].append(f'"{traits.name}"')
    if not found:
        return ""
    called = {"rate": ("a rate or an average", "rates or averages"), "level": ("a level", "levels")}
    told = [
        f"{listed(found[why], _NAMED)} {'is' if len(found[why]) == 1 else 'are'} {called[why][len(found[why]) > 1]}"
        for why in called
        if found[why]
    ]
    return f"{' and '.join(told)}: left out of the counts, because days of them do not add up."


def _stands_beside_a_flow(table: SourceTable, held: Collection[str]) -> bool:
    """Whether another column tells of the same things what came on a day: daily installs beside total installs."""
    return any({*held} & set(other.words) and set(other.words) & _FLOW for other in traits_of(table))


def _of_an_average(traits: ColumnTraits) -> bool:
    """Whether the name speaks of an average in a way that other names use for other things (media)."""
    if set(traits.words[1:-1]) & _EACH or _DIVIDED.search(traits.name):
        return True
    said = [word for word in traits.words if word in _AVERAGED]
    return bool(said) and (said != ["media"] or traits.words[:1] != ("media",)) and "social" not in traits.words


def _leaps(table: SourceTable, traits: ColumnTraits) -> bool:
    """Whether a figure changes from row to row by much of itself, as what comes on a day does and no level."""
    steps, usual = _steps(table, traits)
    return len(steps) >= _FEWEST_STEPS and median(map(abs, steps)) > _LEAPS * usual


def _creeps(table: SourceTable, traits: ColumnTraits) -> bool:
    """Whether a figure goes from row to row by little of itself."""
    steps, usual = _steps(table, traits)
    return len(steps) >= _FEWEST_STEPS and median(map(abs, steps)) <= _CREEPS * usual


def _has_a_row_a_day(table: SourceTable) -> bool:
    """Whether the days of a table follow each other, so that the figure of a week or month overlaps the next one."""
    found = [days_of(column) for column in table.columns if column.type in ("date", "time") and column.time_formats]
    gaps = [median((after - before).days for before, after in pairwise(days)) for days in found if len(days) > 1]
    return any(gap == 1 for gap in gaps)


def _creeps_up(table: SourceTable, traits: ColumnTraits) -> bool:
    """Whether whole numbers never fall, and change by far less than chance alone would let counts of a day do."""
    steps, usual = _steps(table, traits)
    whole = traits.column.type == "integer" and usual >= _ENOUGH and len(steps) >= _MANY_STEPS
    return whole and min(steps) >= 0 and max(steps) > 0 and median(steps) < _CHANCE * math.sqrt(usual)


def _steps(table: SourceTable, traits: ColumnTraits) -> tuple[list[float], float]:
    """The differences between rows that follow each other in one series (one app, one page), and the usual figure."""
    series: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for key, cell in zip(_series(table), cells_of(table, traits.column), strict=True):
        number = amount_in(cell, traits.column.decimal)
        if number is not None:
            series[key].append(number)
    steps = [after - before for one in series.values() for before, after in pairwise(one)]
    every = [abs(number) for one in series.values() for number in one]
    return steps, median(every) if every else 0.0


@lru_cache(maxsize=16)
def _series(table: SourceTable) -> tuple[tuple[str, ...], ...]:
    """What each of the first rows is of: its texts together (an app, a country)."""
    texts = [cells_of(table, column) for column in table.columns if column.type == "text"]
    return tuple(zip(*texts, strict=True)) if texts else ((),) * len(table.sample)
