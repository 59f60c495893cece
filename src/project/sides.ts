/** What a comparison's argument stands for: a project, a file, a git revision. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { fileAt } from "../git.js";
import { isRecord } from "../record.js";
import type { Terminal } from "../terminal.js";
import type { Comparable } from "../versioning/compare.js";
import { contractOf, type Contract } from "../versioning/contract.js";
import { noPolicy, policyOf, type Policy } from "../versioning/policy.js";
import { parseRelease, type Release } from "../versioning/release-file.js";
import { toolsOf } from "../versioning/tool-list.js";
import { findSpec, specNames } from "./find-spec.js";
import { loadSpecFile, specPath, type Loading } from "./load-project.js";
import { lastRelease, releaseOfVersion } from "./releases.js";

export interface Side {
  /** As a reader calls it. */
  readonly name: string;
  readonly comparable: Comparable;
  /** Whether it is only what clients see. */
  readonly listed: boolean;
  readonly policy: Policy;
}

export type FoundSide = Checked<Side> & { readonly texts?: ReadonlyMap<string, string> };

const contractPath = ".create-mcp-prod/contract.json";

/** The project in or above the current folder, as its spec describes it. */
export async function projectSide(loading: Loading): Promise<FoundSide> {
  const found = findSpec(resolve(loading.terminal.cwd), true);
  if (!found.ok) return found;
  return specSide(specPath(found.value, loading.terminal), found.value.name, loading);
}

/** The last release of that project, or else its last commit. */
export async function releasedSide(terminal: Terminal): Promise<FoundSide> {
  const found = findSpec(resolve(terminal.cwd), true);
  if (!found.ok) return found;
  const last = lastRelease(found.value.folder);
  if (!last.ok) return last;
  if (last.value === undefined) return revisionSide("HEAD", found.value.folder, terminal);
  return releaseSide(last.value);
}

const releaseSide = ({ version, contract }: Release): FoundSide =>
  good({ name: `release ${version}`, comparable: contract, listed: false, policy: noPolicy });

/** Errors: MCP1704, MCP1707, and those of a spec. */
export async function namedSide(argument: string, loading: Loading): Promise<FoundSide> {
  const { terminal } = loading;
  const path = resolve(terminal.cwd, argument);
  if (!existsSync(path)) {
    const found = findSpec(resolve(terminal.cwd), true);
    const folder = found.ok ? found.value.folder : terminal.cwd;
    const release = releaseOfVersion(folder, argument);
    if (!release.ok) return release;
    return release.value === undefined
      ? revisionSide(argument, folder, terminal)
      : releaseSide(release.value);
  }
  if (statSync(path).isDirectory()) {
    const found = findSpec(path, false);
    return found.ok ? specSide(specPath(found.value, terminal), argument, loading) : found;
  }
  const json = path.endsWith(".json") ? parsed(readFileSync(path, "utf8")) : undefined;
  if (json === undefined || (isRecord(json) && "spec" in json) || specNames.includes(basename(path))) {
    return specSide(argument, argument, loading);
  }
  return jsonSide(json, argument, readFileSync(path, "utf8"));
}

async function specSide(path: string, name: string, loading: Loading): Promise<FoundSide> {
  const loaded = await loadSpecFile(path, loading);
  if (!loaded.ok) return loaded;
  const { spec, model } = loaded.value;
  const side = { name, comparable: contractOf(model), listed: false, policy: policyOf(spec) };
  return { ok: true, value: side, diagnostics: loaded.diagnostics, texts: loaded.texts };
}

function jsonSide(json: unknown, name: string, text: string): FoundSide {
  if (isRecord(json) && json["contract"] === 1 && isRecord(json["tools"])) {
    return good({ name, comparable: json as unknown as Contract, listed: false, policy: noPolicy });
  }
  if (isRecord(json) && "release" in json) {
    const release = parseRelease(text, String(json["version"]));
    if (!release.ok)
      return refused(
        diagnostic("MCP1704", { message: `${quoted(name, 200)}: ${release.why}`, help: release.help }),
      );
    return good({ name, comparable: release.release.contract, listed: false, policy: noPolicy });
  }
  const comparable = toolsOf(json);
  if (comparable !== undefined) return good({ name, comparable, listed: true, policy: noPolicy });
  const message = `${quoted(name, 200)} is no contract, no release and no answer of tools/list`;
  return refused(diagnostic("MCP1707", { message }));
}

/** The contract is committed with the project, so a revision needs no generator of its time. */
async function revisionSide(revision: string, folder: string, terminal: Terminal): Promise<FoundSide> {
  const text = await fileAt(revision, contractPath, folder, terminal);
  if (text === undefined) {
    const message = `there is no file and no release ${quoted(revision, 200)}, and no git revision of that name with ${contractPath}`;
    return refused(diagnostic("MCP1707", { message }));
  }
  return jsonSide(parsed(text), revision, text);
}

const good = (value: Side): FoundSide => ({ ok: true, value, diagnostics: [] });
const refused = (...diagnostics: readonly Diagnostic[]): FoundSide => ({ ok: false, diagnostics });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
