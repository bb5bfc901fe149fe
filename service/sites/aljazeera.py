"""Al Jazeera, Doha: two services, each with its own numbers."""

from service.core.site import SiteProfile

PROFILES = (
    SiteProfile("aljazeera", hosts=("aljazeera.com",), time_zone="Asia/Qatar"),
    SiteProfile("aljazeera-ar", hosts=("aljazeera.net",), time_zone="Asia/Qatar"),
)
