"""Young Journalists Club, Tehran."""

from copydesk.service.core.records import SiteProfile

PROFILES = (SiteProfile("yjc", hosts=("yjc.ir", "yjc.news"), time_zone="Asia/Tehran", agencies=("yjc",)),)
