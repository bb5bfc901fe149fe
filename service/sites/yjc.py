"""Young Journalists Club, Tehran."""

from service.core.site import SiteProfile

PROFILES = (SiteProfile("yjc", hosts=("yjc.ir", "yjc.news"), time_zone="Asia/Tehran", agencies=("yjc",)),)
