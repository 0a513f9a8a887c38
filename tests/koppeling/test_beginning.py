"""For which first imports the export waits, and that no saving of settings makes it forget what happened."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from koppeling.beginning import Beginning
from koppeling.saved import Account, Saved
from koppeling.settings import read_settings

SAVED_AT = "2026-10-05T10:14:00+02:00"
NOW = datetime(2026, 10, 5, 10, 15, tzinfo=ZoneInfo("Europe/Amsterdam"))
ALL = read_settings({"import_relations": True, "import_materials": True, "import_hour_types": True})
HOURS = read_settings({"import_hour_types": True})


def test_every_import_that_is_on_and_has_not_succeeded_is_waited_for() -> None:
    beginning = Beginning().after_saving(ALL, SAVED_AT).after_import("import_materials")
    assert beginning.awaited(ALL, SAVED_AT, NOW) == {"import_relations", "import_hour_types"}
    assert beginning.awaited(HOURS, SAVED_AT, NOW) == {"import_hour_types"}


def test_after_a_day_nothing_is_waited_for() -> None:
    beginning = Beginning().after_saving(HOURS, SAVED_AT)
    day = timedelta(hours=24)
    assert beginning.awaited(HOURS, SAVED_AT, NOW - timedelta(minutes=2) + day) == {"import_hour_types"}
    assert beginning.awaited(HOURS, SAVED_AT, NOW - timedelta(minutes=1) + day) == set()


def test_saving_again_does_not_begin_the_day_anew_and_an_import_that_was_off_begins_its_own() -> None:
    beginning = Beginning().after_saving(HOURS, SAVED_AT).after_saving(ALL, "2026-10-05T20:00:00+02:00")
    assert beginning.on_since == {
        "import_relations": "2026-10-05T20:00:00+02:00",
        "import_materials": "2026-10-05T20:00:00+02:00",
        "import_hour_types": SAVED_AT,
    }


def test_nothing_is_waited_for_once_something_was_exported() -> None:
    beginning = Beginning().after_saving(ALL, SAVED_AT).after_export()
    assert beginning.awaited(ALL, SAVED_AT, NOW) == set()
    assert beginning.after_saving(ALL, SAVED_AT).exported


def test_it_stands_with_the_settings_and_settings_of_before_hold_nothing_up() -> None:
    beginning = Beginning().after_saving(ALL, SAVED_AT).after_import("import_relations")
    saved = Saved(ALL, Account("3f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9012"), saved_at=SAVED_AT, beginning=beginning)
    assert Saved.from_json(saved.as_json()) == saved

    old = json.loads(saved.as_json())
    del old["beginning"]
    assert Saved.from_json(json.dumps(old)).beginning.awaited(ALL, SAVED_AT, NOW) == set()
