"""Which letters beyond ASCII languages use, the commonest first, and the encodings their texts were kept in."""

from __future__ import annotations

_WESTERN = ("cp1252", "mac_roman", "cp850", "iso8859_15")
_CENTRAL = ("cp1250", "iso8859_2")
_CYRILLIC = ("cp1251", "koi8_r", "koi8_u", "cp866", "mac_cyrillic", "iso8859_5")

LANGUAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("German", "üäößé", _WESTERN),
    ("French", "éèàêçîôâûùëïœæ", _WESTERN),
    ("Spanish", "óíáñéúü¿¡ºª", _WESTERN),
    ("Portuguese", "ãçáéóõêíúâôàüºª", _WESTERN),
    ("Italian", "àèìùòéºª", _WESTERN),
    ("Danish and Norwegian", "åøæéüö", _WESTERN),
    ("Swedish and Finnish", "äåöéü", _WESTERN),
    ("Dutch", "ëéïèöüç", _WESTERN),
    ("Icelandic", "ðáíóþöéæúý", _WESTERN),
    ("Catalan", "àéèóòíçúüï·", _WESTERN),
    ("names of the West", "éüáöóíäñèçãåøàâêôæòõëïúßîûùìðþýÿœšž", _WESTERN),
    ("Polish", "łąężóśćńź", _CENTRAL),
    ("Czech", "íáěéřýžščůúňťďó", _CENTRAL),
    ("Slovak", "áíéýčžšúľťôňďóäĺŕ", _CENTRAL),
    ("Hungarian", "áéöőóíüúű", _CENTRAL),
    ("Romanian", "ăîâşţ", _CENTRAL),
    ("Croatian and Slovene", "čšžćđ", _CENTRAL),
    ("names of the centre", "áéíóöüčšžýěřůłąęśćńźżőűăâîşţňťďľđúäôç", _CENTRAL),
    ("Turkish", "ışüöçğİâîû", ("cp1254", "iso8859_9")),
    ("Lithuanian", "ėšųžįčąūę", ("cp1257", "iso8859_13")),
    ("Latvian", "āīēšūļņžčķģ", ("cp1257", "iso8859_13")),
    ("Estonian", "äõüöšž", ("cp1257", "iso8859_13", "cp1252")),
    ("Russian", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", _CYRILLIC),
    ("Ukrainian", "оаинтівреслкмудпяьзгбчйхжєїюшцщґф", _CYRILLIC),
    ("Bulgarian", "аоиентрсвлкдпмузгбцчщъжшюяхфйь", _CYRILLIC),
    ("Serbian", "аиоенртсјвклмупдгзбчшжцљњћхђфџ", _CYRILLIC),
    ("Greek", "αοιετνσηυρπκμλςίάγόέγήδύώθχφβξζψϊ", ("cp1253", "iso8859_7")),
    ("Hebrew", "יוהלארתבשמנםכדפעחקסגטצןךזףץ", ("cp1255", "iso8859_8")),
    ("Arabic", "اليمنرتوبةعدسفهكقحجشطصخأذضزإئثىغءظؤآ", ("cp1256", "iso8859_6")),
    ("Persian", "اینردهمتوبشلسکزفگخقجپعحصطغچآضثژظذئ", ("cp1256",)),
    ("Thai", "านรอกเงมยลวดทสตะ่้ัิีปบคหแจพุชข์ไู็ึืำใโถผซธฟณฐศษญภฎฉฝฮฆฬฌ", ("cp874",)),
    ("Vietnamese", "đăâêôơưàáạảãèéẹẻẽìíịỉĩòóọỏõùúụủũỳýỵỷỹ\u0300\u0301\u0303\u0309\u0323", ("cp1258",)),
)
"""What a language is called, its letters beyond ASCII by how often they come, and its encodings, the usual first."""
