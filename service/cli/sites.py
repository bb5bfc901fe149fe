"""`copydesk site`: profiles of publishers, from saved pages to what a desk is expected to read in them."""

from __future__ import annotations

import os
from pathlib import Path

import click

from copydesk.service.shell.errors import CopydeskError

VARIABLE = "COPYDESK_SITES"


@click.group()
def site() -> None:
    """Write a profile for a site that the general reader does not read well, check it, and list those in force."""


@site.command()
@click.argument("given", nargs=-1, required=True, metavar="[ADDRESS|PAGE]...")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where it goes. Not given: COPYDESK_SITES, else sites.",
)
@click.option("--source", help="Source ID of the publisher. Not given: made of the host, dailyplanet-example.")
def new(given: tuple[str, ...], folder: Path | None, source: str | None) -> None:
    """Write a profile from two or three saved pages, and say what the desk reads in them already and what not.

    PAGE is a file that a browser saved, ADDRESS where it is from: the first is that of the first page, and so on; a page
    without one is asked for its canonical link. Nothing is fetched.
    """
    from copydesk.service.shell.commands.sites.new_site import Asked, new_site

    for line in new_site(Asked(given, _folder(folder) or Path("sites"), source)):
        click.echo(line)


@site.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help="Write down what is read now as what is expected from now on.")
def check(folder: Path | None, update: bool) -> None:
    """Read all saved pages of a FOLDER of profiles anew: a line for each that reads otherwise than expected, and exit 1.

    FOLDER is COPYDESK_SITES where it is not given. What is wrong with a profile is a line each too, and so is a profile
    without saved pages, and saved pages without a profile.
    """
    from copydesk.service.shell.commands.sites.recorded import Checked
    from copydesk.service.shell.commands.sites.recorded import check as checks
    from copydesk.service.sites.written import BadProfile

    place = _folder(folder)
    if place is None:
        raise CopydeskError(f"no folder is named, and {VARIABLE} is not set")
    checked = Checked()
    try:
        for line in checks(place, checked, update=update):
            click.echo(line)
    except BadProfile as error:
        raise CopydeskError(error.lines[0]) from None
    if checked.faults:
        way_on = "; where what is read now is right, --update makes it what is expected" if checked.pages else ""
        raise CopydeskError(f"{checked.faults} of these, {_pages(checked.pages)} read{way_on}")
    if not checked.pages:
        raise CopydeskError(f"{place}: 0 pages read: no profile is there, and `copydesk site new` writes one")
    recorded = f", {checked.recorded} recorded anew" if checked.recorded else ""
    click.echo(f"{_pages(checked.pages)} {'reads' if checked.pages == 1 else 'read'} as expected{recorded}")


@site.command(name="list")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def list_(folder: Path | None) -> None:
    """List the profiles in force, the highest rank first: source, hosts, home zone, what it declares, where it is from."""
    from copydesk.service.shell.commands.sites.listed import listed

    for line in listed(_folder(folder)):
        click.echo(line)


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _folder(given: Path | None) -> Path | None:
    named = os.environ.get(VARIABLE)
    return given or (Path(named) if named else None)
