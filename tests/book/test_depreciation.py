"""Depreciation: the vectors of the field, October's cards, what disposals and rebuilding change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin.book.depreciation import Card, Event, at, charge
from houqin.values import MICRO, divide, month_at, month_index, previous_month


def months(first, count):
    return [month_at(month_index(first) + i) for i in range(count)]


def card(yuan, life, first, pieces=1, **opening):
    return Card(round(yuan * 100), pieces * MICRO, life, first, **opening)


# ------------------------------------------------------------ the vectors of the field


@pytest.mark.parametrize(
    ("yuan", "life", "monthly", "last"),
    [(6000, 72, 8333, 8357), (3980, 60, 6633, 6653), (3600, 36, 10000, 10000)],
)
def test_equal_months_and_the_last_takes_the_rest(yuan, life, monthly, last):
    one = card(yuan, life, "2023-09")
    charges = [charge(one, [], month) for month in months("2023-09", life)]
    assert charges == [monthly] * (life - 1) + [last]


def test_accepted_in_september_2023_for_six_years():
    """Added this month, charged this month; six years later no more, and the card stays at its full cost."""
    computer = card(6000, 72, "2023-09")
    assert charge(computer, [], "2023-08") == 0
    assert charge(computer, [], "2023-09") == 8333
    assert charge(computer, [], "2029-08") == 8357
    assert charge(computer, [], "2029-09") == 0
    assert at(computer, [], "2035-01") == (600000, 600000)


def test_scrapped_on_20_march_2025_the_last_charge_is_february():
    computer, gone = card(6000, 72, "2023-09"), [Event("2025-03", pieces=MICRO)]
    assert charge(computer, gone, "2025-02") == 8333
    assert at(computer, gone, "2025-02") == (600000, 18 * 8333)
    assert charge(computer, gone, "2025-03") == 0
    assert at(computer, gone, "2025-03") == (0, 0)


def test_pictures_books_and_land_are_not_depreciated():
    painting = card(50000, 0, "2020-05")
    assert charge(painting, [], "2026-10") == 0
    assert at(painting, [], "2026-10") == (5000000, 0)


# ------------------------------------------------------------ the October example

SEPTEMBER = {"opened": "2026-09"}
BUILDING = card(18000000, 600, "2016-08", charged=122, accumulated=366000000, **SEPTEMBER)
COMPUTERS = card(252000, 72, "2018-09", 60, charged=72, accumulated=25200000, **SEPTEMBER)
DESKS = card(429000, 180, "2021-08", 1500, charged=62, accumulated=14776646, **SEPTEMBER)
SCREENS = card(477000, 72, "2023-08", 30, charged=38, accumulated=25175000, **SEPTEMBER)
STEAMERS = card(51200, 120, "2022-02", 4, charged=56, accumulated=2389352, **SEPTEMBER)
NEW_SCREENS = card(100800, 72, "2026-10", 6)
SCRAPPED = [Event("2026-10", pieces=20 * MICRO, cost=8400000, accumulated=8400000)]
UNCHANGED = (BUILDING, DESKS, SCREENS, STEAMERS)
CARDS = [(COMPUTERS, SCRAPPED), *((one, []) for one in UNCHANGED), (NEW_SCREENS, [])]


def test_octobers_charge_and_what_is_accumulated():
    assert [charge(*one, "2026-10") for one in CARDS] == [0, 3000000, 238333, 662500, 42667, 140000]
    assert sum(charge(*one, "2026-10") for one in CARDS) == 4083500
    ends = [at(*one, "2026-10") for one in CARDS]
    assert sum(cost for cost, _ in ends) == 1922600000
    assert sum(accumulated for _, accumulated in ends) == 429224498


def test_at_the_opening_a_card_stands_as_the_books_have_it():
    assert [at(*one, "2026-09")[1] for one in CARDS[:5]] == [25200000, 366000000, 14776646, 25175000, 2389352]
    assert charge(BUILDING, [], "2026-09") == 0


def test_the_desks_go_on_to_their_last_month():
    assert charge(DESKS, [], "2036-06") == 238333
    assert charge(DESKS, [], "2036-07") == 42900000 - 179 * 238333
    assert at(DESKS, [], "2036-07") == (42900000, 42900000)


def test_books_that_went_another_way_spread_what_is_left():
    """12 of 24 months charged, but 400 of 2,400 yuan: the 2,000 left go evenly over the 12 months left."""
    lagging = card(2400, 24, "2025-10", charged=12, accumulated=40000, opened="2026-09")
    charges = [charge(lagging, [], month) for month in months("2026-10", 12)]
    assert charges == [16667] * 11 + [200000 - 11 * 16667]


def test_a_card_charged_beyond_its_cost_is_charged_no_more():
    beyond = card(2400, 24, "2025-10", charged=12, accumulated=240001, opened="2026-09")
    assert [charge(beyond, [], month) for month in months("2026-10", 12)] == [0] * 12


def test_months_used_up_means_no_more_charge():
    late = card(2400, 24, "2024-01", charged=24, accumulated=230000, opened="2026-09")
    assert charge(late, [], "2026-10") == 0
    assert at(late, [], "2027-10") == (240000, 230000)


# ------------------------------------------------------------ disposals and rebuilding


def test_part_of_the_desks_scrapped_takes_its_share_by_piece():
    gone = [Event("2026-11", pieces=500 * MICRO)]
    before = at(DESKS, gone, "2026-10")[1]
    cost, accumulated = at(DESKS, gone, "2026-11")
    monthly = divide((42900000 - 14300000) - (before - divide(before, 3)), 117)
    assert (cost, charge(DESKS, gone, "2026-11")) == (28600000, monthly)
    assert accumulated == before - divide(before, 3) + monthly
    assert at(DESKS, gone, "2036-07") == (28600000, 28600000)


def test_the_last_pieces_take_all_that_is_left():
    """Seven chairs of 1,000 yuan leave 3, 3 and 1: shares are rounded, nothing stays behind."""
    chairs = card(1000, 60, "2026-01", 7)
    gone = [
        Event("2026-05", pieces=3 * MICRO),
        Event("2026-06", pieces=3 * MICRO),
        Event("2026-08", pieces=MICRO),
    ]
    assert at(chairs, gone, "2026-08") == (0, 0)
    assert [charge(chairs, gone, month) for month in ("2026-08", "2027-01")] == [0, 0]


def test_the_order_of_the_records_does_not_matter():
    gone = [Event("2026-12", pieces=100 * MICRO), Event("2026-11", pieces=500 * MICRO)]
    assert at(DESKS, gone, "2027-03") == at(DESKS, gone[::-1], "2027-03")


def test_a_disposal_before_the_opening_is_in_the_opening_already():
    assert at(DESKS, [Event("2026-09", pieces=500 * MICRO)], "2026-09") == (42900000, 14776646)


def test_a_rebuilt_building_is_charged_over_its_new_months():
    rebuilt = [Event("2026-12", added=120000000, life=600)]
    base = 1800000000 + 120000000 - (366000000 + 2 * 3000000)
    assert charge(BUILDING, rebuilt, "2026-11") == 3000000
    assert charge(BUILDING, rebuilt, "2026-12") == divide(base, 600)
    assert at(BUILDING, rebuilt, month_at(month_index("2026-12") + 599)) == (1920000000, 1920000000)


def test_cost_added_without_a_new_life_goes_over_the_months_left():
    added = [Event("2026-12", added=120000)]
    assert charge(SCREENS, added, "2026-12") == divide(47700000 + 120000 - 25175000 - 2 * 662500, 32)


# ------------------------------------------------------------ properties

FIRST = "2024-01"
CARDS_OF_ALL_KINDS = st.builds(
    lambda cost, pieces, life, charged, share: (
        Card(cost, pieces * MICRO, life, FIRST, min(charged, life), cost * share // 100, "2024-12")
        if charged
        else Card(cost, pieces * MICRO, life, FIRST)
    ),
    st.integers(0, 10**9), st.integers(1, 40), st.integers(0, 48), st.integers(0, 20), st.integers(0, 100),
)  # fmt: skip
EVENTS = st.lists(
    st.builds(
        lambda at, pieces, added, life: Event(
            month_at(month_index(FIRST) + at), pieces * MICRO, added=added, life=life
        ),
        st.integers(0, 50), st.integers(0, 9),
        st.just(0) | st.integers(0, 10**6), st.none() | st.integers(1, 30),
    ),
    max_size=3,
)  # fmt: skip


def month_by_month(one, events):
    """The same by a loop that carries what the books carry: {month: (charge, cost, accumulated)}."""
    cost, accumulated, pieces, left = one.cost, one.accumulated, one.pieces, max(one.life - one.charged, 0)
    regular = divide(cost, one.life) if one.life else 0
    monthly = regular if accumulated == regular * one.charged else divide(cost - accumulated, left) if left else 0
    found = {}
    for month in months("2025-01" if one.opened else FIRST, 110):
        for event in [e for e in events if e.month == month]:
            gone = min(event.pieces, pieces)
            if gone:
                cost -= divide(cost * gone, pieces)
                accumulated -= divide(accumulated * gone, pieces)
                pieces -= gone
            cost, left = cost + event.added, left if event.life is None else event.life
            monthly = divide(cost - accumulated, left) if left else 0
        net = cost - accumulated
        now = 0 if left <= 0 else net if left == 1 else min(monthly, net)
        accumulated, left = accumulated + now, max(left - 1, 0)
        found[month] = now, cost, accumulated
    return found


@given(CARDS_OF_ALL_KINDS, EVENTS)
def test_the_closed_form_is_the_loop(one, events):
    for month, (now, cost, accumulated) in month_by_month(one, events).items():
        assert charge(one, events, month) == now
        assert at(one, events, month) == (cost, accumulated)


@given(CARDS_OF_ALL_KINDS, EVENTS)
def test_never_more_than_the_cost_and_each_charge_is_what_accumulates(one, events):
    changed = {event.month for event in events}
    for month in months("2025-01" if one.opened else FIRST, 110):
        cost, accumulated = at(one, events, month)
        assert 0 <= accumulated <= cost
        assert charge(one, events, month) >= 0
        if month not in changed:
            assert accumulated - at(one, events, previous_month(month))[1] == charge(one, events, month)


@given(st.integers(0, 10**9), st.integers(1, 700))
def test_over_its_life_a_card_is_charged_its_cost(cost, life):
    one = Card(cost, MICRO, life, FIRST)
    assert sum(charge(one, [], month) for month in months(FIRST, life)) == cost
    assert charge(one, [], month_at(month_index(FIRST) + life)) == 0
