"""Texts of many languages in their old encodings are read as they were written, or the doubt is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchpath.ingest.reading.likely_encoding import likely_encoding
from touchpath.ingest.reading.text_encoding import LineEnds, detect_encoding

_NAMES = {
    "cp1252": "Jürgen Müller,Köln\nHélène Lefèvre,Orléans\nJosé Muñoz,Málaga\nSøren Ærø,Århus\n",
    "mac_roman": "Hélène Lefèvre,Orléans\ncommande réservée,Besançon\nachat à Noël,Évreux\n",
    "cp850": "José Muñoz,Málaga\nacción,Cádiz\nteléfono,León\n",
    "cp1250": "Łukasz Wójcik,Łódź\nzamówienie złożone,Kraków\nżądanie,Częstochowa\n",
    "iso8859_2": "Łukasz Wójcik,Łódź\nzamówienie złożone,Kraków\nżądanie,Częstochowa\n",
    "cp1251": "Иван Петров,Москва\nпокупка,Казань\nпросмотр страницы,Самара\n",
    "koi8_r": "Иван Петров,Москва\nпокупка,Казань\nпросмотр страницы,Самара\n",
    "cp866": "Иван Петров,Москва\nпокупка,Казань\nпросмотр страницы,Самара\n",
    "cp1253": "Γιώργος Παπαδόπουλος,Αθήνα\nΜαρία Νικολάου,Πάτρα\nαγορά,Βόλος\n",
    "iso8859_7": "Γιώργος Παπαδόπουλος,Αθήνα\nΜαρία Νικολάου,Πάτρα\nαγορά,Βόλος\n",
    "cp1254": "Ayşe Yılmaz,İstanbul\nsipariş verildi,Diyarbakır\nmüşteri,Muğla\n",
    "cp1255": "דוד כהן,ירושלים\nהזמנה,תל אביב\nתשלום,חיפה\n",
    "cp1256": "محمد علي,القاهرة\nسلة المشتريات,الرياض\nمشاهدة,جدة\n",
    "cp1257": "Jānis Bērziņš,Rīga\npasūtījums,Liepāja\nmaksājums,Jūrmala\n",
    "cp874": "สมชาย ใจดี,กรุงเทพ\nชำระเงิน,ขอนแก่น\nจัดส่ง,ชลบุรี\n",
    "cp949": "김철수,서울특별시\n장바구니,부산광역시\n결제,대전\n",
    "gb18030": "王小明,深圳\n购物车,杭州\n浏览,广州市\n下单,北京市\n",
    "big5": "陳美玲,台北市\n購物車,高雄市\n結帳,臺中\n瀏覽,新北市\n",
    "cp932": "山田太郎,東京都\n佐藤花子,問い合わせ\nカート,お支払い\n",
}


@pytest.mark.parametrize("encoding", _NAMES)
def test_a_text_is_read_as_it_was_written(encoding: str, tmp_path: Path) -> None:
    text = "name,what\n" + _NAMES[encoding] * 3
    file = tmp_path / "names.csv"
    file.write_bytes(text.encode(encoding))
    assert file.read_bytes().decode(detect_encoding(file, "", file.name).name) == text


def test_what_fits_about_as_well_and_reads_otherwise_is_told() -> None:
    few = likely_encoding("name\nİzmir\nMuğla\nAğrı\n".encode("cp1254"))  # as Icelandic: Ýzmir, Muðla, Aðrý
    assert few is not None
    assert {few.name, few.rival} == {"cp1252", "cp1254"}
    assert all(word in few.doubt for word in ("İzmir", "Ýzmir"))


def test_what_fits_best_alone_leaves_no_doubt() -> None:
    settled = likely_encoding(_NAMES["cp1254"].encode("cp1254"))
    assert settled is not None
    assert (settled.name, settled.doubt) == ("cp1254", "")


def test_plain_text_has_no_likely_encoding() -> None:
    assert likely_encoding(b"name,city\nAnn,Oslo\n") is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [(b"", 0), (b"\n\n", 0), (b"a\n1", 2), (b"a\n1\n", 2), (b"a\n1\n\n\n", 2), (b"a\r\n\r\n1\r\n\r\n", 3)],
)
@pytest.mark.parametrize("size", [1, 2, 100])
def test_lines_count_up_to_the_last_that_is_not_empty(text: bytes, lines: int, size: int) -> None:
    ends = LineEnds()
    for place in range(0, len(text), size):
        ends.count(text[place : place + size])
    assert ends.written == lines
