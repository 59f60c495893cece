import { workerUrl } from "../../templates/workerApis/src/sources/worker-url.js";

/** What a new project may have beside the server: each a line in the spec, which can be added at any later time. */

/** What an addition depends on, of the answers before it. */
interface Around {
  readonly transports?: readonly string[];
  readonly auth?: string;
  readonly source?: string;
  readonly api?: string;
}

export interface Addition {
  /** As `--with` takes it. */
  readonly name: string;
  /** As the wizard offers it. */
  readonly title: string;
  readonly adds: string;
  /** Where it stands in the spec: a key of its own, or one under a section. */
  readonly at: readonly [section: string, key?: string];
  readonly value: string;
  /** Default: always. */
  readonly when?: (around: Around) => boolean;
}

const isServed = ({ transports = ["http"] }: Around): boolean => transports.includes("http");
/** Whoever finds its address could call it otherwise. */
const isGuarded = (around: Around): boolean => isServed(around) && (around.auth ?? "none") !== "none";
/** No database, and an API where a Worker can reach it. */
const isForWorkers = ({ source, api = "https://api.example.com" }: Around): boolean =>
  source === "none" || (source === "http" && URL.canParse(api) && workerUrl(new URL(api)) === undefined);
const isStarted = ({ transports = ["stdio"] }: Around): boolean => transports.includes("stdio");

export const additions: readonly Addition[] = [
  {
    name: "github",
    title: "GitHub Actions",
    adds: "Tests, checks and scans of each change, with pinned actions; updates by Renovate.",
    at: ["ci"],
    value: "github",
  },
  {
    name: "npm",
    title: "Package on npm",
    adds: "A public package that npx runs, with provenance, and a test of what is in it.",
    at: ["publish", "npm"],
    value: "true",
  },
  {
    name: "bundle",
    title: "Bundle for desktop clients",
    adds: "npm run bundle packs a .mcpb file, which they install with a click.",
    at: ["publish", "bundle"],
    value: "true",
    when: isStarted,
  },
  {
    name: "container",
    title: "Container",
    adds: "A Dockerfile for a small image without root, and a compose file with what it needs.",
    at: ["deploy", "container"],
    value: "true",
    when: isGuarded,
  },
  {
    name: "kubernetes",
    title: "Kubernetes",
    adds: "The Dockerfile, and plain YAML with kustomize overlays, which denies what nobody named.",
    at: ["deploy", "kubernetes"],
    value: "true",
    when: isGuarded,
  },
  {
    name: "cloud-run",
    title: "Google Cloud Run",
    adds: "The Dockerfile, and the service's YAML.",
    at: ["deploy", "cloudRun"],
    value: "true",
    when: (around) => isGuarded(around) && around.source !== "sqlite",
  },
  {
    name: "lambda",
    title: "AWS Lambda",
    adds: "A handler for a function URL or an HTTP API.",
    at: ["deploy", "lambda"],
    value: "true",
    when: isGuarded,
  },
  {
    name: "workers",
    title: "Cloudflare Workers",
    adds: "An entry and wrangler.jsonc, for a server of handlers and HTTP APIs.",
    at: ["deploy", "workers"],
    value: "true",
    when: (around) => isServed(around) && around.auth === "apiKeys" && isForWorkers(around),
  },
  {
    name: "metrics",
    title: "Metrics",
    adds: "Figures for Prometheus, a Grafana dashboard and alerts.",
    at: ["telemetry", "metrics"],
    value: "true",
    when: isServed,
  },
  {
    name: "evidence",
    title: "Report for auditors",
    adds: "npm run evidence writes what the tests prove of each control, dated, on one page.",
    at: ["evidence"],
    value: "true",
  },
];

/** Those that make sense with the answers so far. */
export const possibleAdditions = (around: Around): readonly Addition[] =>
  additions.filter(({ when }) => when?.(around) ?? true);

/** The part of `mcp.yaml` that switches them on; empty without any. */
export function additionsText(names: readonly string[]): string {
  const chosen = additions.filter(({ name }) => names.includes(name));
  const sections = [...new Set(chosen.map(({ at: [section] }) => section))];
  const lines = sections.map((section) => {
    const own = chosen.filter(({ at }) => at[0] === section);
    const keys = own.flatMap(({ at: [, key], value }) => (key === undefined ? [] : [`${key}: ${value}`]));
    return `${section}: ${keys.length > 0 ? `{ ${keys.join(", ")} }` : (own[0]?.value ?? "")}`;
  });
  return lines.join("\n");
}
