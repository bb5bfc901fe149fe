"""News agencies as datelines print them, the source ID each gets, and the names that are made one.

A name that is not here can stand in brackets, but not without.
"""

from __future__ import annotations

from copydesk.service.core.text.spelling import key

# source ID -> names as printed, in lower case
_AGENCIES: dict[str, tuple[str, ...]] = {
    "reuters": ("reuters", "рейтер", "رویترز", "reuter", "ロイター"),
    "ap": ("ap", "associated press", "the associated press"),
    "afp": ("afp", "agence france-presse", "أ ف ب", "ا ف ب"),
    "upi": ("upi",),
    "dpa": ("dpa", "tca/dpa", "dpa-afx", "dpa/tmn"),
    "tass": ("tass", "тасс", "itar-tass", "итар-тасс"),
    "ria-novosti": ("ria novosti", "риа новости", "sputnik", "прайм"),
    "interfax": ("interfax", "interfax.ru", "интерфакс"),
    "xinhua": ("xinhua", "新华社", "新華社", "新华网", "شینخوا"),
    "kyodo": ("kyodo", "kyodo news", "共同", "共同通信"),
    "efe": ("efe",),
    "ansa": ("ansa",),
    "apa": ("apa",),
    "sda": ("sda", "ats", "keystone-sda", "keystone-ats"),
    "sid": ("sid",),
    "kna": ("kna",),
    "epd": ("epd",),
    "pti": ("pti", "पीटीआई"),
    "ani": ("ani", "एएनआई"),
    "ians": ("ians", "आईएएनएस"),
    "kuna": ("kuna", "كونا"),
    "spa": ("spa", "واس"),
    "wam": ("wam", "وام"),
    "qna": ("qna", "قنا"),
    "petra": ("petra", "بترا"),
    "sana": ("sana", "سانا"),
    "mena": ("mena", "أ ش أ", "أ.ش.أ"),
    "bernama": ("bernama",),
    "antara": ("antara",),
    "kcna": ("kcna",),
    "yonhap": ("yonhap", "연합뉴스", "聯合ニュース"),
    "belta": ("belta", "белта"),
    "ukrinform": ("ukrinform", "укринформ"),
    "kazinform": ("kazinform", "казинформ"),
    "trend": ("trend",),
    "azertac": ("azertac", "азертадж"),
    "arka": ("arka",),
    "armenpress": ("armenpress",),
    "dha": ("dha",),
    "iha": ("iha",),
    "aa": ("aa", "anadolu", "anadolu agency", "الأناضول"),
    "irna": ("irna", "ایرنا", "ارنا"),
    "isna": ("isna", "ایسنا"),
    "mehr": ("mna", "mehr", "mehr news agency"),
    "fars": ("fna", "fars"),
    "tasnim": ("tasnim", "تسنیم"),
    "defapress": ("defapress",),
    "iqna": ("iqna", "ایکنا", "اکنا"),
    "shana": ("shana",),
    "ilna": ("ilna",),
    "cnn": ("cnn", "cnn.com", "cnn wire"),
    "cnn-indonesia": ("cnn indonesia",),
    "bbc": ("bbc", "bbc news"),
    "belga": ("belga",),
    "anp": ("anp",),
    "ntb": ("ntb",),
    "ritzau": ("ritzau",),
    "mti": ("mti",),
    "agerpres": ("agerpres",),
    "ctk": ("čtk", "ctk"),
    "tasr": ("tasr",),
    "tanjug": ("tanjug", "танјуг"),
    "bta": ("bta", "бта"),
    "bns": ("bns",),
    "ape-mpe": ("ape-mpe", "απε-μπε", "amna"),
    "lusa": ("lusa",),
    "agencia-brasil": ("agência brasil", "agencia brasil"),
    "estadao-conteudo": ("estadão conteúdo", "estadao conteudo"),
    "europa-press": ("europa press", "europapress"),
    "telam": ("télam", "telam"),
    "notimex": ("notimex",),
    "prensa-latina": ("prensa latina",),
    "agi": ("agi",),
    "adnkronos": ("adnkronos",),
    "askanews": ("askanews",),
    "italpress": ("italpress",),
    "unn": ("унн", "unn"),
    "unian": ("уніан", "униан", "unian"),
    "interfax-ukraine": ("interfax-ukraine", "інтерфакс-україна", "интерфакс-украина"),
    "kabar": ("кабар",),
    "24-kg": ("24.kg",),
    "akipress": ("akipress",),
    "kaztag": ("казтаг", "kaztag"),
    "report-az": ("report.az", "report news agency"),
    "bss": ("bss", "বাসস"),
    "newsis": ("newsis", "뉴시스"),
    "news1": ("뉴스1",),
    "jiji": ("jiji", "jiji press", "時事", "時事通信"),
    "cna": ("中央社",),
    "chinanews": ("中新社", "中新网", "中新網", "中国新闻社"),
    "vna": ("vna", "ttxvn"),
    "tuoitre": ("tto",),
    "voa": ("voa", "voa news"),
    "lapresse": ("lapresse",),
    "ots": ("ots",),
    "pr-newswire": ("prnewswire", "pr newswire", "prnewswire-firstcall"),
    "business-wire": ("business wire", "businesswire"),
    "globenewswire": ("globe newswire", "globenewswire"),
    "asianet": ("asianet", "prnewswire-asianet", "kyodo jbn-asianet", "medianet international-asianet"),
}

