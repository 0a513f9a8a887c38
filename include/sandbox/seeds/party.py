"""A customer or vendor as the invented company knows it, from which both systems' rows are made alike."""

import uuid
from dataclasses import dataclass

_PARTIES = uuid.UUID("b8a4f6d2-52c7-4d0e-8a39-3f1c6b7d9e20")


@dataclass(frozen=True)
class Party:
    number: int | None
    name: str
    legal_form: str = "Person"
    street: str = ""
    house_number: str = ""
    house_number_extension: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "NL"
    email: str = ""
    phone: str = ""
    chamber_of_commerce_number: str = ""
    vat_number: str = ""
    due_days: int = 14
    is_archived: bool = False
    role: str = "customer"
    # Tells parties apart that have no number of their own.
    tag: str = ""

    @property
    def party_id(self) -> str:
        return str(uuid.uuid5(_PARTIES, f"{self.role}/{self.tag or self.number}"))

    @property
    def has_address(self) -> bool:
        return bool(self.street or self.postcode or self.city)

    def part_id(self, part: str) -> str:
        """The id of something that belongs to this party: its address, its e-mail channel."""
        return str(uuid.uuid5(uuid.UUID(self.party_id), part))
