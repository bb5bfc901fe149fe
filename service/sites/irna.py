"""IRNA, Tehran."""

from copydesk.service.core.records import SiteProfile

PROFILES = (
    SiteProfile("irna", hosts=("en.irna.ir",), time_zone="Asia/Tehran", agencies=("irna", "ارنا")),
    SiteProfile("irna-fa", hosts=("irna.ir",), time_zone="Asia/Tehran"),
)
