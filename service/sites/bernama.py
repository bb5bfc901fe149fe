"""Bernama, Kuala Lumpur."""

from service.core.site import SiteProfile

PROFILES = (SiteProfile("bernama", hosts=("bernama.com",), time_zone="Asia/Kuala_Lumpur", agencies=("bernama",)),)
