"""Words that the enricher `places` goes by: regions and their short forms, names of countries that CLDR does not have, who is of
where, and what stands before and behind names in English.
"""

from __future__ import annotations

# Code of an American state -> where its middle is, and how wires shorten it.
_STATES = """
AL 32.75 -86.75 Ala.|AK 64.0 -150.0|AZ 34.5 -111.5 Ariz.|AR 34.75 -92.5 Ark.|CA 37.25 -119.75 Calif.|CO 39.0 -105.5 Colo.|CT 41.67 -72.67 Conn.
DE 39.0 -75.5 Del.|DC 38.92 -77.0 D.C.|FL 28.75 -82.5 Fla.|GA 32.75 -83.5 Ga.|HI 20.75 -156.5|ID 44.5 -114.25|IL 40.0 -89.25 Ill.|IN 40.0 -86.25 Ind.
IA 42.0 -93.5|KS 38.5 -98.5 Kan.|KY 38.2 -84.88 Ky.|LA 31.0 -92.0 La.|ME 45.5 -69.25|MD 39.0 -76.75 Md.|MA 42.37 -71.11 Mass.|MI 44.25 -85.5 Mich.
MN 46.25 -94.25 Minn.|MS 32.75 -89.75 Miss.|MO 38.25 -92.5 Mo.|MT 47.0 -109.75 Mont.|NE 41.5 -99.75 Neb.|NV 39.25 -116.75 Nev.|NH 43.67 -71.5 N.H.
NJ 40.17 -74.5 N.J.|NM 34.5 -106.0 N.M.|NY 43.0 -75.5 N.Y.|NC 35.5 -80.0 N.C.|ND 47.5 -100.0 N.D.|OH 40.25 -83.0|OK 35.49 -97.5 Okla.|OR 44.0 -120.5 Ore.
PA 40.27 -76.91 Pa.|RI 41.75 -71.5 R.I.|SC 34.0 -81.0 S.C.|SD 44.5 -100.25 S.D.|TN 35.75 -86.25 Tenn.|TX 31.25 -99.25 Tex.|UT 39.25 -111.75
VT 44.0 -72.75 Vt.|VA 37.55 -77.45 Va.|WA 47.5 -120.5 Wash.|WV 38.5 -80.5 W.Va. W._Va.|WI 44.5 -90.0 Wis.|WY 43.0 -107.5 Wyo.
"""
_STATE_ROWS = (one.split() for one in _STATES.replace("\n", "|").split("|") if one)
STATES: dict[str, tuple[float, float, tuple[str, ...]]] = {
    code: (float(lat), float(lon), tuple(name.replace("_", " ") for name in short))
    for code, lat, lon, *short in _STATE_ROWS
}

# GeoNames' number, country and its part there, middle, names.
_REGIONS = """
5883102 CA 01 52.28 -117.47 Alberta, Alta.
5909050 CA 02 53.99 -125.0 British Columbia, B.C.
6065171 CA 03 55.0 -97.0 Manitoba, Man.
6087430 CA 04 46.5 -66.75 New Brunswick, N.B.
6354959 CA 05 52.0 -56.0 Newfoundland and Labrador, Newfoundland
6091530 CA 07 45.0 -63.0 Nova Scotia, N.S.
6093943 CA 08 49.25 -84.5 Ontario, Ont.
6113358 CA 09 46.33 -63.5 Prince Edward Island, P.E.I.
6115047 CA 10 52.0 -72.0 Quebec, Québec, Que.
6141242 CA 11 54.0 -106.0 Saskatchewan, Sask.
6185811 CA 12 63.0 -135.0 Yukon
6091069 CA 13 65.0 -118.0 Northwest Territories
6091732 CA 14 70.0 -90.0 Nunavut
2155400 AU 02 -33.0 146.0 New South Wales, NSW
2064513 AU 03 -20.0 134.0 Northern Territory
2152274 AU 04 -20.0 145.0 Queensland
2061327 AU 05 -30.0 135.0 South Australia
2147291 AU 06 -42.0 147.0 Tasmania
2058645 AU 08 -25.0 122.0 Western Australia
6269131 GB ENG 52.16 -0.70 England
2638360 GB SCT 56.0 -4.0 Scotland
2634895 GB WLS 52.5 -3.5 Wales
2641364 GB NIR 54.5 -6.5 Northern Ireland
1255053 IN 25 11.0 78.0 Tamil Nadu
1267701 IN 19 14.67 75.83 Karnataka
1267254 IN 13 10.0 76.5 Kerala
1264418 IN 16 19.5 76.0 Maharashtra
1253626 IN 36 27.25 80.75 Uttar Pradesh
"""
REGIONS = tuple(one.split(" ", 5) for one in _REGIONS.strip().split("\n"))

