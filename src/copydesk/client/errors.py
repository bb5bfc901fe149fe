"""What the client library and the service end with, from the top: each message is one line for a person, and says what to do where
somebody can do it.
"""

from __future__ import annotations


class CopydeskError(Exception):
    """Something that is no bug of the program that meets it. The command line prints it and exits with 1."""


class PublishError(CopydeskError):
    """What publishing can end with; the classes of it say whether it helps to try again."""


class ReaderError(CopydeskError):
    """What reading can end with."""


class Unreachable(PublishError, ReaderError, ConnectionError):
    """At the start: no broker answers. To who publishes also: the topic is not there."""
