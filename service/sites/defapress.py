"""Defa Press, Tehran. The English service numbers its stories apart from the Persian one."""

from copydesk.service.core.records import SiteProfile

PROFILES = (
    # Its own datelines say "(defapress)" in English text only: `TEHRAN (defapress)-`.
    SiteProfile("defapress", hosts=("en.defapress.ir",), time_zone="Asia/Tehran", agencies=("defapress",)),
    SiteProfile("defapress-fa", hosts=("defapress.ir",), time_zone="Asia/Tehran"),
)
