"""Al Jazeera, Doha: two services, each with its own numbers."""

from copydesk.service.core.records import SiteProfile

PROFILES = (
    SiteProfile("aljazeera", hosts=("aljazeera.com",), time_zone="Asia/Qatar"),
    SiteProfile("aljazeera-ar", hosts=("aljazeera.net",), time_zone="Asia/Qatar"),
)
