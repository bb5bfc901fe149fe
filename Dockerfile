# The worker and the command line in one image: `docker run ... copydesk <command>`.

FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/build && python -m venv --without-pip /opt/copydesk
WORKDIR /src
# The locks alone first, so that a change of our code does not install everything again.
COPY requirements requirements
# Wheels only: what would have to be compiled here would need a compiler here.
RUN /opt/build/bin/pip install --quiet --require-hashes --only-binary :all: -r requirements/build.lock \
 && /opt/build/bin/pip --python /opt/copydesk install --quiet --require-hashes --only-binary :all: -r requirements/runtime.lock
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY schemas schemas
COPY service service
RUN /opt/build/bin/hatchling build --target wheel \
 && /opt/build/bin/pip --python /opt/copydesk install --quiet --no-deps --no-index dist/*.whl

FROM python:3.11-slim-bookworm
# Nothing is installed here any more: no pip for whoever gets in.
RUN python -m pip uninstall --quiet --yes --root-user-action ignore setuptools wheel pip \
 && rm -r "$(python -c 'import ensurepip; print(ensurepip.__path__[0])')"
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Copydesk" \
      org.opencontainers.image.description="A news copy desk for machines: raw article documents in, clean, versioned articles out, over Kafka." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.base.name="docker.io/library/python:3.11-slim-bookworm"
ENV PATH=/opt/copydesk/bin:$PATH PYTHONUNBUFFERED=1 COPYDESK_HEALTH_PORT=8086 COPYDESK_STATE_DIR=/var/lib/copydesk/*
RUN groupadd --gid 10001 copydesk \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin copydesk \
 && install -d -o copydesk -g copydesk -m 750 /var/lib/copydesk
COPY --from=build /opt/copydesk /opt/copydesk
COPY service/shell/probe.py /opt/copydesk/probe.py
USER 10001:10001
# No VOLUME: one without a name stays behind when its container goes. Workers may share a named one: each takes a folder in it.
STOPSIGNAL SIGTERM
# Reading a lost memory back takes minutes where there are many stories. One that is ready earlier is healthy at once.
HEALTHCHECK --interval=10s --timeout=5s --start-period=300s --retries=3 CMD ["python", "-I", "-S", "/opt/copydesk/probe.py"]
ENTRYPOINT ["copydesk"]
CMD ["worker"]
