"""News agencies as datelines print them, the source ID each gets, and the names that are made one.

A name that is not here can stand in brackets, but not without.
"""

from __future__ import annotations

# source ID -> names as printed, folded and in lower case
_AGENCIES: dict[str, tuple[str, ...]] = {
    "reuters": ("reuters", "рейтер", "رویترز", "reuter"),
    "ap": ("ap", "associated press", "the associated press"),
    "afp": ("afp", "agence france-presse"),
    "upi": ("upi",),
    "dpa": ("dpa", "tca/dpa", "dpa-afx", "dpa/tmn"),
    "tass": ("tass", "тасс", "itar-tass", "итар-тасс"),
    "ria-novosti": ("ria novosti", "риа новости", "sputnik", "прайм"),
    "interfax": ("interfax", "интерфакс"),
    "xinhua": ("xinhua",),
    "kyodo": ("kyodo", "kyodo news"),
    "efe": ("efe",),
    "ansa": ("ansa",),
    "apa": ("apa",),
    "sda": ("sda", "ats", "keystone-sda", "keystone-ats"),
    "sid": ("sid",),
    "kna": ("kna",),
    "epd": ("epd",),
    "pti": ("pti",),
    "ani": ("ani",),
    "ians": ("ians",),
    "kuna": ("kuna",),
    "spa": ("spa",),
    "wam": ("wam",),
    "qna": ("qna",),
    "petra": ("petra",),
    "sana": ("sana", "سانا"),
    "mena": ("mena",),
    "bernama": ("bernama",),
    "antara": ("antara",),
    "kcna": ("kcna",),
    "yonhap": ("yonhap",),
    "belta": ("belta", "белта"),
    "ukrinform": ("ukrinform", "укринформ"),
    "kazinform": ("kazinform", "казинформ"),
    "trend": ("trend",),
    "azertac": ("azertac",),
    "arka": ("arka",),
    "armenpress": ("armenpress",),
    "dha": ("dha",),
    "iha": ("iha",),
    "aa": ("aa", "anadolu"),
    "irna": ("irna", "ایرنا", "ارنا"),
    "isna": ("isna", "ایسنا"),
    "mehr": ("mna", "mehr", "mehr news agency"),
    "fars": ("fna", "fars"),
    "tasnim": ("tasnim", "تسنیم"),
    "defapress": ("defapress",),
    "iqna": ("iqna", "ایکنا", "اکنا"),
    "shana": ("shana",),
    "ilna": ("ilna",),
    "pr-newswire": ("prnewswire", "pr newswire", "prnewswire-firstcall"),
    "business-wire": ("business wire", "businesswire"),
    "globenewswire": ("globe newswire", "globenewswire"),
    "asianet": ("asianet", "prnewswire-asianet", "kyodo jbn-asianet", "medianet international-asianet"),
}

AGENCY_SOURCES: dict[str, str] = {name: source for source, names in _AGENCIES.items() for name in names}
"""Folded name -> source ID."""

# Canonical name -> other forms of it, folded. An acronym is written as the agency itself writes it in Latin letters, a wire that passes on
# another's text counts as the wire; a name that is words stays in its own script: to translate it would be ours, not the document's.
_ONE_NAME: dict[str, tuple[str, ...]] = {
    "AP": ("associated press", "the associated press"),
    "AFP": ("agence france-presse",),
    "Reuters": ("reuter", "рейтер", "رویترز"),
    "TASS": ("тасс", "itar-tass", "итар-тасс"),
    "dpa": ("tca/dpa", "dpa-afx", "dpa/tmn"),
    "AsiaNet": ("prnewswire-asianet", "kyodo jbn-asianet", "medianet international-asianet"),
    "PRNewswire": ("pr newswire", "prnewswire-firstcall"),
    "IRNA": ("ایرنا", "ارنا"),
    "ISNA": ("ایسنا",),
    "IQNA": ("ایکنا", "اکنا"),
    "MNA": ("mehr news agency",),
    "SANA": ("سانا",),
}
CANONICAL: dict[str, str] = {form: name for name, forms in _ONE_NAME.items() for form in forms}

SENDERS = frozenset((*AGENCY_SOURCES, "pa", "pa media", "press association"))
"""Names that a message's header gives for an agency. `PA` is one there, but a state behind an American place."""
