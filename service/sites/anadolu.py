"""Anadolu Agency, Ankara."""

from copydesk.service.core.records import SiteProfile

PROFILES = (SiteProfile("aa", hosts=("aa.com.tr",), time_zone="Europe/Istanbul", agencies=("aa", "anadolu")),)
