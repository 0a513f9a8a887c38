"""Keeps the attachments of invoices, each of which can be uploaded once, ever."""

from __future__ import annotations

import base64
import binascii
import uuid
from typing import Any

from sandbox.reeleezee.administration import Row
from sandbox.reeleezee.books import Books
from sandbox.reeleezee.invoices import midnight
from sandbox.reeleezee.refused import invalid_data, invalid_request, not_found

_FILE_TYPES = {"jpg": 3, "jpeg": 3, "pdf": 4, "png": 30}


def uploads_of(books: Books, invoice_id: str) -> list[Row]:
    """The attachments of one invoice, without their content."""
    return list(books.administration.uploads.get(invoice_id, {}).values())


def put_upload(books: Books, invoice_id: str, upload_id: str, body: Any) -> Row:
    """Attach a file; its GUID must never have been used before."""
    if any(upload_id in of_invoice for of_invoice in books.administration.uploads.values()):
        raise invalid_data()
    if upload_id in books.administration.used_uploads:
        raise not_found()
    values = books.read_body("Upload", body)
    _check_content(body.get("Content"))
    name = values.get("FileName") or ""
    row = {
        "id": upload_id,
        "CreateDate": midnight(books),
        "FileName": name,
        "Token": str(uuid.uuid4()),
        "LogicalFileType": 1,
        "PhysicalFileType": _FILE_TYPES.get(name.rpartition(".")[2].lower(), 0),
    }
    books.administration.uploads.setdefault(invoice_id, {})[upload_id] = row
    books.administration.used_uploads.add(upload_id)
    return row


def _check_content(content: Any) -> None:
    if not isinstance(content, str) or not content:
        raise invalid_data()
    try:
        base64.b64decode(content, validate=True)
    except binascii.Error:
        raise invalid_request() from None
