"""What the name of a column suggests: words per field, best first."""

from __future__ import annotations

import re

FIELDS: dict[str, tuple[str, ...]] = {
    "person": (
        r"distinct_id$",
        r"(user|customer|client|person|people|member|contact|visitor|shopper|buyer|account|lead)_?id$",
        r"user_pseudo_id$",
        r"(user|customer|client|person|member|contact|visitor)$|^cust(_?(id|no|nr))?$",
        r"(anonymous|profile|device|cookie)_?id$",
        r"uid$|cdid$|mql_id$",
        r"(user|customer|client|person|member|contact|visitor|account)_?(key|no|nr|num|number|code)$",
        r"e_?mail(_address)?$",
        r"(user|customer|client|person|member).*(key|no|nr|number|code)$",
        r"external_(id|reference|data_reference)$",
        r"respondent(_id)?$",
        r"kunden?_?(id|nr|nummer)$|^kunde$|^client[e]?$",
        r".*_id$",
    ),
    "occurred_at": (
        r"occurred_at$|event_(time|timestamp|date|datetime)$|timestamp$",
        r"time_?stamp|date_?time|^ts$|^time$",
        r"(created|happened|logged|recorded|submitted|sent|received)(_at|_on|_time|_date)?$",
        r"^date$|^day$|^when$|^zeit|^datum|^fecha|^quand$|^wann$",
        r".*(_at|_time|_date|_on|_ts|_day)$|.*date.*|.*time.*",
    ),
    "touchpoint": (
        r"touch_?point(_name|_type)?$",
        r"event(_name|_type|name|type)?$",
        r"(activity|action|interaction)(_name|_type)?$|^what(_happened)?$",
        r"^(page|step|stage|status)(_name|_type)?$",
        r"^(type|name)$",
        r"^(ereignis|aktion|kontaktpunkt|evenement|evento|accion|etape|schritt|status)$",
    ),
    "channel": (
        r"channel$",
        r".*channel.*",
        r"(utm_)?source$|traffic_source|origin$",
        r"(utm_)?medium$|via$|kanal$",
        r".*source$",
    ),
    "value": (
        r"value$|revenue$|amount$",
        r"(order|purchase|sale|transaction|cart|basket|total).*(value|amount|total|price|revenue)$",
        r"total(_price|_value|_amount)?$|sales?$|price$|spend$|umsatz$|betrag$",
        r".*(revenue|amount|value)(_\w{3})?$",
        r"^(in_)?(eur(os?)?|usd|(us_)?dollars?|gbp|pounds?|chf|francs?|franken)$",
    ),
    "order_id": (r"(order|transaction|purchase|invoice|receipt)_?(id|no|nr|number|key)$",),
    "event_id": (r"(event|message|insert|hit|row|record)_?(id|uuid|guid)$", r"uuid$|guid$", r"^id$"),
    "session": (r"(ga_)?session_?(id|key|no|number)$", r"visit_?(id|key)$|session$|sess_?id$"),
    "persona": (
        r"^persona(_name)?$",
        r"^(customer_?)?segment(_name)?$|^(customer|user|member)_(type|group|class|tier)$",
        r"tier$|cluster$|archetype$|segment$",
    ),
    "alias": (
        r"alias(_id)?$",
        r"(anonymous|anon|device|cookie|visitor|old|previous|secondary|merged)_?(user_?)?id$",
        r"from_id$|source_id$|.*alias.*",
    ),
    "day": (r"^(day|date)$", r".*(day|date|datum|week|month).*"),
    "spend": (r"(ad_?)?(spend|cost|costs|kosten)(_\w{3})?$", r".*(spend|spent|cost).*", r"budget$"),
    "campaign": (r"campaign(_name)?$", r".*campaign.*|kampagne"),
    "question": (r"question(_text|_name|_id)?$", r"item$|frage$"),
    "metric": (r"metric$|survey_type$|score_type$|survey$",),
    "score": (
        r"score$|rating$|nps$|csat$|ces$",
        r"(nps|csat|ces|satisfaction|effort|recommend\w*).*(score|rating|answer|value)?$",
        r".*(score|rating)$",
        r"stars$|grade$",
    ),
    "answer": (r"answer(_text|_value)?$|response(_text|_value)?$|antwort$",),
    "comment": (
        r"comments?$|verbatim$|feedback(_text)?$|reason$|remark$|why$",
        r".*(comment|verbatim|remark|open_ended).*",
    ),
    "weight": (r"weight$|weighting$|gewicht$",),
    "answered_at": (
        r"(answered|responded|submitted|recorded|completed|response|submit|end|recorded)_?(at|on|time|date|timestamp)$",
        r"^(answered|responded|submitted|completed)$",
        r"timestamp$|^date$|^time$|created_at$|(survey|rating)_date$",
        r".*(_at|_date|_time)$|.*date.*",
    ),
    "respondent": (r"respondent_?id$|response_?id$|survey_?id$|resp_?num$|token$", r"respondent$|resp\w*id$"),
}
"""For each field, patterns of column names (as `plain` writes them), the most telling first."""

DESCRIBES = re.compile(
    r"country|region|state$|city|town|zip|post|land$|gender|sex$|(^|_)age|birth|lang|locale|currency|device|browser|agent|"
    r"platform|(^|_)os$|version|plan$|segment|tier|group|cohort|persona|profile|name$|title|company|brand|categor|"
    r"colou?r|size|campaign|variant|experiment|(^|_)ids?$|mail|phone|address|ip$|url|comment|note|text|^(is|has)_"
)
"""Found in names (as `plain` writes them) of columns that describe people, things or places, not what happened."""


def plain(name: str) -> str:
    """A column name in small letters with one underscore between its words: "Order ID" and "orderId" are order_id."""
    last = re.sub(r"^(properties|event|context|traits|user)\.(?=\S)", "", name.strip())
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", last)
    return re.sub(r"[^\w]+|_+", "_", split, flags=re.UNICODE).strip("_$").lower()


_RATE = re.compile(
    r"(^|_)(per|pro|por|par)_|(^|_)(cp[acilmtv]|e?cpm|roas|rate|average|avg|mean)(_|$)|(^|_)cost_?per|_quote$"
)


def rank(field: str, name: str) -> int | None:
    """How well a name suits a field: 0 is best; None when it does not. A rate (cost per install) is no amount."""
    text = plain(name)
    if field in ("spend", "value") and _RATE.search(text):
        return None
    for place, pattern in enumerate(FIELDS[field]):
        if re.match(rf"(.*_)?(?:{pattern})" if not pattern.startswith("^") else pattern, text):
            return place
    return None
