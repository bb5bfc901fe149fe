"""`python -m copydesk` is `copydesk`."""

from copydesk.service.cli import main

main()
