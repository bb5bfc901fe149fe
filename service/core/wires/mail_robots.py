"""Mails that no person wrote to be read: what a mail server says of a delivery, and answers of absent people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.schemas.notices import Reason, Stage
from copydesk.service.core.records import Rejected
from copydesk.service.core.wires.mime import Part

_SERVER = re.compile(r"(?:[^<]{0,200}<)?\s{0,5}mailer-daemon(?:@|[\s>(]|\Z)", re.I)
_REPORTS = ("message/delivery-status", "message/disposition-notification", "message/feedback-report")
_ANSWERS = ("x-autoreply", "x-autorespond", "x-autoresponder")


def refused(mail: Part, parts: Sequence[Part]) -> Rejected | None:
    """Why a mail is none of these that could be a story. What is `auto-generated` alone may be a newsletter.

    RFC 3464, RFC 3834, section 5.
    """
    if mail.kind == "multipart/report" or any(part.kind in _REPORTS for part in parts):
        return _no_article("the mail is a report of a mail server on another mail")
    if _SERVER.match(mail.header("from") or ""):
        return _no_article("the mail was written by a mail server: a mail could not be delivered")
    if _is_answer(mail):
        return _no_article("the mail is an automatic answer")
    return None


def _is_answer(mail: Part) -> bool:
    told = (mail.header("auto-submitted") or "").lower()
    precedence = (mail.header("precedence") or "").strip().lower()
    answers = (value for name in _ANSWERS if (value := mail.header(name)))
    return (
        told.startswith("auto-replied")
        or precedence in ("auto_reply", "auto-reply")
        or any(value.strip().lower() not in ("no", "false", "0") for value in answers)
    )


def _no_article(found: str) -> Rejected:
    return Rejected(Reason.NOT_AN_ARTICLE, Stage.PARSE, found)
