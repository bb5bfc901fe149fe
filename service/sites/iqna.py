"""IQNA, Tehran: some twenty languages on one host."""

from copydesk.service.core.records import SiteProfile

PROFILES = (SiteProfile("iqna", hosts=("iqna.ir",), time_zone="Asia/Tehran", agencies=("iqna",)),)
