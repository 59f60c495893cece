import { describe, expect, test } from "vitest";
import { warnOfProxies, type Node, type Outbound } from "../src/proxies.js";
import { createLog } from "../src/telemetry/log.js";
import { parseLines } from "./support/lines.js";

const proxy = "http://user:canary-password@proxy.example.com:3128";
const all: Outbound = { apis: true, issuer: true };

const said = (
  env: Readonly<Record<string, string>>,
  outbound = all,
  node: Node = { version: "20.19.0", flags: [] },
) => {
  const lines: string[] = [];
  const log = createLog({ level: "info" }, { write: (line) => void lines.push(line) });
  warnOfProxies(env, outbound, log, node);
  return { lines: parseLines(lines.join("")), text: lines.join("") };
};

test("nothing is said without a proxy, or with nothing that would go there", () => {
  expect(said({}).lines).toEqual([]);
  expect(said({ HTTPS_PROXY: "", NO_PROXY: "*", NODE_USE_ENV_PROXY: "1" }).lines).toEqual([]);
  expect(said({ HTTPS_PROXY: proxy }, {}).lines).toEqual([]);
});

test.each(["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])(
  "%s is named once, with what goes out directly and why, and never its value",
  (name) => {
    const { lines, text } = said({ [name]: proxy });
    expect(lines).toEqual([
      expect.objectContaining({
        level: "warn",
        event: "proxy_not_used",
        variables: [name],
        direct: [
          expect.stringMatching(/^HTTP APIs: .*address/),
          expect.stringMatching(/^the issuer's keys: NODE_USE_ENV_PROXY=1/),
        ],
      }),
    ]);
    expect(text).not.toMatch(/canary|proxy\.example\.com/);
  },
);

test("all variables that are set are named in one line", () => {
  const { lines } = said({ http_proxy: proxy, HTTPS_PROXY: proxy });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ variables: ["HTTPS_PROXY", "http_proxy"] });
});

describe("of the issuer's keys nothing is said where Node itself takes the proxy", () => {
  const asked = { HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: "1" };
  const issuer: Outbound = { issuer: true };
  test.each([
    ["asked by the variable", asked, "24.0.0", []],
    ["in the older line", asked, "22.21.0", []],
    ["asked by a flag", { HTTPS_PROXY: proxy }, "24.5.0", ["--use-env-proxy"]],
    [
      "asked by NODE_OPTIONS",
      { HTTPS_PROXY: proxy, NODE_OPTIONS: "--enable-source-maps --use-env-proxy" },
      "26.1.0",
      [],
    ],
  ] as const)("%s", (_how, env, version, flags) => {
    expect(said(env, issuer, { version, flags }).lines).toEqual([]);
    // The guard takes none in any case.
    expect(said(env, all, { version, flags }).lines[0]).toMatchObject({
      direct: [expect.stringContaining("HTTP APIs")],
    });
  });

  test.each([
    ["by a Node that knows none", asked, "22.20.0"],
    ["by the one before", asked, "20.19.0"],
    ["when it was not asked to", { HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: "0" }, "24.5.0"],
  ])("but not %s", (_when, env, version) => {
    expect(said(env, issuer, { version, flags: [] }).lines).toHaveLength(1);
  });
});
