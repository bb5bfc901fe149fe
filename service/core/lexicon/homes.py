"""What a language tells of a date without saying it: the zone of its newsrooms, and whether the day stands first."""

from __future__ import annotations

# Only languages that are at home at one offset: every country where CLDR has them as official keeps the same time, but
# for
# the exceptions that the test names, whose press is small or known by its domain (.af, .fi). Not en, es, fr, pt, ar,
# ru, id and
# bn, at home at several; not am, whose clock begins at sunrise.
LANGUAGE_ZONES: dict[str, str] = {
    "az": "Asia/Baku",
    "be": "Europe/Minsk",
    "bg": "Europe/Sofia",
    "bs": "Europe/Sarajevo",
    "ca": "Europe/Madrid",
    "cs": "Europe/Prague",
    "cy": "Europe/London",
    "da": "Europe/Copenhagen",
    "de": "Europe/Berlin",
    "el": "Europe/Athens",
    "et": "Europe/Tallinn",
    "eu": "Europe/Madrid",
    "fa": "Asia/Tehran",
    "fi": "Europe/Helsinki",
    "fil": "Asia/Manila",
    "ga": "Europe/Dublin",
    "gl": "Europe/Madrid",
    "gu": "Asia/Kolkata",
    "he": "Asia/Jerusalem",
    "hi": "Asia/Kolkata",
    "hr": "Europe/Zagreb",
    "hu": "Europe/Budapest",
    "hy": "Asia/Yerevan",
    "is": "Atlantic/Reykjavik",
    "it": "Europe/Rome",
    "ja": "Asia/Tokyo",
    "ka": "Asia/Tbilisi",
    "km": "Asia/Phnom_Penh",
    "kn": "Asia/Kolkata",
    "ko": "Asia/Seoul",
    "lb": "Europe/Luxembourg",
    "lo": "Asia/Vientiane",
    "lt": "Europe/Vilnius",
    "lv": "Europe/Riga",
    "mk": "Europe/Skopje",
    "ml": "Asia/Kolkata",
    "mr": "Asia/Kolkata",
    "ms": "Asia/Kuala_Lumpur",
    "mt": "Europe/Malta",
    "my": "Asia/Yangon",
    "nb": "Europe/Oslo",
    "ne": "Asia/Kathmandu",
    "nl": "Europe/Amsterdam",
    "nn": "Europe/Oslo",
    "no": "Europe/Oslo",
    "pl": "Europe/Warsaw",
    "ro": "Europe/Bucharest",
    "si": "Asia/Colombo",
    "sk": "Europe/Bratislava",
    "sl": "Europe/Ljubljana",
    "sq": "Europe/Tirane",
    "sr": "Europe/Belgrade",
    "sv": "Europe/Stockholm",
    "te": "Asia/Kolkata",
    "th": "Asia/Bangkok",
    "tl": "Asia/Manila",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv",
    "ur": "Asia/Karachi",
    "uz": "Asia/Tashkent",
    "vi": "Asia/Ho_Chi_Minh",
    "xh": "Africa/Johannesburg",
    "zh": "Asia/Shanghai",
    "zh-Hant": "Asia/Taipei",
    "zu": "Africa/Johannesburg",
}

SPACED_COLON_LANGUAGES = frozenset({"fr"})
"""Written with a space before a colon."""

# CLDR's short date begins with the day. Not en: its writers disagree, and the zone has to tell.
DAY_FIRST_LANGUAGES = frozenset(
    "ar az be bg bn bs ca cs da de el es et fi fr gl gu he hi hr hy id is it ka kk lb lv mk ml mr ms nb nl nn no "
    "pl pt ro ru sk sl sq sr sw ta te th tr uk ur uz vi".split()
)
