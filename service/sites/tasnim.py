"""Tasnim, Tehran."""

from copydesk.service.core.records import SiteProfile

PROFILES = (
    SiteProfile("tasnim", hosts=("tasnimnews.com", "tasnimnews.ir"), time_zone="Asia/Tehran", agencies=("tasnim",)),
)
