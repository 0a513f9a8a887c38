"""Words what nobody foresaw about one record, so that it delays that record alone and is never hidden.

Every loop over records of OutSmart and Reeleezee has a net around each of them that catches whatever is raised: whoever
writes the loop cannot know what to expect. It is the second net; the first reads every value as what it is. What
concerns all records goes through it and stops all of them.
"""

from __future__ import annotations

import logging
import re
import traceback

from outsmart.errors import OutSmartError
from reeleezee.errors import ReeleezeeError

log = logging.getLogger(__name__)
# Both connections tell by their errors what is wrong for everybody; the others are no fault of any record.
_FOR_ALL = (OutSmartError, ReeleezeeError, ImportError, MemoryError)
# The tokens of OutSmart and the address of a webhook stand in addresses, which libraries like to quote.
_ADDRESS = re.compile(r"""[^\s'"]*(?:://|[?&]\w+=|url: /)[^\s'"]*""")


def what_happened(error: Exception, *for_all: type[Exception]) -> str:
    """Kind and text of an error, with the traceback in the log; to be called where it was caught.

    Raises the error itself where it concerns all records: those of both connections, and `for_all`.
    """
    if isinstance(error, (*_FOR_ALL, *for_all)):
        raise error
    log.error(
        "Unforeseen trouble with one record; the others go on\n%s", _bare("".join(traceback.format_exception(error)))
    )
    return f"{type(error).__name__}: {_bare(str(error))}"


def _bare(text: str) -> str:
    """The text without addresses, and with half characters written out: no log can keep those."""
    return _ADDRESS.sub("…", text).encode("utf-8", "backslashreplace").decode()
