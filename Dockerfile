# Builds the command with its page in it, then leaves the compilers behind.
FROM rust:1.95-slim-bookworm AS build
# The page is built by Node.js; its official image carries the version that the lock was made with.
COPY --from=node:20-bookworm-slim /usr/local/bin/node /usr/local/bin/node
COPY --from=node:20-bookworm-slim /usr/local/lib/node_modules /usr/local/lib/node_modules
# The compiler is for SQLite and for the cryptography of TLS, whose sources come with their crates.
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && apt-get update \
 && apt-get install -y --no-install-recommends libc6-dev gcc \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
RUN cargo build --release --locked --package traceboard \
 && install -D target/release/traceboard /out/traceboard \
 && install -d -m 0750 /out/data

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --no-create-home traceboard
COPY --from=build /out/traceboard /usr/local/bin/traceboard
COPY --from=build --chown=10001:10001 /out/data /data
USER 10001
# Only the embedded log writes here; with --redis the folder stays empty.
VOLUME /data
ENV TRACEBOARD_LISTEN=0.0.0.0:7777
# Not TRACEBOARD_DATA: that and TRACEBOARD_REDIS exclude each other.
ENV XDG_DATA_HOME=/data
EXPOSE 7777
# SIGTERM drains: sockets are closed with a hint when to come back.
STOPSIGNAL SIGTERM
# Whether a server is healthy, the proxy asks it itself (/readyz); the image holds no tool that could.
HEALTHCHECK NONE
ENTRYPOINT ["traceboard"]
CMD ["serve"]
