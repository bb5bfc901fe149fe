"""TASS, Moscow."""

from copydesk.service.core.records import SiteProfile

PROFILES = (
    SiteProfile("tass", hosts=("tass.com",), time_zone="Europe/Moscow", agencies=("tass",)),
    SiteProfile("tass-ru", hosts=("tass.ru",), time_zone="Europe/Moscow"),
)
