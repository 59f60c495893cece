/** The parts of a spec around the tools. */
import { quoted } from "../../diagnostics/printable.js";
import { parseVersion } from "../semver.js";
import { written, writtenKeys, type Rule } from "./rule.js";

export const semanticVersion: Rule = {
  name: "semantic-version",
  codes: ["MCP1202"],
  check({ spec }, report) {
    const { version } = spec.server;
    if (parseVersion(version) !== undefined) return;
    const numbers = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(version.trim());
    const meant =
      numbers === null ? undefined : [1, 2, 3].map((group) => Number(numbers[group] ?? 0)).join(".");
    report("MCP1202", ["server", "version"], `${quoted(version)} is not a semantic version`, {
      ...(meant === undefined ? {} : { label: `did you mean "${meant}"?` }),
    });
  },
};

export const someTool: Rule = {
  name: "some-tool",
  codes: ["MCP1201"],
  check(context, report) {
    const value = written(context, ["tools"]);
    if (typeof value !== "object" || value === null || Object.keys(value).length > 0) return;
    report("MCP1201", ["tools"], "the spec has no tools", { at: "key" });
  },
};

export const someTransport: Rule = {
  name: "some-transport",
  codes: ["MCP1203"],
  check(context, report) {
    const { transports } = context.spec;
    if (transports === undefined) return;
    const isOn = (name: string) =>
      ![undefined, false].includes(written(context, ["transports", name]) as undefined);
    if (isOn("stdio") || isOn("http")) return;
    report("MCP1203", ["transports"], "no transport is switched on", { at: "key" });
  },
};

export const oneAuthentication: Rule = {
  name: "one-authentication",
  codes: ["MCP1231"],
  check(context, report) {
    const keys = writtenKeys(context, ["auth"]);
    if (!keys.includes("jwt") || !keys.includes("apiKeys")) return;
    report("MCP1231", ["auth", "apiKeys"], "auth has both jwt and apiKeys", { at: "key" });
  },
};

/** Where every server says how it is, to whoever asks. */
const healthPaths = new Set(["/livez", "/readyz"]);

export const endpointPath: Rule = {
  name: "endpoint-path",
  codes: ["MCP1263"],
  check({ spec }, report) {
    const http = spec.transports?.http;
    const path = typeof http === "object" ? http.path : undefined;
    if (path === undefined) return;
    const asked = new URL(`http://localhost${path}`).pathname;
    const place = ["transports", "http", "path"];
    if (healthPaths.has(path)) report("MCP1263", place, `${quoted(path)} tells whether the server is up`);
    else if (asked !== path)
      report("MCP1263", place, `clients would ask for "${asked}" and not for ${quoted(path)}`);
  },
};

/** RFC 1123 host name, IPv4 address or bracketed IPv6 address, with or without a port. */
const hostPattern =
  /^(?:(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

export const hostsAndOrigins: Rule = {
  name: "hosts-and-origins",
  codes: ["MCP1232"],
  check({ spec }, report) {
    const http = spec.transports?.http;
    if (typeof http !== "object") return;
    for (const [index, host] of (http.hosts ?? []).entries()) {
      if (hostPattern.test(host)) continue;
      const label = /^[a-z]+:\/\//i.test(host) ? "without the scheme" : undefined;
      report("MCP1232", ["transports", "http", "hosts", index], `${quoted(host)} is not a host name`, {
        label,
      });
    }
    for (const [index, origin] of (http.origins ?? []).entries()) {
      const place = ["transports", "http", "origins", index];
      const meant = originOf(origin);
      if (meant === origin) continue;
      const label = meant === undefined ? undefined : `did you mean "${meant}"?`;
      const help =
        origin === "*" ? "name each origin: every page could call a server that allows all" : undefined;
      report("MCP1232", place, `${quoted(origin)} is not an origin`, { label, help });
    }
  },
};

/** Scheme, host and port, as a browser sends them (RFC 6454 §6.2). */
function originOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url === undefined || !["http:", "https:"].includes(url.protocol) ? undefined : url.origin;
}
