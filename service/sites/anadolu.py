"""Anadolu Agency, Ankara."""

from service.core.site import SiteProfile

PROFILES = (SiteProfile("aa", hosts=("aa.com.tr",), time_zone="Europe/Istanbul", agencies=("aa", "anadolu")),)
