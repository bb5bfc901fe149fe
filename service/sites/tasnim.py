"""Tasnim, Tehran."""

from service.core.site import SiteProfile

PROFILES = (SiteProfile("tasnim", hosts=("tasnimnews.com", "tasnimnews.ir"), time_zone="Asia/Tehran", agencies=("tasnim",)),)