# Names of countries in English beside CLDR's.
_COUNTRIES = """
US: U.S., US, U.S.A., USA, America, United States of America|GB: U.K., UK, Britain, Great Britain|CZ: Czech Republic|TR: Turkey|MM: Burma, Myanmar
CD: Democratic Republic of Congo, Democratic Republic of the Congo, DR Congo, DRC|CG: Republic of Congo|CI: Ivory Coast, Cote d'Ivoire|VA: Vatican, Vatican City
PS: Palestine, Gaza, Gaza Strip, West Bank, Palestinian territories|BA: Bosnia, Bosnia-Herzegovina|MK: Macedonia|SZ: Swaziland, Eswatini|AE: UAE, U.A.E., Emirates
HK: Hong Kong|MO: Macau, Macao|SY: Syria|KP: North Korea|KR: South Korea, Korea|TL: East Timor|CV: Cape Verde|IE: Republic of Ireland|TT: Trinidad|NL: Holland, The Netherlands
BS: The Bahamas|GM: The Gambia|SA: Kingdom of Saudi Arabia|VC: St. Vincent|LC: St. Lucia, Saint Lucia|KN: St. Kitts|SS: South Sudan|XK: Kosovo|TW: Taiwan|CN: PRC
"""
COUNTRIES = {
    name: code
    for code, _, names in (one.partition(": ") for one in _COUNTRIES.strip().replace("\n", "|").split("|"))
    for name in names.split(", ")
}

# Who is of where: that a text is of a country, but no place in it.
_DEMONYMS = """
US American|GB British Briton English Scottish Welsh|FR French Frenchman|DE German|IT Italian|ES Spanish Spaniard|PT Portuguese|NL Dutch|BE Belgian|CH Swiss|AT Austrian
SE Swedish Swede|NO Norwegian|DK Danish Dane|FI Finnish Finn|IS Icelandic|IE Irish|PL Polish Pole|CZ Czech|SK Slovak|HU Hungarian|RO Romanian|BG Bulgarian|GR Greek|TR Turkish Turk
RU Russian|UA Ukrainian|BY Belarusian Belarussian|LT Lithuanian|LV Latvian|EE Estonian|GE Georgian|AM Armenian|AZ Azerbaijani Azeri|KZ Kazakh|UZ Uzbek|KG Kyrgyz|TJ Tajik|TM Turkmen
RS Serbian Serb|HR Croatian Croat|SI Slovenian Slovene|BA Bosnian|ME Montenegrin|MK Macedonian|AL Albanian|XK Kosovan Kosovar|CY Cypriot|MT Maltese|LU Luxembourgish
IL Israeli|PS Palestinian|LB Lebanese|SY Syrian|JO Jordanian|IQ Iraqi|IR Iranian|SA Saudi|YE Yemeni|OM Omani|AE Emirati|QA Qatari|BH Bahraini|KW Kuwaiti|EG Egyptian|LY Libyan|TN Tunisian
DZ Algerian|MA Moroccan|SD Sudanese|ET Ethiopian|ER Eritrean|SO Somali|KE Kenyan|UG Ugandan|TZ Tanzanian|RW Rwandan|BI Burundian|CD Congolese|AO Angolan|ZM Zambian|ZW Zimbabwean
ZA South-African|NA Namibian|BW Botswanan|MZ Mozambican|MW Malawian|NG Nigerian|GH Ghanaian|CI Ivorian|SN Senegalese|ML Malian|CM Cameroonian|TD Chadian|LR Liberian|SL Sierra-Leonean
IN Indian|PK Pakistani|BD Bangladeshi|LK Sri-Lankan|NP Nepali Nepalese|BT Bhutanese|AF Afghan|CN Chinese|JP Japanese|KR South-Korean Korean|KP North-Korean|TW Taiwanese|MN Mongolian
VN Vietnamese|TH Thai|KH Cambodian|LA Laotian|MM Burmese|MY Malaysian|SG Singaporean|ID Indonesian|PH Filipino Philippine|AU Australian|NZ New-Zealander|FJ Fijian|CA Canadian|MX Mexican
CU Cuban|HT Haitian|DO Dominican|JM Jamaican|GT Guatemalan|HN Honduran|SV Salvadoran|NI Nicaraguan|CR Costa-Rican|PA Panamanian|CO Colombian|VE Venezuelan|EC Ecuadorian|PE Peruvian
BO Bolivian|CL Chilean|AR Argentine Argentinian|UY Uruguayan|PY Paraguayan|BR Brazilian
"""
_OF = (
    (code, name.replace("-", " "))
    for code, *names in (one.split() for one in _DEMONYMS.strip().replace("\n", "|").split("|"))
    for name in names
)
DEMONYMS = {form: code for code, name in _OF for form in (name, f"{name}s")}
NO_COUNTRY = ("European", "Europeans", "African", "Africans", "Asian", "Asians", "Arab", "Arabs", "Kurdish", "Kurds")
"""Who is of no one country."""

