"""Corriere della Sera, Milan: its addresses hold the day with the month in letters, `/25_gennaio_05/`."""

from copydesk.service.core.records import SiteProfile

PROFILES = (
    SiteProfile(
        "corriere-it",
        hosts=("corriere.it",),
        time_zone="Europe/Rome",
        dated_paths=(("short-year", r"/(?P<year>\d\d)_(?P<name>[^\W\d_]{3,12})_(?P<day>\d\d)(?=/)"),),
    ),
)
