"""Xinhua, Beijing."""

from copydesk.service.core.records import SiteProfile

PROFILES = (
    SiteProfile("xinhua", hosts=("english.news.cn", "xinhuanet.com"), time_zone="Asia/Shanghai", agencies=("xinhua",)),
)
