"""Mehr News, Tehran. Each language has its own subdomain and numbers: 157693 in English, 4902462 in Persian."""

from copydesk.service.core.records import SiteProfile

PROFILES = (
    SiteProfile("mehr", hosts=("en.mehrnews.com",), time_zone="Asia/Tehran", agencies=("mna", "mehr")),
    SiteProfile("mehr-fa", hosts=("mehrnews.com",), time_zone="Asia/Tehran"),
)
