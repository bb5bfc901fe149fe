"""Trend, Baku. Prints its offset, +04:00 all year since 2016 and with summer time before."""

from copydesk.service.core.records import SiteProfile

PROFILES = (SiteProfile("trend", hosts=("en.trend.az",), time_zone="Asia/Baku", agencies=("trend",)),)
