"""Bernama, Kuala Lumpur."""

from copydesk.service.core.records import SiteProfile

PROFILES = (SiteProfile("bernama", hosts=("bernama.com",), time_zone="Asia/Kuala_Lumpur", agencies=("bernama",)),)
