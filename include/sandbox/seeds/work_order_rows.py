"""The members that every OutSmart work order, material line and work period has, in their empty form."""

from sandbox.seeds.seed import Row

_INVOICE = "Invoice"
_PARTY_MEMBERS = (
    "CustomerName",
    "CustomerDebtorNr",
    "CustomerStreet",
    "CustomerStreetNo",
    "CustomerEmail",
    "CustomerZIP",
    "CustomerCity",
    "CustomerCountry",
    "CustomerContactPerson",
    "CustomerPhone",
    "CustomerRemark",
)
_TEXT_MEMBERS = (
    "id",
    "WorkorderNo",
    "OrderNr",
    "WorksheetCode",
    "WorkDate",
    "WorkTime",
    "WorkEndDate",
    "WorkEndTime",
    "WorkDeadline",
    "WorkDuration",
    "ProjectNr",
    "ExternProjectNr",
    *_PARTY_MEMBERS,
    *(member + _INVOICE for member in _PARTY_MEMBERS),
    "TypeOfWork",
    "WorkDescription",
    "PaymentMethod",
    "InternalWorkDescription",
    "ShortWorkDescription",
    "Comment",
    "WorkInstruction",
    "Reference",
    "ExternalReference",
    "MutationDate",
    "CreationDate",
    "EmployeeNr",
    "status",
    "WorkStatus",
    "CpnCode",
    "CpnCodeInvoice",
    "AdrCode",
    "ErrorCode",
    "ErrorMessage",
    "SolutionCode",
    "SolutionMessage",
    "PriorityCode",
    "PriorityMessage",
    "MinimumHours",
    "RoundingAmount",
    "Signature",
    "SignatureUrl",
    "PdfUrl",
    "WordUrl",
)
_FLAG_MEMBERS = ("WorkFinished", "Archived", "PickupPlanning", "WebPlanning")
_LIST_MEMBERS = (
    "Employees",
    "StatusChanges",
    "Photos",
    "Documents",
    "Forms",
    "WorkObjects",
    "Materials",
    "Workperiods",
)
_MATERIAL_MEMBERS = (
    "MaterialCode",
    "MaterialName",
    "MaterialNr",
    "MaterialPrice",
    "MaterialTotalPrice",
    "MaterialUnit",
)
_MATERIAL_UNSET_MEMBERS = (
    "MaterialType",
    *(f"MaterialFreeField{n}" for n in range(1, 6)),
    "MaterialWarehouseCode",
    "MaterialWarrantyCode",
    "MaterialDiscountPercentage",
    "MaterialOriginalPrice",
)


def empty_work_order() -> Row:
    row: Row = dict.fromkeys(_TEXT_MEMBERS, "")
    row |= dict.fromkeys(_FLAG_MEMBERS, "0")
    row |= {member: [] for member in _LIST_MEMBERS}
    return row | {"CustomerLatitude": None, "CustomerLongitude": None, "FreeFields": {}}


def empty_material_line() -> Row:
    return dict.fromkeys(_MATERIAL_MEMBERS, "") | dict.fromkeys(_MATERIAL_UNSET_MEMBERS)


def empty_work_period() -> Row:
    return {
        "Id": "",
        "BeginTime": "",
        "EndTime": "",
        "Break": "0",
        "TotalTime": "",
        "WorkRemark": "",
        "WorkDate": "",
        "Travel": "0",
        "EmployeeNr": "",
        "HourType": "",
        "ObjCode": "",
        "ExternalId": "",
    }


def party_members(relation: Row, suffix: str = "") -> Row:
    """Name and address of a relation as a work order copies them; the suffix is `Invoice` for the invoice address."""
    values = {
        "CustomerName": relation["name"],
        "CustomerDebtorNr": relation["debtor_number"],
        "CustomerStreet": relation["street"],
        "CustomerStreetNo": relation["house_number"],
        "CustomerEmail": relation["email"],
        "CustomerZIP": relation["postal_code"],
        "CustomerCity": relation["city"],
        "CustomerCountry": relation["country"],
        "CustomerContactPerson": relation["contact"],
        "CustomerPhone": relation["phone_number"],
    }
    return {member + suffix: value for member, value in values.items()}
