import { quoted } from "../../diagnostics/printable.js";
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

/** A Worker has no disk, and no connection that outlives a request. */
function fitsWorkers({ spec }: RuleContext, report: Report): void {
  for (const [name, { kind }] of Object.entries(spec.sources ?? {})) {
    report("MCP1237", ["sources", name], `${quoted(name)} is ${kind}, which a Worker cannot open`, {
      at: "key",
      help: "on Cloudflare Workers tools are handlers; let `lambda` or a container serve this one",
    });
  }
  if (spec.limits?.store !== undefined) {
    report("MCP1237", ["limits", "store"], "a Worker cannot keep a connection to this store", {
      at: "key",
      help: "on Cloudflare Workers each isolate counts in its memory; remove `store`, or `workers`",
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
