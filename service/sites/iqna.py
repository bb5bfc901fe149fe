"""IQNA, Tehran: some twenty languages on one host."""

from service.core.site import SiteProfile

PROFILES = (SiteProfile("iqna", hosts=("iqna.ir",), time_zone="Asia/Tehran", agencies=("iqna",)),)
