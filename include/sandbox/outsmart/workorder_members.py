"""Names the members of a work order and of its lines, which of them must be posted, and how an empty one looks."""

from typing import Any

from sandbox.outsmart.entities import TEXT_64KB

Row = dict[str, Any]

REQUIRED = (
    "WorkorderNo",
    "CustomerName",
    "CustomerDebtorNr",
    "CustomerStreet",
    "CustomerZIP",
    "CustomerCity",
    "CustomerContactPerson",
    "CustomerNameInvoice",
    "CustomerDebtorNrInvoice",
    "CustomerStreetInvoice",
    "CustomerZIPInvoice",
    "CustomerCityInvoice",
    "CustomerContactPersonInvoice",
    "TypeOfWork",
    "PaymentMethod",
)

TEXTS = [
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
    "CustomerNameInvoice",
    "CustomerDebtorNrInvoice",
    "CustomerStreetInvoice",
    "CustomerStreetNoInvoice",
    "CustomerEmailInvoice",
    "CustomerZIPInvoice",
    "CustomerCityInvoice",
    "CustomerCountryInvoice",
    "CustomerContactPersonInvoice",
    "CustomerPhoneInvoice",
    "CustomerRemarkInvoice",
    "TypeOfWork",
    "WorkDescription",
    "InternalWorkDescription",
    "ShortWorkDescription",
    "Comment",
    "PaymentMethod",
    "Reference",
    "ExternalReference",
    "MutationDate",
    "CreationDate",
    "EmployeeNr",
    "status",
    "WorkStatus",
    "CpnCode",
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
]

FLAGS = ("WorkFinished", "Archived", "PickupPlanning", "WebPlanning")
POSITIONS = ("CustomerLatitude", "CustomerLongitude")
ARRAYS = ("Employees", "StatusChanges", "Photos", "Documents", "Forms", "WorkObjects", "Materials", "Workperiods")

LONG_TEXTS = frozenset({"CustomerRemark", "CustomerRemarkInvoice", "WorkDescription", "InternalWorkDescription"})
POSTED_ARRAYS = ("Employees", "WorkObjects", "Forms")
SET_BY_SERVER = frozenset({"WorksheetCode", "MutationDate", "CreationDate", "status", "Signature", "SignatureUrl"})

MATERIAL_REQUIRED = ("MaterialCode", "MaterialNr", "MaterialPrice", "MaterialName")
MATERIAL_FREE_FIELDS = tuple(f"MaterialFreeField{n}" for n in range(1, 6))
MATERIAL_AMOUNTS = ("MaterialNr", "MaterialPrice", "MaterialTotalPrice", "MaterialOriginalPrice")
MATERIAL_BLANK: Row = {
    "MaterialCode": "",
    "MaterialName": "",
    "MaterialNr": "",
    "MaterialPrice": "",
    "MaterialTotalPrice": "",
    "MaterialUnit": "",
    "MaterialType": None,
    **dict.fromkeys(MATERIAL_FREE_FIELDS),
    "MaterialWarehouseCode": "",
    "MaterialWarrantyCode": "",
    "MaterialDiscountPercentage": "",
    "MaterialOriginalPrice": "",
}

PERIOD_REQUIRED = ("WorkDate", "BeginTime", "EndTime", "TotalTime")
PERIOD_BLANK: Row = {
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


def blank_order() -> Row:
    """A work order in which nothing is filled."""
    return {
        "id": "",
        **dict.fromkeys(TEXTS, ""),
        **dict.fromkeys(POSITIONS),
        **dict.fromkeys(FLAGS, "0"),
        "FreeFields": {},
        **{name: [] for name in ARRAYS},
    }


def size_of(name: str) -> int:
    """How much text a member holds."""
    if name in LONG_TEXTS or name == "WorkRemark":
        return TEXT_64KB
    return 55 if name in {"HourType", "EmployeeNr"} else 255
