/** `publish:` of a spec, with the name in the registry filled in. */
import type { Publish } from "./model.js";
import type { Spec } from "./schema.js";

/** A repository on GitHub, from its URL. */
export interface GitHubRepository {
  readonly owner: string;
  readonly name: string;
}

/** `https://github.com/OWNER/NAME`, as browsers and git have it; undefined for any other place. */
export function gitHubRepository(url: string | undefined): GitHubRepository | undefined {
  const found = /^https:\/\/github\.com\/([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+?)(?:\.git)?\/?$/.exec(url ?? "");
  const [, owner, name] = found ?? [];
  return owner === undefined || name === undefined ? undefined : { owner, name };
}

/**
 * Where clients on other machines reach the server: the audience of its tokens, which is its public URL. Undefined
 * for one that only this machine or its network knows, which the registry does not take.
 */
export function publicUrl(audience: string | undefined): string | undefined {
  if (audience === undefined || !URL.canParse(audience)) return undefined;
  const { protocol, hostname } = new URL(audience);
  const isLocal = !hostname.includes(".") || /^[\d.]+$|^\[|\.(?:localhost|local|internal)$/.test(hostname);
  return protocol === "https:" && !isLocal ? audience : undefined;
}

export function buildPublish({ publish, server }: Spec): Publish {
  const { npm = false, bundle = false, registry = false } = publish ?? {};
  const name = registry === true ? registryNameOf(server) : registry;
  return { npm, bundle, ...(name === false || name === undefined ? {} : { registry: name }) };
}

/** The namespace that the registry gives to whoever can prove to be the repository's owner. */
function registryNameOf({ name, repository }: Spec["server"]): string | undefined {
  const owner = gitHubRepository(repository)?.owner;
  return owner === undefined ? undefined : `io.github.${owner}/${name}`;
}
