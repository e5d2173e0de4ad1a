FROM golang:1.26-bookworm AS build
WORKDIR /src
# Where the modules come from, if not from where Go looks by itself.
ARG GOPROXY
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# The tag ne leaves out dictionaries of gse (32 MB) that are never read.
RUN CGO_ENABLED=0 go build -tags ne -trimpath -ldflags="-s -w" -o /out/fatiao ./cmd/fatiao && mkdir -p /out/data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/fatiao /fatiao
# The volume takes over the owner of this folder when it is first made.
COPY --from=build --chown=nonroot:nonroot /out/data /data
# The cache is of compiled code for reading PDFs; a container with a read-only root has
# /tmp of its own.
ENV FATIAO_DATA=/data FATIAO_ADDR=0.0.0.0:8080 XDG_CACHE_HOME=/tmp
VOLUME /data
EXPOSE 8080
USER nonroot
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s CMD ["/fatiao", "health"]
ENTRYPOINT ["/fatiao"]
CMD ["serve"]
