"""Kuwait News Agency."""

from service.core.site import SiteProfile

PROFILES = (SiteProfile("kuna", hosts=("kuna.net.kw",), time_zone="Asia/Kuwait", agencies=("kuna",)),)
