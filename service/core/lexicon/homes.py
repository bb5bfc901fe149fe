"""What a language tells of a date without saying it: the zone of its newsrooms, and whether the day stands first; and the
clocks that newsrooms have.
"""

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

ABROAD = frozenset({"sv-FI", "nl-SR", "nl-AW", "nl-CW", "ur-IN", "ne-IN", "de-NA"})
"""Tags of a language in a country where it has newsrooms with another zone than that of its home."""


def zone_of_language(tag: str) -> str | None:
    """The zone of a language's newsrooms, by its tag, `de` or `de-AT`; None where they are at home at several offsets."""
    return None if tag in ABROAD else next((LANGUAGE_ZONES[one] for one in _wider(tag) if one in LANGUAGE_ZONES), None)


def puts_day_first(tag: str) -> bool:
    """Whether the short dates of a language, by its tag, begin with the day: those of `pl-PL` and of `en-GB` do."""
    return tag not in OPEN_TAGS and any(one in DAY_FIRST_LANGUAGES for one in _wider(tag))


def _wider(tag: str) -> list[str]:
    """`zh-Hant-TW` as it is, then `zh-Hant`, then `zh`."""
    parts = tag.split("-")
    return ["-".join(parts[:most]) for most in range(len(parts), 0, -1)]


SPACED_COLON_LANGUAGES = frozenset({"fr"})
"""Written with a space before a colon."""

# CLDR's short date begins with the day. Not en by itself: its writers disagree, and the country or the zone has to tell.
DAY_FIRST_LANGUAGES = frozenset(
    "ar az be bg bn bs ca cs da de el es et fi fr gl gu he hi hr hy id is it ka kk lb lv mk ml mr ms nb nl nn no "
    "pl pt ro ru sk sl sq sr sw ta te th tr uk ur uz vi "
    "en-AU en-GB en-GH en-HK en-IE en-IN en-JM en-KE en-MT en-MY en-NG en-NZ en-PK en-SG en-TT en-UG en-ZM en-ZW".split()
)

OPEN_TAGS = frozenset({"es-PA", "es-PR", "fr-CA"})
"""Tags of such a language in a country where they do not."""

# The clocks of the world's newsrooms: every home zone has kept the time of one of these since 2015.
CLOCKS: tuple[str, ...] = tuple(
    """
    Pacific/Honolulu America/Anchorage America/Los_Angeles America/Phoenix America/Denver America/Mexico_City
    America/Guatemala America/Chicago America/Regina America/New_York America/Bogota America/Havana America/Port-au-Prince America/Cancun
    America/Halifax America/Santo_Domingo America/Caracas America/Asuncion America/Santiago America/St_Johns
    America/Sao_Paulo America/Cuiaba America/Argentina/Buenos_Aires America/Montevideo America/Nuuk America/Miquelon
    Atlantic/Azores Atlantic/Cape_Verde Europe/London Europe/Dublin Africa/Abidjan Africa/Casablanca
    Europe/Berlin Africa/Lagos Africa/Johannesburg Africa/Windhoek Africa/Cairo Africa/Tripoli Europe/Athens Europe/Chisinau Europe/Kyiv
    Asia/Beirut Asia/Jerusalem Asia/Hebron Asia/Amman Asia/Damascus Africa/Khartoum Africa/Juba Europe/Istanbul
    Europe/Moscow Europe/Minsk Asia/Riyadh Africa/Nairobi Asia/Baghdad Asia/Tehran Asia/Dubai Asia/Yerevan Asia/Baku
    Europe/Samara Asia/Kabul Asia/Karachi Asia/Tashkent Asia/Yekaterinburg Asia/Almaty Asia/Qyzylorda Asia/Kolkata
    Asia/Kathmandu Asia/Dhaka Asia/Bishkek Asia/Omsk Asia/Novosibirsk Asia/Yangon Asia/Bangkok Asia/Jakarta Asia/Hovd
    Asia/Krasnoyarsk Asia/Shanghai Asia/Singapore Asia/Manila Asia/Ulaanbaatar Asia/Irkutsk Australia/Perth Asia/Tokyo
    Asia/Seoul Asia/Pyongyang Asia/Yakutsk Australia/Darwin Australia/Adelaide Australia/Brisbane Australia/Sydney
    Pacific/Port_Moresby Asia/Vladivostok Pacific/Guadalcanal Asia/Magadan Pacific/Fiji Pacific/Auckland
    Pacific/Tongatapu Pacific/Apia
    """.split()
)
