"""What the name of a column says about the people in it: Billing Phone, RecipientFirstName, user_ipaddress."""

from __future__ import annotations

import re

from touchpath.ingest.personal.kinds import PersonalKind

_WORD = re.compile(r"[A-Z]+(?![a-zà-ÿ])|[A-ZÀ-Ý]?[a-zà-ÿß]+")
_WHOSE = (
    "user customer client contact recipient respondent requester person member subscriber lead buyer guest patient "
    "billing shipping delivery invoice home work business private personal primary secondary main other your my "
    "sender author visitor participant attendee optin confirm remote signup properties traits location geo gps "
    "external last current"
)
_OWNERS = frozenset(_WHOSE.split())
"""Words that say whose it is, and nothing about what it is."""
_PHRASES: dict[str, str] = {
    "email": "email|email address|mail|mail address|email id|email adresse|mailadresse|courriel|correo electronico|"
    "correo",
    "phone": "phone|phone number|phone no|telephone|telephone number|tel|tel no|mobile|mobile phone|mobile number|"
    "mobile phone number|cell|cell phone|cellphone|fax|fax number|whatsapp|whatsapp number|"
    "whatsapp phone number|handy|handynummer|telefon|telefonnummer|msisdn|sms",
    "name": "first name|last name|full name|given name|family name|surname|middle name|maiden name|fname|lname|"
    "firstname|lastname|fullname|display name|displayname|username|screen name|vorname|nachname|familienname|"
    "prenom|prénom|nom|nom complet|apellido|apellidos|nombre completo|nome completo|requester|"
    "submitter|salutation name",
    "address": "address|street|street address|address line|street name|address street|house number|hausnummer|"
    "anschrift|adresse|strasse|straße|streetaddress|apartment",
    "postcode": "zip|zip code|zipcode|postcode|post code|postal code|postalcode|plz|postleitzahl|address zip|"
    "zip postal code",
    "birth": "birth date|birthdate|birthday|birth day|date of birth|dob|geburtsdatum|year of birth|birth year",
    "ip": "ip|ip address|ipaddress|ip addr|ipaddr|ip addresses|ipv",
    "card": "card number|credit card|credit card number|cardnumber|creditcard|cc number|debit card number",
    "document": "passport|passport number|passport no|iban|ssn|social security number|social security|tax id|"
    "national id|national id number|license number|licence number|driver license|drivers license|"
    "driving licence|driving licence number|nino|national insurance number|steuer id|bank account|"
    "bank account number|account iban",
    "id": "user|username|user name|userid|user id|login|login name|nick|nickname|handle|account name|device id|"
    "deviceid|cookie id|visitor|visitor id|customer|customer id|client id|member id|contact id|person id|"
    "respondent id|subscriber id|patient id|guest id|anonymous id|distinct id|advertising id|idfa|idfv|gaid|aaid|"
    "imei|udid|benutzer|benutzername|nutzer|kunde|kundennummer|kundennr|utilisateur|usuario|cliente",
    "position": "latitude|longitude|lat|lng|lon",
}
_KINDS = {phrase: kind for kind, phrases in _PHRASES.items() for phrase in phrases.split("|")}


def speaks_of(name: str) -> PersonalKind | None:
    """The kind of thing about people a column's name speaks of, read as a whole; None: of none.

    "Billing Phone" speaks of phone numbers, "First marketing email send date" of none.
    """
    words = _words(name)
    kind = _KINDS.get(" ".join(words))
    if kind is None:
        rest = [word for word in words if word not in _OWNERS]
        phrase = " ".join(rest)
        of_a_person = phrase == "name" and len(rest) < len(words)
        kind = "name" if of_a_person else _KINDS.get(phrase)
    return kind  # type: ignore[return-value]


def _words(name: str) -> list[str]:
    """The words of a name in small letters; of a path such as user.contact.email its last part."""
    last = re.split(r"[.:/]", name.strip().strip("."))[-1]
    spaced = re.sub(r"\be[-_ ]mail", "email", last, flags=re.IGNORECASE).replace("E-Mail", "email")
    return [word.lower() for word in _WORD.findall(spaced)]
