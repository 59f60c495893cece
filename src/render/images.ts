import { gitHubRepository } from "../spec/build-publish.js";
import type { ServerModel } from "../spec/model.js";

/**
 * Base images by digest, so that the same Dockerfile makes the same image. Each digest is the one that several public
 * projects pinned for the tag in autumn 2026; `scripts/pin-images.mjs` of the generated project asks the registries.
 */
export type Image = "build" | "run" | "edge" | "store" | "postgres" | "mariadb";

export const images: Readonly<Record<Image, string>> = {
  // 24.18.0
  build: "node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d",
  // The same Debian: what npm installed for one runs on the other. No shell, user 65532.
  run: "gcr.io/distroless/nodejs24-debian12:nonroot@sha256:14d42e2511532589a7c7e01a753667a74fcc96266e137e8125006b87b0c32d0a",
  edge: "nginxinc/nginx-unprivileged:1.30-alpine@sha256:ed04ec1ff34502c339ee5c3ae3f855442398edc1d05591e2b98981dcbbd20b1e",
  store: "valkey/valkey:9-alpine@sha256:ee91f7a174ac4d6a6b0685b3a60e321f0a9dbbb691f9b0e285be2ba1d1be8328",
  postgres: "postgres:17-alpine@sha256:742f40ea20b9ff2ff31db5458d127452988a2164df9e17441e191f3b72252193",
  // 11.8.9
  mariadb: "mariadb:11.8@sha256:2d2f4095530294735a857cfe22bb101e19b0849b416911c796ec4aa81b164a62",
};

/** There is an image: every host that runs containers needs one. */
export const isImaged = ({ deploy }: Pick<ServerModel, "deploy">): boolean =>
  deploy.container || deploy.kubernetes || deploy.cloudRun;

/** A label of DNS that begins with a letter, with room for suffixes of ours: what registries and hosts take. */
export function imageName(name: string): string {
  const label = name.replace(/[^a-z0-9]+/g, "-").replace(/^-/, "");
  return (/^[a-z]/.test(label) ? label : `mcp-${label}`).slice(0, 40).replace(/-$/, "");
}

/**
 * Where the workflow of a release pushes images, without a tag: GitHub's registry, which takes lower case only.
 * Undefined when it pushes none, or to a place that the spec does not know.
 */
export function pushedImage({ ci, deploy, server }: ServerModel): string | undefined {
  const repository = gitHubRepository(server.repository);
  if (ci !== "github" || !isImaged({ deploy }) || repository === undefined) return undefined;
  return `ghcr.io/${repository.owner.toLowerCase()}/${imageName(server.name)}`;
}
