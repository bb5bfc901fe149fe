"""Kuwait News Agency."""

from copydesk.service.core.records import SiteProfile

PROFILES = (SiteProfile("kuna", hosts=("kuna.net.kw",), time_zone="Asia/Kuwait", agencies=("kuna",)),)
