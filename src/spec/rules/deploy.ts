import { isPrivateNetwork } from "../../../templates/upstream/src/sources/upstream-address.js";
import { nodeUrl } from "../../../templates/upstream/src/sources/node-url.js";
import { urlProblem } from "../../../templates/upstream/src/sources/upstream-url.js";
import { workerUrl } from "../../../templates/workerApis/src/sources/worker-url.js";
import { quoted } from "../../diagnostics/printable.js";
import type { SpecHttpSource } from "../build-http.js";
import type { Path } from "../document.js";
import { parseSetting } from "../units.js";
import { written, type Report, type Rule, type RuleContext } from "./rule.js";

/** Hosts as people call them, by their key under `deploy`. */
const hosts = {
  workers: "Cloudflare Workers",
  lambda: "AWS Lambda",
  container: "a container",
  kubernetes: "Kubernetes",
  cloudRun: "Cloud Run",
} as const;

type Host = keyof typeof hosts;

/** Hosts that add and take away processes by themselves. */
const scaling: ReadonlySet<Host> = new Set(["kubernetes", "cloudRun"]);

/** What keeps a server from running on a host: nothing of it could be seen before it is deployed. */
export const hostsFit: Rule = {
  name: "hosts-fit",
  codes: ["MCP1237", "MCP1233", "MCP1241"],
  check(context, report) {
    const { deploy } = context.spec;
    if (deploy === undefined) return;
    const keys = Object.keys(hosts) as Host[];
    const wanted = keys.filter((key) => deploy[key] === true);
    if (keys.every((key) => !isOn(written(context, ["deploy", key])))) {
      report("MCP1233", ["deploy"], "no host is switched on", {
        at: "key",
        help: "set one of `container`, `kubernetes`, `cloudRun`, `lambda` and `workers` to true, or remove `deploy`",
      });
    }
    for (const key of wanted) needsHttp(context, report, ["deploy", key], hosts[key]);
    if (wanted.includes("workers")) fitsWorkers(context, report);
    if (wanted.includes("cloudRun")) fitsCloudRun(context, report);
    for (const key of wanted.filter((host) => scaling.has(host))) countsTogether(context, report, key);
  },
};

const isOn = (value: unknown): boolean => value !== undefined && value !== false;

function needsHttp(context: RuleContext, report: Report, path: Path, host: string): void {
  const transports = written(context, ["transports"]);
  if (transports !== undefined && !isOn(written(context, ["transports", "http"]))) {
    report("MCP1237", path, `${host} speaks HTTP, which is off`, {
      at: "key",
      help: "set `transports: { http: true }`",
    });
  }
  const jwt = written(context, ["auth", "jwt"]);
  if (path[1] === "workers" && isOn(jwt) && written(context, ["auth", "jwt", "jwksUri"]) === undefined) {
    report("MCP1237", path, "a Worker cannot look for the issuer's keys and remember where they are", {
      at: "key",
      help: "write the address of its keys: `jwksUri` under `auth: jwt:`",
    });
  }
  const auth = ["jwt", "apiKeys"].some((kind) => isOn(written(context, ["auth", kind])));
  if (!auth) {
    report("MCP1237", path, `deployed to ${host}, whoever finds it could call every tool`, {
      at: "key",
      help: "add `auth: { apiKeys: true }` or `auth: { jwt: … }`",
    });
  }
}

/** A Worker has no disk, no connection that outlives a request, and no way to anything but the public Internet. */
function fitsWorkers({ spec }: RuleContext, report: Report): void {
  for (const [name, source] of Object.entries(spec.sources ?? {})) {
    if (source.kind === "http") {
      reachedByWorkers(source, ["sources", name], report);
      continue;
    }
    report("MCP1237", ["sources", name], `${quoted(name)} is ${source.kind}, which a Worker cannot open`, {
      at: "key",
      help: "on Cloudflare Workers tools are handlers and requests to HTTP APIs; let `lambda` or a container serve this one",
    });
  }
  if (spec.limits?.store !== undefined) {
    report("MCP1237", ["limits", "store"], "a Worker cannot keep a connection to this store", {
      at: "key",
      help: "on Cloudflare Workers each isolate counts in its memory; remove `store`, or `workers`",
    });
  }
}

/** What an HTTP API must not ask of a Worker, which resolves names and connects without a look at the address. */
function reachedByWorkers(source: SpecHttpSource, path: Path, report: Report): void {
  const { plainHttp = false, privateNetworks = [], baseUrl, auth } = source;
  const networks = privateNetworks.filter(isPrivateNetwork);
  const elsewhere = "or let `lambda` or a container serve this one";
  if (privateNetworks.length > 0) {
    report("MCP1237", [...path, "privateNetworks"], "a Worker reaches no private network", {
      at: "key",
      help: `give the service a public name and remove \`privateNetworks\`; ${elsewhere}`,
    });
  }
  if (plainHttp) {
    report("MCP1237", [...path, "plainHttp"], "what a Worker sends crosses the public Internet", {
      at: "key",
      help: `remove \`plainHttp\`: the service has to speak TLS; ${elsewhere}`,
    });
  }
  const addresses: readonly (readonly [readonly string[], string | undefined])[] = [
    [["baseUrl"], baseUrl],
    [["auth", "oauth", "tokenUrl"], auth?.oauth?.tokenUrl],
  ];
  for (const [keys, text] of addresses) {
    // What is wrong on every host is said by the rule for addresses.
    const isOne = text !== undefined && urlProblem(text, { plainHttp, networks }, nodeUrl) === undefined;
    const problem = isOne ? workerUrl(new URL(text)) : undefined;
    if (problem === undefined) continue;
    report("MCP1237", [...path, ...keys], `for a Worker this must be ${problem}`, {
      help: `give the service such an address; ${elsewhere}`,
    });
  }
}

/** Cloud Run has no disk of its own: a database file is in the image, or nowhere. */
function fitsCloudRun({ spec }: RuleContext, report: Report): void {
  for (const [name, source] of Object.entries(spec.sources ?? {})) {
    if (source.kind !== "sqlite" || !("env" in parseSetting(source.file))) continue;
    report("MCP1237", ["sources", name, "file"], "Cloud Run has no disk that this file could be on", {
      help: "name a file of the project, which goes into the image; or let `kubernetes` serve this one",
    });
  }
}

/** A limit that each process counts by itself is another limit with each process. */
function countsTogether({ spec }: RuleContext, report: Report, host: Host): void {
  if (spec.limits?.store !== undefined) return;
  report(
    "MCP1241",
    ["deploy", host],
    `without a store for its limits, ${hosts[host]} runs one process of it`,
    {
      at: "key",
      help: "set `limits: { store: ${REDIS_URL} }` to have as many as the load asks for",
    },
  );
}
