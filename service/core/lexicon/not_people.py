"""Names that are spelt as people's are and are none: houses, companies, outlets, places. Words of a language are in its
file.

A page has room for all of them beside its date, in the place where others print the author's name.
"""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.service.core.text.spelling import key


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(key, words))


# fmt: off
ORGANISATION_WORDS = _keys((
    "reuters", "bloomberg", "getty",
    # what companies are called
    "inc", "ltd", "llc", "llp", "plc", "corp", "corporation", "company", "group", "holdings", "gmbh",
    "asa", "oyj", "a/s", "n.v", "b.v", "pvt", "limited", "technologies", "robotics", "pharmaceuticals", "bank",
))
"""The same in every language; words of each are in its file."""

COMPANY_FORMS = frozenset((
    "AS", "AB", "AG", "SE", "SA", "NV", "BV", "KG", "Inc", "Inc.", "Ltd", "Ltd.", "LLC", "PLC", "plc", "GmbH", "Corp",
    "Corp.",
))
"""As printed: legal forms that stand behind a company's name."""

LONGER_COMPANY_FORMS = frozenset(("Co", "Co."))
"""The same, where the name has two words and more: `Elizabeth Co` is a person."""

ORGANISATIONS = _keys((
    "al jazeera", "al arabiya", "al mayadeen", "sky news", "france 24", "deutsche welle", "voice of america", "radio free europe", "associated press",
    "europa press", "le monde", "le figaro", "le progrès", "la presse", "la repubblica", "la stampa", "la nación", "la vanguardia", "el país", "el mundo",
    "washington post", "new york", "huffington post", "jerusalem post", "jakarta post", "bangkok post", "denver post",
    "der spiegel", "die zeit", "il post", "het parool", "the conversation", "daily mail", "getty images", "press trust",
))
"""Names of outlets that are spelt as people's are."""

PLACES = _keys((
    "north korea", "south korea", "saudi arabia", "united states", "united kingdom", "united nations", "united arab emirates", "new zealand", "south africa",
    "sri lanka", "hong kong", "costa rica", "puerto rico", "el salvador", "sierra leone", "burkina faso", "ivory coast", "czech republic", "cape verde",
    "papua new guinea", "south sudan", "equatorial guinea", "guinea bissau", "dominican republic", "central african republic", "vatican city", "san marino",
    "middle east", "north america", "south america", "latin america", "central america", "central asia", "south asia", "east asia", "southeast asia",
    "asia pacific", "european union", "west bank", "gaza strip", "northern ireland", "new york", "new delhi", "new jersey", "new mexico", "new hampshire",
    "new orleans", "new south wales", "north carolina", "south carolina", "north dakota", "south dakota", "west virginia", "rhode island", "los angeles",
    "las vegas", "san francisco", "san diego", "san antonio", "san jose", "santa fe", "salt lake city", "kansas city", "oklahoma city", "mexico city",
    "buenos aires", "rio de janeiro", "são paulo", "sao paulo", "santo domingo", "guatemala city", "panama city", "kuala lumpur", "phnom penh", "tel aviv",
    "abu dhabi", "kuwait city", "addis ababa", "cape town", "port elizabeth", "port harcourt", "dar es salaam", "andhra pradesh", "uttar pradesh",
    "madhya pradesh", "himachal pradesh", "arunachal pradesh", "tamil nadu", "west bengal", "navi mumbai", "british columbia", "nova scotia",
    "west africa", "east africa", "north africa", "central africa", "western europe", "eastern europe", "white house", "downing street", "wall street",
    "capitol hill", "big tech", "real estate", "good morning", "long read", "quick read", "fact check", "ho chi minh city", "são tomé",
    "tierra del fuego", "castilla la mancha", "país vasco", "islas baleares", "vereinigte staaten", "états unis", "arabie saoudite", "corea del norte",
    "corea del sur", "estados unidos", "nueva york", "reino unido", "arabia saudí", "coreia do sul", "coreia do norte", "reino unido", "stati uniti",
    "regno unito", "nuova york", "hà nội", "đà nẵng", "cần thơ", "hải phòng", "bắc kinh", "hàn quốc", "hoa kỳ", "việt nam", "jawa barat", "jawa tengah",
    "jawa timur", "korea selatan", "korea utara", "arab saudi", "amerika serikat", "güney kore", "kuzey kore", "suudi arabistan", "южная корея",
    "северная корея", "саудовская аравия", "нижний новгород", "кривий ріг", "івано франківськ",
))
"""Countries, cities, and other names and titles of several words, which are spelt as people's names are."""
# fmt: on