DOUBTFUL_COUNTRIES = frozenset(
    "Georgia Jordan Chad Guinea Jersey Turkey Dominica Niger Congo Reunion Réunion Guernsey Bonaire".split()
)
"""Names that something else has as well."""

WHERE = frozenset(
    "in at near from outside across around into throughout inside to of through toward towards via between".split()
)
IN = frozenset("in near outside at from".split())
BEFORE_PLACES = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest northeastern northwestern "
    "southeastern southwestern central downtown greater metro metropolitan upper lower inner outer nearby mainland".split()
)
SMALL_WORDS = frozenset(
    "the a an this that these those in at from near for on of to by with and but or if as when while after before since until "
    "is was are were be has have had he she it they we you i his her its their our my not no so yet then there here what who where why "
    "how which both all some many most more one two three four five six seven eight nine ten also across around outside inside through "
    "under over between among during about against into like than once now today yesterday meanwhile however although though because "
    "only even still just every each another other former late old despite amid within without via per both either neither unlike".split()
)
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
OFFICES_BEHIND = frozenset(
    "mayor gov governor sen senator rep congressman congresswoman president prime minister police attorney judge councilman councilwoman "
    "councillor mp lawmaker native police fire city council selectman selectmen native resident residents man woman officials authorities lawyer businessman".split()
)
NOT_BEFORE = frozenset(
    "university college school high academy institute post times daily journal tribune herald news gazette chronicle press star sun globe "
    "observer examiner inquirer mirror telegraph guardian record street st avenue ave road rd lane drive dr boulevard blvd court ct way square "
    "bridge park hall house hotel hospital center centre church cathedral museum theatre theater library airport station stadium arena bank group inc "
    "corp company co ltd llc plc club fc united city rovers association foundation fund trust society committee commission council board "
    "department county parish township river lake creek mountain mountains mount island islands beach bay valley hill hills county's "
    "open cup marathon festival symphony orchestra opera ballet exchange agreement treaty accord summit conference act protocol "
    "jr sr ii iii".split()
)
NO_PLACES = frozenset({"White House", "United Nations", "Central", "God", *(month.capitalize() for month in TIMES)})
"""Names of cities that mean something else in all texts, or nearly."""

LANGUAGES = frozenset("en ar de es fa fr ru zh".split())
IN_OF = {
    "ar": frozenset({"في", "وفي"}),
    "de": frozenset("in nach aus bei".split()),
    "es": frozenset("en desde".split()),
    "fa": frozenset({"در"}),
    "fr": frozenset({"à"}),
    "ru": frozenset({"в", "из"}),
    "zh": frozenset(),
}
IN_WITHOUT_SPACES = ("在", "于", "從", "从", "赴", "抵达", "抵達")
OTHER_COUNTRIES = {
    "ar": {"أمريكا": "US", "بريطانيا": "GB", "الإمارات": "AE"},
    "de": {"USA": "US", "Großbritannien": "GB"},
    "es": {"EE.UU.": "US", "EE. UU.": "US", "EEUU": "US", "Gran Bretaña": "GB"},
    "fa": {"آمریکا": "US", "امریکا": "US", "ایالات متحده": "US", "انگلیس": "GB", "امارات": "AE"},
    "fr": {"Etats-Unis": "US", "Grande-Bretagne": "GB"},
    "ru": {"США": "US", "КНР": "CN", "ОАЭ": "AE", "КНДР": "KP", "ФРГ": "DE", "Белоруссия": "BY"},
    "zh": {"美國": "US", "中國": "CN", "俄罗斯": "RU", "俄羅斯": "RU", "英國": "GB", "德國": "DE", "法國": "FR"},
}
"""Beside CLDR's."""
WORDS_TOO = {
    "ar": frozenset({"مالي", "عمان", "قطر", "عُمان"}),
    "es": frozenset({"Granada", "Guinea"}),
    "fa": frozenset({"مالی", "غنا", "چاد", "پرو", "عمان", "قطر"}),
    "ru": frozenset({"Того", "Мали", "Чад"}),
    "zh": frozenset({"马里", "印度", "约旦", "荷兰"}),
}
"""Names of countries that are words as well, or parts of other names: `того`, Mali in 马里兰, `financial`."""
