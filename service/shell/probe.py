"""The image's health check: asks the worker's health port, says what it answers, ends with 0 or 1.

`python -I -S probe.py [ready|live]`. A file of its own that imports almost nothing, because it runs every few seconds beside a
worker that needs the processor: `copydesk health` says the same for people, and takes as long as a start of Copydesk.
"""

import _socket  # what `socket` is made of; `socket` itself takes twice as long to import as all the rest
import os
import sys

TIMEOUT_SECONDS = 4
ANYWHERE = {"0.0.0.0": "127.0.0.1"}


def ask(host: str, port: int, path: str) -> bytes:
    """The whole answer, head and body."""
    family, kind, protocol, _, address = _socket.getaddrinfo(host, port, 0, _socket.SOCK_STREAM)[0]
    connection = _socket.socket(family, kind, protocol)
    connection.settimeout(TIMEOUT_SECONDS)
    connection.connect(address)
    connection.send(f"GET /{path} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
    answer = b""
    while part := connection.recv(65536):
        answer += part
    connection.close()
    return answer


def main() -> int:
    """Exit code of the probe."""
    host, port = os.environ.get("COPYDESK_HEALTH_HOST", "127.0.0.1"), os.environ.get("COPYDESK_HEALTH_PORT", "0")
    path = sys.argv[1] if len(sys.argv) > 1 else "ready"
    if port == "0":
        print("COPYDESK_HEALTH_PORT is not set: the worker has no health port")
        return 1
    try:
        head, _, body = ask(ANYWHERE.get(host, host), int(port), path).partition(b"\r\n\r\n")
    except (OSError, ValueError) as error:
        print(f"no worker answers at {host}:{port}: {error}")
        return 1
    print(body.decode(errors="replace"))
    return 0 if head.split()[1:2] == [b"200"] else 1


if __name__ == "__main__":
    sys.exit(main())
