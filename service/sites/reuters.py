"""Reuters. Its times carry their zone (EST, GMT), so no home zone is declared: its bureaus print none in common."""

from copydesk.service.core.records import SiteProfile

PROFILES = (
    SiteProfile("reuters", hosts=("reuters.com",), agencies=("reuters",)),
    SiteProfile("reuters-fr", hosts=("fr.reuters.com",), time_zone="Europe/Paris"),
)
