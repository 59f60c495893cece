import { nodeUrl } from "../../../templates/upstream/src/sources/node-url.js";
import { isPrivateNetwork } from "../../../templates/upstream/src/sources/upstream-address.js";
import { isFreeHeader, isHeaderValue } from "../../../templates/upstream/src/sources/upstream-headers.js";
import { urlProblem } from "../../../templates/upstream/src/sources/upstream-url.js";
import { list, quoted } from "../../diagnostics/printable.js";
import type { SpecHttpSource } from "../build-http.js";
import type { Path } from "../document.js";
import type { Spec } from "../schema.js";
import { parseSetting } from "../units.js";
import type { Report, Rule } from "./rule.js";

function eachApi(spec: Spec, visit: (source: SpecHttpSource, path: Path, name: string) => void): void {
  for (const [name, source] of Object.entries(spec.sources ?? {})) {
    if (source.kind === "http") visit(source, ["sources", name], name);
  }
}

export const httpAddresses: Rule = {
  name: "http-addresses",
  codes: ["MCP1801", "MCP1802"],
  check({ spec }, report) {
    eachApi(spec, (source, path) => {
      checkAddress(source.baseUrl, source, [...path, "baseUrl"], report);
      const tokenUrl = source.auth?.oauth?.tokenUrl;
      if (tokenUrl !== undefined)
        checkAddress(tokenUrl, source, [...path, "auth", "oauth", "tokenUrl"], report);
    });
  },
};

function checkAddress(text: string, source: SpecHttpSource, path: Path, report: Report): void {
  if ("env" in parseSetting(text)) return;
  if (text.includes("${")) {
    report("MCP1801", path, `${quoted(text)} is no URL`, {
      help: "write `${NAME}` alone: the variable holds the whole URL",
    });
    return;
  }
  const networks = (source.privateNetworks ?? []).filter(isPrivateNetwork);
  const problem = urlProblem(text, { plainHttp: source.plainHttp ?? false, networks }, nodeUrl);
  if (problem === undefined) return;
  if (!problem.startsWith("a public")) {
    const isPlain = problem.startsWith("an https");
    report("MCP1801", path, `this must be ${problem}`, {
      ...(isPlain && { help: "write https://, or say `plainHttp: true` where nobody is on the way" }),
    });
    return;
  }
  const host = new URL(text).hostname.replace(/^\[|\]$/g, "");
  report("MCP1802", path, `${quoted(host)} is no public address`, {
    help: isPrivateNetwork(host) ? `if it is yours, write \`privateNetworks: ["${host}"]\`` : undefined,
  });
}

export const httpNetworks: Rule = {
  name: "http-networks",
  codes: ["MCP1802"],
  check({ spec }, report) {
    eachApi(spec, ({ privateNetworks }, path) => {
      for (const [index, network] of (privateNetworks ?? []).entries()) {
        if (isPrivateNetwork(network)) continue;
        report("MCP1802", [...path, "privateNetworks", index], `${quoted(network)} is no private network`, {
          help: "write an address or network within 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, ::1 or fc00::/7",
        });
      }
    });
  },
};

export const httpCredentials: Rule = {
  name: "http-credentials",
  codes: ["MCP1803", "MCP1809", "MCP1814"],
  check({ spec }, report) {
    eachApi(spec, ({ auth }, path) => {
      if (auth === undefined) return;
      const at = [...path, "auth"];
      const kinds = Object.keys(auth);
      if (kinds.length !== 1) {
        const message =
          kinds.length === 0 ? "nothing says how the server is let in" : `there are ${list(kinds)}`;
        report("MCP1814", at, message, {
          at: "key",
          help: "write one of `bearer`, `basic`, `header` and `oauth`",
        });
      }
      const secrets: readonly (readonly [readonly string[], string | undefined])[] = [
        [["bearer"], auth.bearer],
        [["basic", "password"], auth.basic?.password],
        [["header", "value"], auth.header?.value],
        [["oauth", "clientSecret"], auth.oauth?.clientSecret],
      ];
      for (const [keys, value] of secrets) {
        if (value === undefined || "env" in parseSetting(value)) continue;
        const what = keys.join(".");
        // The message must not repeat it: reports end up in logs.
        report("MCP1803", [...at, ...keys], `\`${what}\` must come from the environment`, {
          help: "write `${NAME}` alone: the variable, or the file that NAME_FILE names, holds the secret",
        });
      }
      const { name } = auth.header ?? {};
      // The name may be the one that is reserved for credentials: this is one.
      if (name !== undefined && !isFreeHeader(name) && name.toLowerCase() !== "authorization") {
        report("MCP1809", [...at, "header", "name"], `${quoted(name)} cannot carry a credential`);
      }
    });
  },
};

export const httpSourceHeaders: Rule = {
  name: "http-source-headers",
  codes: ["MCP1809"],
  check({ spec }, report) {
    eachApi(spec, ({ headers, auth }, path) => {
      for (const [name, value] of Object.entries(headers ?? {})) {
        const at = [...path, "headers", name];
        const isCredential = auth?.header?.name.toLowerCase() === name.toLowerCase();
        if (!isFreeHeader(name) || isCredential) {
          report("MCP1809", at, `the header ${quoted(name)} is not free to set`, { at: "key" });
        } else if (!("env" in parseSetting(value)) && (!isHeaderValue(value) || value.includes("${"))) {
          report("MCP1809", at, `this is no value of a header`, {
            help: "write one line of ASCII characters, or `${NAME}` alone",
          });
        }
      }
    });
  },
};
