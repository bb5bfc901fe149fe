"""The views: an article as the software of other newsrooms reads it. Each is one pure function from an article to a JSON
object or an XML element, in a file of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from copydesk.schemas.article import Article
from copydesk.service.views import newsml_g2, ninjs, schema_org
from copydesk.service.views.writing import Node


@dataclass(frozen=True, slots=True)
class View:
    """A name for the command line, the standard and its version, the function, and where each field goes."""

    name: str
    standard: str
    function: Callable[[Article], Node | Element]
    places: Mapping[str, str]
    """Field of Article -> what the standard calls it. A field that is not here is not in the view."""


VIEWS: tuple[View, ...] = (
    View("ninjs", ninjs.STANDARD, ninjs.view, ninjs.PLACES),
    View("newsml-g2", newsml_g2.STANDARD, newsml_g2.view, newsml_g2.PLACES),
    View("schema-org", schema_org.STANDARD, schema_org.view, schema_org.PLACES),
)


def view_named(name: str) -> View | None:
    """The view that goes by this name on the command line; None for any other name."""
    return next((view for view in VIEWS if view.name == name), None)
