"""`python -m service` is `copydesk`."""

from service.cli import main

main()
