"""Shops, invoices, subscriptions and loans, written after the guess weighed evidence."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.corpus.case import Case, case, day, log, made, moment, written


def cases() -> Iterator[Case]:
    """The files."""
    yield from _lines()
    yield from _orders()
    yield from _spoken()
    yield from _contracts()


def _lines() -> Iterator[Case]:
    rows = [
        (8000 + n // 2, moment(n // 2), f"w{n // 2 % 6}@example.com", f"Thing {n % 5}", 1 + n % 2, 4.5, 30.0 + n // 2)
        for n in range(36)
    ]
    text = written("Order ID,Order Date,Customer Email,Item Name,Item Quantity,Item Cost,Order Total", rows)
    total = sum(30.0 + order for order in range(18))
    yield case(
        "items_of_orders.csv",
        text,
        ask="value touchpoint",
        kinds=("events",),
        people=6,
        value=total,
        by_order_id="Order ID",
    )
    rows = [
        (n + 1, f"CA-2017-{1000 + n // 2}", f"{day(n // 2):%Y-%m-%d}", f"{day(n // 2 + 4):%Y-%m-%d}", "Second Class",
         f"CG-{12520 + n // 2 % 7}", "Claire Example", "Consumer", f"FUR-{n}", 20.5 + n, 1 + n % 3, 0.2, 3.5)
        for n in range(40)
    ]  # fmt: skip
    text = written(
        "Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer Name,Segment,Product ID,"
        "Sales,Quantity,Discount,Profit",
        rows,
    )
    yield case(
        "store.csv",
        text,
        ask="occurred_at touchpoint moments value",
        kinds=("events",),
        people=7,
        value=sum(20.5 + n for n in range(40)),
        by_order_id="Order ID",
    )
    rows = [(f"{100 + n % 7}", 5000 + n // 3, n // 3, 70 + n % 9, 1, 2.5) for n in range(45)]
    text = written("household_key,BASKET_ID,DAY,PRODUCT_ID,QUANTITY,SALES_VALUE", rows)
    yield case("baskets.csv", text, ask="occurred_at kind")
    rows = made(
        36,
        lambda n: (
            f"{moment(n // 2):%Y-%m-%d}",
            f"{moment(n // 2):%H:%M:%S}",
            f"TX{n // 2}",
            f"CU{n // 2 % 6}",
            "Latte",
            1,
            3.8,
        ),
    )
    text = written("Date,Time,Transaction ID,Customer ID,Item,Qty,Net Sales", rows)
    yield case(
        "till.csv",
        text,
        ask="value value_of touchpoint occurred_at",
        kinds=("events",),
        people=6,
        value=136.8,
        by_order_id="Transaction ID",
    )
    rows = [(f"I{n // 2}", f"H{n // 2 % 5}", moment(n // 2), "Lamp", 2, 10.0, "Sale") for n in range(30)]
    rows += [(f"I{n}", f"H{n % 5}", moment(40 + n), "Lamp", -2, 10.0, "Return") for n in range(3)]
    text = written("invoice_id,shopper_id,invoice_date,product,quantity,unit_price,transaction_type", rows)
    yield case(
        "sale_or_return.csv",
        text,
        ask="value touchpoint",
        kinds=("events",),
        people=5,
        value=540.0,
        by_order_id="invoice_id",
    )


def _orders() -> Iterator[Case]:
    rows = made(30, lambda n: (f"{n:032x}", f"{n * 7:032x}", "delivered", moment(n), moment(n + 1), moment(n + 20)))
    text = written(
        "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_customer_date",
        rows,
    )
    yield case(
        "marketplace.csv",
        text,
        ask="person occurred_at touchpoint moments",
        kinds=("events",),
        people=30,
        events={30, 60, 90},
    )
    rows = made(30, lambda n: (300 + n, 7 + n % 6, "prior", 1 + n // 6, n % 7, n % 24, float(n % 30)))
    text = written("order_id,user_id,eval_set,order_number,order_dow,order_hour_of_day,days_since_prior_order", rows)
    yield case("no_times.csv", text, ask="occurred_at kind touchpoint")
    rows = made(
        30,
        lambda n: (f"p_{n}", f"c{n % 7}", moment(n), ("charge", "refund")[n % 5 == 4], 20.0 if n % 5 < 4 else -20.0),
    )
    yield case(
        "payments.csv", written("payment_id,customer_id,paid_at,type,amount", rows), ask="value", **log(rows, 1, 3, 4)
    )
    rows = made(30, lambda n: (f"PNR{n:03}", f"pax{n % 8}", moment(n), 120.0 + n, "EUR"))
    text = written("pnr,passenger_id,booked_at,fare,currency", rows)
    yield case(
        "flights.csv",
        text,
        ask="touchpoint person",
        kinds=("events",),
        people=8,
        events=30,
        value=sum(120.0 + n for n in range(30)),
    )
    rows = made(30, lambda n: (f"K{n % 6}", f"{day(n):%d.%m.%Y}", f"1.{200 + n},50"))
    text = written("Kunde,Datum,Umsatz", rows, ";")
    yield case(
        "umsatz.csv",
        text,
        ask="touchpoint time_format",
        kinds=("events",),
        people=6,
        events=30,
        value=sum(1200.5 + n for n in range(30)),
    )
    rows = made(30, lambda n: (f"O{n}", f"u{n % 7}", moment(n), f"${1 + n},{100 + n}.25"))
    text = written("order,user,placed,total", rows)
    yield case(
        "dollars.csv",
        text,
        ask="touchpoint occurred_at",
        kinds=("events",),
        people=7,
        events=30,
        value=sum((1 + n) * 1000 + 100 + n + 0.25 for n in range(30)),
    )
    rows = made(30, lambda n: (f"ZIP{10000 + n % 6}", f"cust{n % 9}", moment(n), "online", 15 + n))
    text = written("postcode,customer_ref,purchased_at,sales_channel,amount_eur", rows)
    yield case(
        "postcodes.csv",
        text,
        ask="touchpoint",
        kinds=("events",),
        people=9,
        events=30,
        value=sum(15.0 + n for n in range(30)),
        where={"online": 30},
    )
    rows = made(30, lambda n: (n + 1, moment(n), f"d{n % 5}", f"q{n % 8}", 4 + n % 2))
    text = written("order_id,created,driver,diner,tip", rows)
    yield case("deliveries.csv", text, ask="person touchpoint value", kinds=("events",), people=8, events=30)


def _spoken() -> Iterator[Case]:
    rows = made(30, lambda n: (f"{2000 + n}", f"cl{n % 7}", f"{day(n):%d/%m/%Y}", f"{30 + n},40"))
    text = written("N. ordine,Cliente,Data ordine,Totale", rows, ";")
    yield case(
        "ordini.csv",
        text,
        ask="touchpoint time_format",
        kinds=("events",),
        people=7,
        events=30,
        value=sum(30.4 + n for n in range(30)),
    )
    rows = made(
        30,
        lambda n: (f"F{n // 2}", f"CL{n // 2 % 5}", f"{day(n // 2):%d/%m/%Y}", f"Article {n}", 2, f"{5 + n % 2},25"),
    )
    text = written("N° facture,Client,Date facture,Article,Quantité,Prix unitaire", rows, ";")
    total = sum(2 * (5.25 + n % 2) for n in range(30))
    yield case(
        "factures.csv",
        text,
        ask="value touchpoint time_format",
        kinds=("events",),
        people=5,
        value=total,
        by_order_id="N° facture",
    )
    rows = made(30, lambda n: (f"P{n}", f"c{n % 6}", f"{day(n):%d/%m/%Y}", f"{12 + n},10"))
    text = written("pedido,cliente,fecha,importe", rows, ";")
    yield case(
        "pedidos.csv",
        text,
        ask="touchpoint time_format",
        kinds=("events",),
        people=6,
        events=30,
        value=sum(12.1 + n for n in range(30)),
    )
    rows = made(30, lambda n: (f"B{n}", f"k{n % 6}", f"{day(n):%d-%m-%Y}", f"{12 + n},10"))
    text = written("bestelnummer,klantnummer,besteldatum,bedrag", rows, ";")
    yield case(
        "bestellingen.csv",
        text,
        ask="touchpoint time_format",
        kinds=("events",),
        people=6,
        events=30,
        value=sum(12.1 + n for n in range(30)),
    )
    rows = made(30, lambda n: (f"注文{n}", f"顧客{n % 6}", f"{day(n):%Y/%m/%d}", 1000 + n))
    text = written("注文番号,顧客番号,注文日,金額", rows)
    yield case(
        "chumon.csv",
        text,
        ask="touchpoint person occurred_at kind value",
        kinds=("events",),
        people=6,
        events=30,
        value=sum(1000.0 + n for n in range(30)),
    )


def _contracts() -> Iterator[Case]:
    rows = made(
        40,
        lambda n: (
            f"acct_{n // 4}",
            f"{day(n):%Y-%m-%d}",
            ("new", "upgrade", "downgrade", "churn")[n % 4],
            30 + n % 3,
        ),
    )
    text = written("account_id,event_date,event,mrr", rows)
    yield case("mrr_moves.csv", text, ask="value", **log(rows, 0, 2))
    rows = made(
        24,
        lambda n: (
            f"INV{n}",
            f"acct{n % 6}",
            f"{day(n):%Y-%m-%d}",
            f"{day(n + 30):%Y-%m-%d}",
            f"{day(n + 20):%Y-%m-%d}" if n % 2 else None,
            99.0,
        ),
    )
    text = written("invoice_id,account,issued,due,paid,amount", rows)
    yield case("receivables.csv", text, ask="occurred_at touchpoint moments", kinds=("events",), people=6)
    rows = made(
        24, lambda n: (f"L{n}", f"reader {n % 6}", f"book {n % 10}", f"{day(n):%Y-%m-%d}", f"{day(n + 14):%Y-%m-%d}")
    )
    text = written("loan_id,borrower,book,loaned,returned", rows, ";")
    yield case(
        "loans.csv", text, ask="kind person occurred_at touchpoint moments", kinds=("events",), people=6, events=48
    )
    rows = made(
        24,
        lambda n: (
            f"a{n % 8}@example.com",
            f"{moment(n):%Y-%m-%d %H:%M}",
            f"{moment(n + 6):%Y-%m-%d %H:%M}",
            2 + n % 4,
            ("show", "no-show")[n % 6 == 5],
        ),
    )
    text = written("guest_email,booked_at,table_for,party,outcome", rows)
    yield case("tables.csv", text, ask="occurred_at touchpoint moments", kinds=("events",), people=8)
    rows = made(24, lambda n: (f"u{n}", f"{day(n):%Y-%m-%d}", ("AT", "DE")[n % 2], ("free", "pro")[n % 3 == 0]))
    text = written("user_id,signup_date,country,plan", rows)
    yield case(
        "accounts.csv", text, ask="kind occurred_at touchpoint moments person", kinds={("people",), ("events",)}
    )
    rows = made(
        24,
        lambda n: (
            f"EMP{n}",
            f"{day(n):%Y-%m-%d}",
            f"{day(n + 300):%Y-%m-%d}" if n % 4 == 0 else None,
            "Sales",
            41000 + n,
        ),
    )
    text = written("employee_id,hired_on,left_on,department,salary", rows)
    yield case(
        "staff.csv",
        text,
        ask="kind occurred_at touchpoint moments value person",
        kinds=("events",),
        people=24,
        events=30,
    )
    rows = made(
        40,
        lambda n: (1000 + n * 3 + n % 2, 1950 + n % 40, ("PhD", "Master")[n % 2], 30000 + n * 71, n % 3,
                   f"{day(n * 5 % 300):%d-%m-%Y}", n % 9, n * 7 % 11, 3),
    )  # fmt: skip
    text = written(
        "ID,Year_Birth,Education,Income,Kidhome,Dt_Customer,NumDealsPurchases,NumWebVisits,Z_CostContact", rows
    )
    yield case("campaign_people.csv", text, ask="kind person")
    rows = made(30, lambda n: (f"sub_{n}", f"acct_{n % 20}", 19, f"{day(n):%Y-%m-%d}", f"{day(n + 14):%Y-%m-%d}"))
    text = written("subscription_id,account,mrr,trial_start,started_at", rows)
    yield case("trials.csv", text, ask="moments person")
    states = ("completed", "completed", "refunded", "cancelled", "completed")
    rows = made(40, lambda n: (f"O{n}", f"C{n % 15}", f"{day(n):%Y-%m-%d}", states[n % 5], 10 + n))
    paid = float(sum(row[4] for row in rows if row[3] == "completed"))
    text = written("Order ID,Customer ID,Order date,Status,Total", rows)
    yield case("orders_by_state.csv", text, kinds=("events",), people=15, events=40, paid=paid)
    states = ("succeeded", "failed", "succeeded", "refunded")
    rows = made(40, lambda n: (f"pay_{n}", f"u{n % 15}", moment(n), 10 + n, "EUR", states[n % 4]))
    paid = float(sum(row[3] for row in rows if row[5] == "succeeded"))
    text = written("payment_id,user_id,created_at,amount,currency,status", rows)
    yield case("payments_by_state.csv", text, kinds=("events",), people=15, events=40, paid=paid)
    states = ("charge", "charge", "charge", "refund")
    rows = made(40, lambda n: (f"u{n % 15}", moment(n), states[n % 4], 10 + n))
    paid = float(sum(row[3] for row in rows if row[2] == "charge"))
    text = written("user_id,created_at,event,amount", rows)
    yield case("charges_and_refunds.csv", text, kinds=("events",), people=15, events=40, paid=paid)
