"""The imports to be broken: new rows, rows that changed, rows that a person added to, and rows that are as they are."""

from __future__ import annotations

from typing import Any, ClassVar

from tests.faults.dagrun import Task, Xcoms
from tests.faults.invariants import People
from tests.faults.world import World
from tests.koppeling.export.couple import NAME

from koppeling.steps import import_steps

Json = dict[str, Any]
# Fields of OutSmart that no import fills: whoever typed something there must find it again.
THEIRS: Json = {"contact": "Mw. Jansen", "remark": "sleutel bij de buren", "vat_number": "NL000000000B01"}
THEIRS_TOO: Json = {"eancode": "8710000000001", "note": "stelling 4", "freefield1": "rood"}


class ImportWorld(World):
    """Both imports and their end are the same but for the kind."""

    kind: ClassVar[str]
    remembered: dict[str, str]

    def tasks(self, *, by_hand: bool = False) -> list[Task]:
        """By hand: first a preview, which must change nothing."""
        sync = Task("sync", self._sync)
        return [Task("preview", self._preview), sync] if by_hand else [sync]

    def _sync(self, _: Xcoms) -> Json:
        """What the next run must remember is stored by the task itself, and last."""
        made = import_steps.sync(NAME, self.kind, preview=False, remembered=self.remembered)
        self.remembered = made.pop("remembered")
        return made

    def _preview(self, _: Xcoms) -> Json:
        return import_steps.sync(NAME, self.kind, preview=True, remembered=self.remembered)

    def arrange(self) -> People:
        self.remembered = {}
        self.couple.settings(import_relations=True, import_materials=True, import_hour_types=True)
        self.fill()
        return People()

    def fill(self) -> None:
        raise NotImplementedError


class RelationsWorld(ImportWorld):
    name: ClassVar[str] = "relations"
    kind: ClassVar[str] = "relations"

    def fill(self) -> None:
        couple = self.couple
        couple.customer(2001, "Slagerij De Os", linked=False)
        couple.customer(2002, "Zonder Adres", linked=False, AddressList=[])
        for number, old, new in ((2003, "Oude Naam", "Nieuwe Naam"), (2004, "Kapper Knip", "Kapper Knip en Zoon")):
            customer_id = couple.customer(number, new, linked=False)
            couple.relation(str(number), old, external_id=customer_id, **THEIRS)
        # Recognised by number and address, not linked yet; in OutSmart a phone number that Reeleezee has not.
        couple.customer(2005, "Fietsenmaker Rad", linked=False)
        couple.relation("2005", "Fietsenmaker Rad", phone_number="085 1234567", **THEIRS)
        couple.relation("9999", "Alleen in OutSmart", **THEIRS)


class MaterialsWorld(ImportWorld):
    name: ClassVar[str] = "materials"
    kind: ClassVar[str] = "materials"

    def fill(self) -> None:
        couple = self.couple
        couple.product("NIEUW-1", "4.25", linked=False)
        couple.product("NIEUW-2", "0.10", linked=False)
        for code in ("OUD-1", "OUD-2"):
            product_id = couple.product(code, "12.50", linked=False)
            couple.material(code, "11.00", freefield5=product_id, **THEIRS_TOO)
        couple.product("GETYPT", "3.00", linked=False)
        couple.material("GETYPT", "3.00", **THEIRS_TOO)
        couple.material("EIGEN", "1.00", **THEIRS_TOO)


class FirstMaterialsWorld(ImportWorld):
    """No material proves yet that free field 5 is kept, so that one is tried alone."""

    name: ClassVar[str] = "first materials"
    kind: ClassVar[str] = "materials"

    def fill(self) -> None:
        couple = self.couple
        couple.outsmart.act("materials/KRAAN", {"set": {"freefield5": "", **THEIRS_TOO}})
        couple.product("NIEUW-1", "4.25", linked=False)
        couple.product("NIEUW-2", "0.10", linked=False)


class HourTypesWorld(ImportWorld):
    name: ClassVar[str] = "hour types"
    kind: ClassVar[str] = "hour_types"

    def fill(self) -> None:
        couple = self.couple
        couple.service("LAS", "70.00", linked=False)
        for code in ("SCHILDER", "STUUR"):
            couple.service(code, "55.00", linked=False)
            row = {
                "code": code,
                "name": f"Uren {code}",
                "cost_booking": "1",
                "sale_booking": "0",
                "sale_price": "40.00",
            }
            couple.outsmart.act("hourtypes", {**row, "cost_price": "31.00"})
