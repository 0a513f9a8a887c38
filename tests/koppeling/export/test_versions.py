"""Which version of the work was billed, where more fields decided than the fingerprint holds."""

from tests.koppeling.export.couple import Couple, worked

BARE = worked("MONT") | {"TotalTime": "8", "BeginTime": "08:00", "EndTime": "16:00", "Id": "1"}


def test_an_order_of_which_the_clock_decided_is_invoiced_once_and_settled(couple: Couple) -> None:
    row_id = couple.order(periods=[BARE])
    assert couple.run().told(row_id) == ("exported", "")
    couple.on_order(row_id, reopen=True)
    assert couple.run().told(row_id) == ("exported", "")
    assert len(couple.invoices()) == 1
    assert couple.amounts(row_id)[0] == "480.00"


def test_an_order_of_which_the_clock_decided_is_not_settled_once_the_clock_is_changed(couple: Couple) -> None:
    row_id = couple.order(periods=[BARE])
    couple.run()
    couple.on_order(row_id, reopen=True, workperiods=[BARE | {"EndTime": "08:08"}])  # eight minutes now
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")
    assert couple.amounts(row_id)[0] == "480.00"


def test_an_order_of_which_the_clock_is_changed_between_plan_and_post_waits(couple: Couple) -> None:
    row_id = couple.order(periods=[BARE])
    change = {"post": lambda: couple.on_order(row_id, workperiods=[BARE | {"EndTime": "08:08"}])}
    assert couple.run(before=change).told(row_id) == ("deferred", "changed_since_plan")
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id)[0] == "8.00"


def test_a_clock_that_decided_nothing_may_be_changed(couple: Couple) -> None:
    period = worked("MONT", "01:00")
    row_id = couple.order(periods=[period])
    couple.run()
    couple.on_order(row_id, reopen=True, workperiods=[period | {"EndTime": "09:10"}])
    assert couple.run().told(row_id) == ("exported", "")
