"""Defines the models of customers, vendors and what hangs on them."""

from __future__ import annotations

from sandbox.reeleezee.model import Kind, Model, Property


def text(name: str, longest: int = 0, *, read_only: bool = False) -> Property:
    """A text property."""
    return Property(name, Kind.TEXT, longest=longest, read_only=read_only)


def one(name: str, target: str) -> Property:
    """A reference to one record of another model."""
    return Property(name, Kind.ONE, target)


def many(name: str, target: str, *, read_only: bool = False) -> Property:
    """A list of records of another model."""
    return Property(name, Kind.MANY, target, read_only=read_only)


ID = Property("id", Kind.GUID, read_only=True)

ADDRESS = Model(
    "Address",
    (
        ID,
        Property("Type", Kind.ENUM, "AddressType"),
        Property("IsPostal", Kind.TRUTH),
        text("Street", 50),
        text("Number", 50),
        text("NumberExtension", 50),
        text("Postcode", 10),
        text("City", 30),
        text("FullAddress"),
        one("Country", "Country"),
    ),
)

CHANNEL = Model(
    "CommunicationChannel",
    (ID, Property("CommunicationType", Kind.ENUM, "CommunicationType"), text("FormattedValue", 200)),
)

CONTACT_PERSON = Model(
    "ContactPerson",
    (ID, text("Name", 50), text("SearchName", 50), many("CommunicationChannelList", "CommunicationChannel")),
)

FISCAL_PROCESS_PARAMETERS = Model(
    "FiscalProcessParameters",
    (ID, text("IdentificationNumber", 30), Property("Type", Kind.ENUM, "FiscalProcessType")),
)

BANK_RELATION = Model(
    "BankRelation",
    (ID, text("IBAN", 34), text("SwiftCode", 11), text("OwnerName", 70), Property("IsArchived", Kind.TRUTH)),
)


def _party(name: str, term: str, *more: Property) -> Model:
    return Model(
        name,
        (
            ID,
            Property("EntityKind", Kind.ENUM, "EntityKind", read_only=True),
            text("Name", 50),
            text("SearchName", 50),
            text("AdditionalName", 50),
            text("Title", 50),
            text("Initials", 50),
            text("FirstName", 50),
            text("LastNamePrefix", 50),
            text("LastName", 50),
            Property("Gender", Kind.ENUM, "Gender"),
            Property("IdentifierNumber", Kind.WHOLE),
            text("EMail", read_only=True),
            text("FullAddress", read_only=True),
            text("City", read_only=True),
            text("ChamberOfCommerceNumber", 10),
            text("ChamberOfCommerceCity", 30),
            Property(term, Kind.WHOLE),
            Property("DiscountPercentage", Kind.NUMBER),
            Property("IsArchived", Kind.TRUTH, read_only=True),
            Property("RecordStatus", Kind.ENUM, "RecordStatus", read_only=True),
            *more,
            one("EntityType", "EntityType"),
            one("CustomerType", "CustomerType"),
            one("CustomerStatus", "CustomerStatus"),
            one("Country", "Country"),
            many("AddressList", "Address"),
            many("CommunicationChannelList", "CommunicationChannel"),
            many("ContactPersonList", "ContactPerson", read_only=True),
            many("BankRelationList", "BankRelation", read_only=True),
            many("FiscalProcessParametersList", "FiscalProcessParameters", read_only=True),
        ),
    )


CUSTOMER = _party("Customer", "DueDays", Property("IsLinkedToVendor", Kind.TRUTH, read_only=True))
VENDOR = _party("Vendor", "PaymentDueDays")
RELATION = _party("Relation", "DueDays")

PARTY_MODELS = (
    ADDRESS,
    CHANNEL,
    CONTACT_PERSON,
    FISCAL_PROCESS_PARAMETERS,
    BANK_RELATION,
    CUSTOMER,
    VENDOR,
    RELATION,
)
