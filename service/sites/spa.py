"""Saudi Press Agency, Riyadh."""

from service.core.site import SiteProfile

PROFILES = (SiteProfile("spa", hosts=("spa.gov.sa",), time_zone="Asia/Riyadh", agencies=("spa",)),)
