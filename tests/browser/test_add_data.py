"""Files of the reader's own in a real browser: a question answered by a click, decimal commas, lines of orders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.steps import goes_to, imports, new_workspace, sentence, uploads

STEPS = ("opened", "assigned", "solved", "closed")


def _written(path: Path, header: str, rows: list[str]) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_question_is_answered_by_one_click_and_the_funnel_follows(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    """12 cases of 3 customers; every case is opened and assigned, two in three are solved, one in three is closed."""
    done = [(case, step) for case in range(12) for step in range(4) if step < 2 or case % 3 > step - 2]
    rows = [
        f"Case {case},Customer {case % 3},{STEPS[step]},2025-03-{1 + case:02} 1{step}:20:07" for case, step in done
    ]
    path = _written(tmp_path / "helpdesk.csv", "Case ID,Customer,Activity,Timestamp", rows)
    page = visit("/").page
    new_workspace(page, "Helpdesk")
    uploads(page, path)
    expect(page.get_by_text("Who went through these steps")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Case ID").click()
    expect(sentence(page, f"12 people, {len(rows)} events")).to_be_visible(timeout=30_000)
    imports(page, len(rows))
    goes_to(page, "Funnel", "Where do people drop off?")
    expect(sentence(page, "Of 12 people")).to_be_visible(timeout=30_000)


def test_amounts_with_a_decimal_comma_are_numbers(visit: Callable[..., Visit], tmp_path: Path) -> None:
    rows = [
        f"{7000 + n % 9};{1 + n % 28:02}.03.2025 10:{n % 60:02}:11;{('Besuch', 'Kauf')[n % 2]};{19 + n % 2},90"
        for n in range(40)
    ]
    path = _written(tmp_path / "bewegungen.csv", "Kundennummer;Zeitpunkt;Ereignis;Betrag", rows)
    page = visit("/").page
    new_workspace(page, "Komma")
    uploads(page, path)
    expect(sentence(page, "Betrag 816.00 in all")).to_be_visible(timeout=30_000)
    imports(page, 40)
    goes_to(page, "Overview", "How is the journey doing?")


def test_the_lines_of_an_order_are_one_order(visit: Callable[..., Visit], tmp_path: Path) -> None:
    rows = [
        f"O{n // 3},k{n // 3 % 5}@example.com,2025-03-{1 + n // 3:02} 09:30:05,SKU{n % 4},2,4.25" for n in range(30)
    ]
    path = _written(tmp_path / "order_lines.csv", "order_id,email,ordered_at,sku,qty,unit_price", rows)
    page = visit("/").page
    new_workspace(page, "Lines")
    uploads(page, path)
    expect(sentence(page, "5 people, 10 orders with their 30 lines")).to_be_visible(timeout=30_000)
    expect(sentence(page, "value 255")).to_be_visible()
    imports(page, 30)
    goes_to(page, "Overview", "How is the journey doing?")
    expect(page.get_by_text("255").first).to_be_visible(timeout=30_000)
