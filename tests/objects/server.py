"""A bucket on loopback that speaks S3, for tests: moto's server, which is no S3 but keeps to what S3 documents, conditional
requests included.
"""

from __future__ import annotations

import http.client
import logging
from typing import Self

from moto.server import ThreadedMotoServer

BUCKET = "desk"


class ObjectServer:
    """One server with one bucket."""

    def __init__(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)

    @property
    def environment(self) -> dict[str, str]:
        """What a client of it needs."""
        host, port = self._server.get_host_and_port()
        return {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "of-the-test",
            "AWS_SECRET_ACCESS_KEY": "secret-of-the-test",
        }

    def __enter__(self) -> Self:
        self._server.start()
        host, port = self._server.get_host_and_port()
        connection = http.client.HTTPConnection(host, port, timeout=30)
        connection.request("PUT", f"/{BUCKET}")
        assert connection.getresponse().status == 200
        connection.close()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()
