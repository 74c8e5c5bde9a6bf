"""What words in the name of a column say: sets of words by their sense, without accents, in eight languages."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


PERSON = _set(
    """
    user customer client person member contact visitor shopper buyer subscriber patient student learner guest
    passenger player donor reader viewer rider applicant candidate citizen tenant policyholder borrower
    cardholder household actor resident caller attendee participant traveller traveler consumer prospect recipient
    registrant pupil beneficiary insured tradesman craftsman lead respondent cust people panelist panellist
    kunde kunden kundin nutzer benutzer besucher mitglied kontakt schuler teilnehmer abonnent empfanger gast
    kaufer utilisateur visiteur membre personne abonne acheteur etudiant cliente usuario visitante miembro
    contacto paciente suscriptor comprador estudiante alumno utilizador membro pessoa contato assinante aluno
    utente visitatore contatto paziente abbonato studente klant gebruiker bezoeker lid persoon abonnee koper 顧客
    ユーザー ユーザ 会員 利用者 お客様 来訪者 訪問者 kund kunder bruger brukare kavija asiakas musteri kullanici
    고객 회원 사용자 구매자 주문자 이용자 πελατης πελατη χρηστης kupujacy vasarlo ugyfel felhasznalo
    klient klienta uzytkownik zakaznik zakaznika uzivatel клиент пользователь покупатель 用户 客户 顾客 会员
    """
)
MANY_PEOPLE = _set(
    """
    users customers clients persons members contacts visitors subscribers patients students guests leads
    recipients empfanger destinataires destinatarios destinatari ontvangers 受信者 respondents nutzer besucher
    kunden utilisateurs visiteurs usuarios visitantes clientes utilizadores utenti
    visitatori gebruikers bezoekers klanten ユーザー
    """
)
ACCOUNT = _set("account profile konto compte cuenta conta conto aanmelding login username アカウント")
CARD = _set("card karte carte tarjeta kort tessera cartao kaart karta kartya karti カード 卡号")
LOYAL = _set("loyalty bonus club rewards reward treue fidelite fidelidad fedelta fidelidade points stamm")
TRACKER = _set(
    """
    device cookie browser anonymous anon distinct pseudo fingerprint idfa idfv adid gaid aaid gclid clientid
    """
)
ID = _set(
    """
    id ids no nr num number key code uuid guid ref reference uid hash kennung nummer schlussel numero
    identifiant identificador codice codigo kenmerk 番号 コード 識別子
    identifier asin ean isbn gtin numer cislo szam 번호 номер κωδικος kod
    """
)
MAIL = _set("email mail emailaddress correo courriel メール メールアドレス")
CASE = _set(
    """
    case ticket incident request claim application trace dossier fall vorgang caso zaak anfrage tramite chamado
    incidencia demande reclamo melding pratica 案件 チケット
    """
)
WORKER = _set(
    """
    resource agent assignee assigned owner worker handler operator employee staff clerk technician rep
    representative salesperson salesman approver author editor creator by processor supervisor manager advisor
    driver courier nurse doctor physician teacher bearbeiter mitarbeiter sachbearbeiter zustandig berater
    verkaufer agente empleado responsable operador encargado vendedor employe vendeur conseiller operatore
    addetto impiegato responsabile medewerker behandelaar verkoper funcionario atendente responsavel 担当者 担当
    """
)
GROUP = _set(
    """
    company organization organisation org firm employer team school agency business workspace firma unternehmen
    empresa entreprise azienda bedrijf 会社
    """
)
THING = _set(
    """
    event message insert hit row record order transaction purchase invoice receipt product item sku article
    variant session visit campaign ad adset adgroup group page screen store shop branch warehouse category
    department segment plan payment shipment batch job run flow step stage node site location region country
    city merchant seller supplier vendor brand model version ip import file task project experiment test survey
    question response answer choice list coupon promo status type channel source medium line delivery stock
    serial click template repo repository workflow property listing hotel apartment vehicle asin ean isbn gtin upc
    charge refund payout fee
    activity action post video content asset feature flag tag tracking parcel room
    table bestellung auftrag rechnung produkt artikel pedido factura producto articulo commande facture produit
    ordine fattura prodotto bestelling factuur product fatura produto 注文 商品
    """
)
BARGAIN = _set(
    """
    deal opportunity subscription contract quote booking loan policy order reservation vertrag abo 契約
    """
)
EVENT = _set(
    """
    event evt touchpoint activity action interaction eventname ereignis aktivitat aktion kontaktpunkt vorgang
    evenement activite interaccion interazione attivita azione evento accion actividad acao atividade
    gebeurtenis activiteit actie handeling イベント アクション 行動 what haendelse handelse olay eylem
    zdarzenie zdarzenia czynnosc akcja udalost событие действие 行为 事件 动作
    """
)
STEP = _set(
    """
    page webpage step stage screen etape schritt seite pagina etapa paso stap fase phase ページ ステップ
    milestone path section
    """
)
STATUS = _set("status state estado statut stato トランザクション ステータス disposition outcome")
KIND_OF = _set("type kind name label tipo typ art soort nom nombre nome naam transition 種類 名 名前")
CLOCK = _set(
    """
    timestamp time date datetime day when ts dt occurred happened logged zeit datum zeitpunkt zeitstempel
    uhrzeit tag wann tidspunkt tidpunkt zaman tarih czas cas время дата 时间 日期
    fecha hora fechahora marca cuando quand horodatage horodateur heure jour data ora orario
    quando giorno dia tijd tijdstip tijdstempel dag wanneer 日時 日付 時刻 時間 タイムスタンプ 日 at on created
    ημερομηνια ωρα 결제일 주문일 datetime datum idopont datumu
    التاريخ تاريخ 날짜 일자 日付け 日期时间 dato datoen pvm
    """
)
MOMENT = _set(
    """
    timestamp datetime occurred happened logged when ts zeitpunkt zeitstempel wann horodatage horodateur quand
    fechahora tijdstip tijdstempel tidspunkt tidpunkt zaman タイムスタンプ 日時
    """
)
NOT_THEN = _set(
    """
    birth born dob birthday geburt geburtsdatum geburtstag naissance nacimiento nascita nascimento geboorte
    geboortedatum expiry expires expire expiration valid until due deadline scheduled planned expected estimated
    target eta ablauf fallig vencimiento caducidad echeance scadenza verval 生年月日
    """
)
LATER = _set(
    """
    updated modified changed synced loaded ingested exported processed received inserted imported server upload
    uploaded last latest geandert aktualisiert actualizado modificado modifie aggiornato gewijzigd 更新
    """
)
OF_A_COPY = _set("synced loaded ingested exported inserted imported upload uploaded fivetran airbyte stitch")
END = _set(
    """
    end ends ended ending finish finished stop until ende fin fine eind einde complete completed 終了 结束 結束
    """
)
START = _set("start starts started starting begin begins began from von since desde inicio debut inizio 開始 开始")
WEEK = _set("week weekly wk kw woche semana semaine settimana vecka uge uke viikko hafta tydzien неделя 周 週 주")
MONTH = _set("month monthly monat mes mois mese maand manad maned kuukausi ay miesiac месяц 月 月份 월")
PAST_OF_PERSON = _set(
    """
    signup registered registration joined since first registrierung registriert inscription alta
    """
)
FACTS = _set(
    """
    created opened won lost closed churned churn cancelled canceled cancellation converted activated started
    ended signed signup registered trial subscribed unsubscribed renewed renewal paid payment shipped delivered
    delivery returned refunded ordered order purchased purchase qualified contacted demo proposal installed
    onboarded approved rejected resolved solved assigned completed invoiced booked visited called accepted
    dispatched expired ship erstellt gewonnen verloren gekundigt bezahlt geliefert bestellt storniert versandt
    geschlossen creado ganado perdido cancelado pagado enviado entregado cerrado cree gagne perdu resilie paye
    livre commande expedie creato vinto perso annullato pagato spedito consegnato gewonnen betaald geleverd
    besteld geannuleerd criado ganho pago enviado entregue
    """
)
VALUE = _set(
    """
    gross net 小計 小计 金额 总额 сумма выручка
    value revenue amount total sales price turnover gmv worth income basket cart proceeds earnings spend umsatz
    betrag wert preis summe warenkorb erlos importe monto valor ingresos precio ventas montant valeur prix
    revenu recettes panier importo valore prezzo ricavo fatturato ricavi bedrag omzet waarde prijs montante
    receita preco faturamento 金額 売上 価格 合計 eur euro euros usd dollar dollars gbp pounds chf franken yen
    总 總 총 금액 ποσο αξια συνολο tutar tutari toplam wartosc kwota suma castka celkem osszeg ertek
    """
)
NOT_VALUE = _set(
    """
    unit per each einzel stuck unitario unitaria unitaire stuks 単価 list tax vat mwst iva tva btw discount rabatt
    shipping fee fees tip subtotal balance limit budget target quota score previous old delivery freight versand
    count quantity qty items points lifetime life ltv clv days age since cost costs
    """
)
TOTALS = _set("total net gross")
OF_MONEY = _set(
    """
    paid collected spent grand incl excl including excluding tax vat charge charges due billed bill checkout final
    sum payment paye bezahlt brutto netto ttc ht pagado pagato betaald fare ticket settled received invoiced
    """
)
EARNS = _set("won paid purchase purchased bought ordered signed sold invoiced order buy transaction sale payment")
QUANTITY = _set(
    """
    quantity qty menge anzahl cantidad quantite quantita aantal quantidade pieces stuckzahl units 数量
    ilosc adet 수량 ποσοτητα mnozstvi mennyiseg количество
    """
)
PRICE = _set(
    """
    price preis precio prix prezzo prijs preco cena fiyat τιμη 가격 단가 цена 価格 価額 价格 価 単価 einzelpreis
    stuckpreis
    """
)
SPEND = _set(
    """
    spend spent cost costs kosten ausgaben ausgegeben gasto gastos gastado coste costo custo gasto cout couts
    depense depenses inversion inversiones investimento investissement spesa spese speso uitgaven besteding
    besteed 費用 広告費 コスト adspend 消化金額 広告費用 利用額 ご利用金額 消耗 消费 消費 花费 花費 费用 費用
    成本 支出 广告费 расход расходы затраты стоимость التكلفة تكلفة الإنفاق koszt koszty wydatki kostnad
    kostnader omkostninger forbrug udgifter kustannus kulut maliyet harcama naklady utrata 비용 지출 광고비
    """
)
RATE = _set(
    """
    per rate ratio avg average mean median percent percentage pct ctr cpc cpm cpa cpl cpi cps cpv roas roi aov
    arpu frequency durchschnitt durchschnittlich durchschnittliche anteil tasa promedio tasso taux moyen moyenne
    gemiddeld gemiddelde taxa frequenz frequencia frecuencia 率 平均 割合 share
    posicion posizione posicao positie 掲載順位 順位 平均 平均点击单价 点击率 转化率 均价 单价 占比 ср средняя
    средний средн доля متوسط معدل نسبة srednia sredni genomsnitt gennemsnit ortalama oran 비율 평균 max maximum
    maximal maximale minimum min maximo maximos maxima duration dauer durchschnittl durchschn besuchsdauer duracion
    duree durata duracao duur ecpm ecpc ecpi
    """
)
COUNTED = _set(
    """
    clicks impressions views sessions users visits visitors pageviews reach likes shares comments followers
    opens sends sent bounces conversions installs orders purchases transactions downloads signups count
    reactions engagements leads delivered events subscribers plays purchased units sold klicks impressionen
    aufrufe sitzungen nutzer besuche bestellungen clics impresiones vistas sesiones usuarios visitas pedidos
    vues visites utilisateurs commandes clic impressioni visualizzazioni sessioni utenti visite ordini cliques
    impressoes visualizacoes sessoes usuarios klikken vertoningen weergaven sessies gebruikers bezoeken
    bestellingen クリック クリック数 表示回数 セッション ユーザー 訪問
    インプレッション リーチ コンバージョン ページビュー 閲覧 展示 展示量 展现量 曝光 曝光量 点击 点击量 点击数
    访问 访客 浏览量 转化 转化量 转化数 показы клики визиты посетители
    просмотры конверсии النقرات الظهور الزيارات klikniecia wyswietlenia sesje odwiedziny klick visningar sessioner
    besok klik visninger gosterimler tiklamalar ziyaretler 클릭 클릭수 数 노출 노출수 세션 방문자 전환
    installations deinstallationen
    versendet geoffnet zugestellt anrufe emails envoyes ouverts cliques desabonnes ouvertures envois enviados abiertos
    clicados aperti inviati cliccati verzonden geopend requests
    """
)
NO_AMOUNT = _set(
    """
    age year month week hour weekday minute quarter latitude longitude lat lon lng zip postal postcode plz score
    rating version phone floor birth alter jahr monat woche annee mois ano anno mes mese jaar maand edad eta
    leeftijd 年齢 年 月 index rank position seq sequence row line lfd step grade level satisfaction nps csat ces
    series season episode edition wave round chapter salesrank
    """
)
CHANNEL = _set(
    """
    channel kanal canal canale kanaal チャネル チャンネル 渠道 канал القناة قناة 채널 kanava kanalen
    """
)
ORIGIN = _set("source origin via quelle fuente origen fonte herkunft bron origine 参照元")
MEDIUM = _set("medium")
ORDER = _set(
    """
    order transaction purchase invoice receipt basket bestellung bestell auftrag rechnung beleg pedido factura
    commande facture ordine fattura fatura encomenda bestelling factuur bon 注文 請求書
    zamowienie zamowienia siparis 주문 παραγγελια παραγγελιας objednavka objednavky rendeles заказ заказа
    """
)
EVENT_ROW = _set("event message insert hit row record log entry ereignis evento evenement イベント")
SESSION = _set("session visit sitzung besuch sesion visita sessao sessione sessie bezoek セッション")
CAMPAIGN = _set(
    """
    campaign kampagne campana campagne campagna campanha キャンペーン 推广系列 广告系列 推广计划 кампания الحملة
    حملة 캠페인 kampanya
    kampania kampanj kampagnenavn kampan
    """
)
PERSONA = _set("persona segment tier cluster archetype")
ALIAS = _set("alias anonymous anon device cookie visitor old previous secondary merged from source")
DESCRIBES = _set(
    """
    country region state city town zip post land gender sex age birth lang language locale currency device
    browser agent platform os version plan segment tier group cohort persona profile name title company brand
    category categories color colour size campaign variant experiment id ids mail email phone address ip url
    link comment note notes text is has product item article sku description store branch shop department team
    industry source medium channel topic subject reason result priority severity level logger method weekday
    month territory market model make unit payment method geschlecht produkt artikel filiale stadt sprache pais
    producto articulo ciudad idioma genero tienda pays produit ville langue magasin prodotto citta negozio stad
    winkel produto cidade loja 国 商品 都市 性別
    """
)
SCORED = _set("nps csat ces netpro promoter enps")
SURVEY = _set(
    """
    survey questionnaire feedback answers responses umfrage befragung encuesta enquete sondage sondaggio pesquisa
    アンケート 回答 回答者 问卷 問卷 調査 调查 опрос anket ankieta enkat undersogelse kysely spokeskema 설문
    """
)
PEOPLE_FILE = _set(
    """
    people persons person customers customer users user contacts members audience clients profiles kunden
    personen leads prospects candidates clientes clienti klanten usuarios subscribers patients students accounts
    """
)
_ALL = (
    PERSON, MANY_PEOPLE, ACCOUNT, CARD, LOYAL, TRACKER, ID, MAIL, CASE, WORKER, THING, BARGAIN, EVENT, STEP, STATUS,
    KIND_OF, CLOCK, NOT_THEN, LATER, END, FACTS, VALUE, NOT_VALUE, QUANTITY, PRICE, SPEND, RATE, COUNTED, NO_AMOUNT,
    CHANNEL, ORIGIN, ORDER, SESSION, CAMPAIGN, PERSONA, SCORED, SURVEY, DESCRIBES,
)  # fmt: skip
_TOO_SHORT = 2
VOCABULARY = frozenset(word for words in _ALL for word in words if len(word) >= _TOO_SHORT or not word.isascii())
"""Every known word, for parting compounds such as visitorcookie; a sign that is no letter (率) is one alone."""
