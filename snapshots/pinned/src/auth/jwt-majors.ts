import type { Logger } from "pino";
import type { Auth } from "./auth.js";
import { issuerKeys } from "./issuer-keys.js";
import { jwtAuth, type JwtSettings } from "./jwt.js";

/** Authentication at the server's path, and the endpoints of its majors with theirs. */
export interface JwtOfMajors<Endpoint> {
  readonly auth: Auth;
  readonly also: readonly (Endpoint & { readonly auth: Auth })[];
}

/**
 * Each endpoint is a resource of its own with its own metadata (RFC 9728), since clients compare the resource with the
 * URL that they call. A token for one of them is good at all: they are one server, and whoever may call it may choose.
 * @param path of the server's own endpoint, which `audience` names.
 */
export function jwtOfMajors<Endpoint extends { readonly path: string }>(
  settings: JwtSettings,
  path: string,
  endpoints: readonly Endpoint[],
  log: Logger,
): JwtOfMajors<Endpoint> {
  const resource = (at: string): string => resourceAt(settings.audience, path, at);
  const accepts = [settings.audience, ...endpoints.map((one) => resource(one.path))];
  const keys = issuerKeys(settings.issuer, settings.jwksUri);
  const main = jwtAuth({ ...settings, accepts }, log, keys);
  const also = endpoints.map((one) => ({
    ...one,
    auth: jwtAuth({ ...settings, audience: resource(one.path), accepts }, log, keys),
  }));
  // Asked for at paths that no endpoint has, so the server's own one answers for all.
  const documents = Object.assign({}, ...also.map(({ auth }) => auth.documents), main.documents);
  return { auth: { ...main, documents }, also };
}

/** The audience with another path, where it names the server's. One that names the host alone stands for all below. */
function resourceAt(audience: string, path: string, at: string): string {
  const url = new URL(audience);
  if (!url.pathname.endsWith(path) || path === "/") return audience;
  url.pathname = url.pathname.slice(0, -path.length) + at;
  return url.href;
}
