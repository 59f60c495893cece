/**
 * Base images by digest, so that the same Dockerfile makes the same image. Each digest is the one that several public
 * projects pinned for the tag in autumn 2026; `scripts/pin-images.mjs` of the generated project asks the registries.
 */
export type Image = "build" | "run" | "edge" | "store" | "postgres";

export const images: Readonly<Record<Image, string>> = {
  // 24.18.0
  build: "node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d",
  // The same Debian: what npm installed for one runs on the other. No shell, user 65532.
  run: "gcr.io/distroless/nodejs24-debian12:nonroot@sha256:14d42e2511532589a7c7e01a753667a74fcc96266e137e8125006b87b0c32d0a",
  edge: "nginxinc/nginx-unprivileged:1.30-alpine@sha256:ed04ec1ff34502c339ee5c3ae3f855442398edc1d05591e2b98981dcbbd20b1e",
  store: "valkey/valkey:9-alpine@sha256:ee91f7a174ac4d6a6b0685b3a60e321f0a9dbbb691f9b0e285be2ba1d1be8328",
  postgres: "postgres:17-alpine@sha256:742f40ea20b9ff2ff31db5458d127452988a2164df9e17441e191f3b72252193",
};
