"""Saudi Press Agency, Riyadh."""

from copydesk.service.core.records import SiteProfile

PROFILES = (SiteProfile("spa", hosts=("spa.gov.sa",), time_zone="Asia/Riyadh", agencies=("spa",)),)
