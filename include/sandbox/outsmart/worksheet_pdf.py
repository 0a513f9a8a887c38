"""Serves the printed work order, which anybody with its address may fetch without tokens."""

from collections.abc import Iterable, Mapping

from sandbox.core.api import ApiResponse
from sandbox.outsmart.workorder_members import Row


def worksheet_document(query: Mapping[str, str], orders: Iterable[Row]) -> ApiResponse:
    """The order with this sheet id as a PDF of one line."""
    sheet = query.get("sheet_id", "")
    order = next((order for order in orders if sheet and order["WorksheetCode"] == sheet), None)
    if order is None:
        return ApiResponse(404, b"<html><body>Not found</body></html>", "text/html; charset=utf-8")
    return ApiResponse(200, _one_line_pdf(f"Werkbon {order['OrderNr']}"), "application/pdf")


def _one_line_pdf(line: str) -> bytes:
    content = f"BT /F1 18 Tf 72 720 Td ({line}) Tj ET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    pdf = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(pdf))
    return pdf + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)
