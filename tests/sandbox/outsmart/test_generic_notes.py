"""Notes on work orders: people write them, and what a POST does to those that are there is a switch."""

from typing import Any

NOTE = {"nte_entity": "worksheets", "nte_column": "OrderNr", "nte_primary": "WB-1", "nte_content": "<b>let op</b>"}


def contents(api: Any) -> list[str]:
    return [row["nte_content"] for row in api.rows("generic_notes")]


def test_a_note_without_id_takes_the_place_of_the_one_on_the_same_thing(api: Any) -> None:
    api.box.act("generic_notes", NOTE)
    api.post("generic_notes", [{**NOTE, "nte_content": "anders"}, {**NOTE, "nte_primary": "WB-2"}])
    assert [(row["nte_id"], row["nte_primary"]) for row in api.rows("generic_notes")] == [("1", "WB-1"), ("2", "WB-2")]
    assert contents(api)[0] == "anders"


def test_a_note_without_id_may_be_a_new_one(api: Any) -> None:
    api.box.switch(generic_note_post="append", generic_note_html="keep")
    api.post("generic_notes", [NOTE, NOTE])
    rows = api.rows("generic_notes", key="nte_primary", value="WB-1")
    assert [row["nte_id"] for row in rows] == ["1", "2"]
    api.post("generic_notes", [{**NOTE, "nte_id": "2", "nte_content": "anders"}])
    assert contents(api) == ["<b>let op</b>", "anders"]


def test_a_note_without_author_may_be_refused(api: Any) -> None:
    api.box.switch(generic_note_post="refuse")
    answer = api.post("generic_notes", [NOTE])
    assert (answer["code"], answer["messages"]) == (1051, ["Required field missing: nte_created_by"])
    assert api.rows("generic_notes") == []


def test_there_may_be_no_such_endpoint(api: Any) -> None:
    api.box.switch(generic_notes_endpoint=False)
    assert api.get("generic_notes")["code"] == api.post("generic_notes", [NOTE])["code"] == 1001


def test_the_list_may_show_nothing_and_the_filter_may_be_ignored(api: Any) -> None:
    api.post("generic_notes", [NOTE])
    assert api.rows("generic_notes", key="nte_primary", value="WB-2") == []
    api.box.switch(generic_note_filters=False)
    assert len(api.rows("generic_notes", key="nte_primary", value="WB-2")) == 1
    api.box.switch(generic_notes_listed=False)
    assert api.rows("generic_notes") == []
    assert len(api.box.state()["generic_notes"]) == 1


def test_mark_up_and_reference_are_kept_or_not(api: Any) -> None:
    api.post("generic_notes", [{**NOTE, "nte_reference": "R-1"}])
    api.box.switch(generic_note_html="keep", generic_note_reference_stored=True)
    api.post("generic_notes", [{**NOTE, "nte_primary": "WB-2", "nte_reference": "R-2"}])
    told = [(row["nte_content"].strip(), row["nte_reference"]) for row in api.rows("generic_notes")]
    assert told == [("let op", ""), ("<b>let op</b>", "R-2")]


def test_a_planner_writes_changes_and_removes_notes(api: Any) -> None:
    made = api.box.act("generic_notes", NOTE)
    assert made["nte_id"] == "1"
    api.box.act("generic_notes/1", {"set": {"nte_content": "gebeld"}})
    assert contents(api) == ["gebeld"]
    api.box.act("generic_notes/1", {"delete": True})
    assert contents(api) == []