# Names that are words, people or regions as well: an agency's only between brackets or slashes.
_MARKED: dict[str, tuple[str, ...]] = {
    "tt": ("tt",),
    "app": ("app", "اے پی پی"),
    "saba": ("saba", "سبأ"),
    "bna": ("bna", "بنا"),
    "wafa": ("wafa", "وفا"),
    "suna": ("suna", "سونا"),
    "unb": ("unb", "ইউএনবি"),
    "akp": ("akp",),
    "pap": ("pap",),
    "panapress": ("panapress", "pana"),
    "fana": ("fana",),
    "gna": ("gna",),
    "uza": ("uza", "ўза"),
    "awp": ("awp",),
    "hina": ("hina",),
    "fena": ("fena",),
    "stt": ("stt",),
    "elta": ("elta",),
    "nan": ("nan",),
    "map": ("map", "ومع"),
    "tap": ("tap", "وات"),
    "aps": ("aps", "واج"),
    "uni": ("uni", "वार्ता"),
    "pti": ("भाषा",),
    "kabar": ("kabar",),
    "report-az": ("report",),
    "apa": ("апа",),
    "leta": ("leta",),
    "delfi": ("delfi",),
    "andina": ("andina",),
    "pna": ("pna",),
    "cna": ("cna",),
    "kpl": ("kpl",),
    "sapa": ("sapa",),
    "srna": ("srna",),
    "mina": ("mina",),
    "nna": ("nna",),
    "ina": ("ina", "واع"),
    "ria-novosti": ("ria", "риа"),
    "ap": ("ا ب", "أ ب"),
}


def _sources(agencies: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {key(name): source for source, names in agencies.items() for name in names}


AGENCY_SOURCES: dict[str, str] = _sources(_AGENCIES)
"""Folded name -> source ID, of the names that stand without brackets."""

MARKED_SOURCES: dict[str, str] = _sources(_MARKED) | AGENCY_SOURCES
"""Folded name -> source ID, of all names that stand between brackets or slashes."""

OPENERS = frozenset({"cnn", "afp", "efe", "ansa", "tass", "тасс", "xinhua", "yonhap", "irna", "isna", "iqna", "kuna", "kyodo news", "ttxvn", "tto"})
"""Names that begin a story with nothing but a dash behind them: `CNN —`. No others: `AP - ` heads lists, `Reuters - `
is a sentence's subject.
"""

# Canonical name -> other forms of it, folded. An acronym is written as the agency itself writes it in Latin letters, a
# wire that passes on
# another's text counts as the wire; a name that is words stays in its own script: to translate it would be ours, not
# the document's.
_ONE_NAME: dict[str, tuple[str, ...]] = {
    "AP": ("associated press", "the associated press"),
    "AFP": ("agence france-presse", "أ ف ب"),
    "Reuters": ("reuter", "рейтер", "رویترز", "ロイター"),
    "TASS": ("тасс", "itar-tass", "итар-тасс"),
    "dpa": ("tca/dpa", "dpa-afx", "dpa/tmn"),
    "AsiaNet": ("prnewswire-asianet", "kyodo jbn-asianet", "medianet international-asianet"),
    "PRNewswire": ("pr newswire", "prnewswire-firstcall"),
    "IRNA": ("ایرنا", "ارنا"),
    "ISNA": ("ایسنا",),
    "IQNA": ("ایکنا", "اکنا"),
    "MNA": ("mehr news agency",),
    "SANA": ("سانا",),
    "WAM": ("وام",),
    "SPA": ("واس",),
    "KUNA": ("كونا",),
    "QNA": ("قنا",),
    "BNA": ("بنا",),
    "Petra": ("بترا",),
    "WAFA": ("وفا",),
    "APS": ("واج",),
    "TAP": ("وات",),
    "MAP": ("ومع",),
    "MENA": ("أ ش أ", "أ.ش.أ"),
    "INA": ("واع",),
    "APP": ("اے پی پی",),
    "BSS": ("বাসস",),
    "UNB": ("ইউএনবি",),
    "PTI": ("पीटीआई",),
    "ANI": ("एएनआई",),
    "IANS": ("आईएएनएस",),
    "UNN": ("унн",),
    "UNIAN": ("уніан", "униан"),
    "BTA": ("бта",),
    "APA": ("апа",),
    "KazTAG": ("казтаг",),
    "AMNA": ("ape-mpe", "απε-μπε"),
}
CANONICAL: dict[str, str] = {key(form): name for name, forms in _ONE_NAME.items() for form in forms}

SIGNING = frozenset((*MARKED_SOURCES, "agencies", "pa", "pa media", "cp"))
"""Names that sign a story below its last sentence; several agencies sign as such."""

SMALL = ("dpa",)
"""Names that agencies write in small letters, and that are no words."""

SENDERS = frozenset((*MARKED_SOURCES, "pa", "pa media", "press association"))
"""Names that a message's header gives for an agency. `PA` is one there, but a state behind an American place."""

HOUSES = (
    "AFP", "AP", "EPA", "EFE", "dpa", "PA", "NTB", "TT", "Reuters", "REUTERS", "Getty Images", "Getty", "Shutterstock", "iStock", "Imago",
    "IMAGO", "Keystone", "picture alliance", "Unsplash", "Pexels",
)
"""Who credits of pictures name beside the maker, as printed: agencies and picture libraries."""

SIGNING_HOUSES = ("dpa", "Reuters", "Getty Images", "Keystone", "picture alliance", "Imago")
"""Those of them that stand before the maker and are not printed in capitals: `Keystone/Ada Lovelace`."""
