/** `templates.json` of a template set: what it was written for, and what it does beside overriding files. */
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { list, quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { isRecord } from "../record.js";
import type { Owner } from "../render/file.js";
import { changesBetween, viewModel, type ViewModelChange } from "./view-model/version.js";

export interface Manifest {
  /** Files that the set adds, by `<layer>/<path>`, and who owns them in the project. */
  readonly adds: ReadonlyMap<string, Owner>;
  /** Built-in files, by `<layer>/<path>`, that are not generated. */
  readonly leaveOut: readonly string[];
  /** The partial that begins each file whose name ends so (`ts`), by that end. */
  readonly headers: ReadonlyMap<string, string>;
}

export const manifestName = "templates.json";

/** What `templates eject` writes into a project that has none. */
export const emptyManifest = `{ "viewModel": ${viewModel} }\n`;

const owners: readonly string[] = ["generated", "shared", "yours"] satisfies Owner[];

type Read = (value: unknown, wrong: (message: string) => void) => void;

/** Errors: MCP1611, MCP1612. `file` is the manifest as its reader would write it. */
export function parseManifest(
  file: string,
  text: string,
  changes?: readonly ViewModelChange[],
): Checked<Manifest> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return refused([diagnostic("MCP1611", { message: `${quoted(file, 200)} is not JSON` })]);
  }
  if (!isRecord(value)) {
    return refused([diagnostic("MCP1611", { message: `${quoted(file, 200)} is not an object` })]);
  }
  const problems: Diagnostic[] = [];
  const adds = new Map<string, Owner>();
  const leaveOut: string[] = [];
  const headers = new Map<string, string>();
  const readers: Readonly<Record<string, Read>> = {
    viewModel: () => undefined,
    adds: readTable((path, owner, wrong) => {
      if (owners.includes(owner as string)) adds.set(path, owner as Owner);
      else wrong(`${quoted(path)} is to be one of ${list(owners)}`);
    }),
    leaveOut: (paths, wrong) => {
      if (!Array.isArray(paths) || !paths.every((path) => typeof path === "string"))
        wrong("is no list of paths");
      else leaveOut.push(...paths);
    },
    headers: readTable((end, partial, wrong) => {
      if (/^[A-Za-z0-9]+$/.test(end) && typeof partial === "string") headers.set(end, partial);
      else wrong(`${quoted(end)} is to be the end of a name, such as "ts", with the name of a partial`);
    }),
  };
  for (const [key, held] of Object.entries(value)) {
    const wrong = (message: string) =>
      problems.push(diagnostic("MCP1611", { message: `${key} in ${quoted(file, 200)}: ${message}` }));
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (read !== undefined) read(held, wrong);
    else {
      const message = `unknown key ${quoted(key)} in ${quoted(file, 200)}`;
      const label = didYouMean(key, Object.keys(readers));
      problems.push(diagnostic("MCP1611", { message, label }));
    }
  }
  const mismatch = checkVersion(file, value["viewModel"], changes);
  if (mismatch !== undefined) problems.unshift(mismatch);
  if (problems.length > 0) return refused(problems);
  return { ok: true, value: { adds, leaveOut, headers }, diagnostics: [] };
}

const readTable =
  (row: (key: string, value: unknown, wrong: (message: string) => void) => void): Read =>
  (value, wrong) => {
    if (!isRecord(value)) wrong("is no object");
    else for (const [key, held] of Object.entries(value)) row(key, held, wrong);
  };

function checkVersion(
  file: string,
  written: unknown,
  changes?: readonly ViewModelChange[],
): Diagnostic | undefined {
  const current = changes === undefined ? viewModel : Math.max(...changes.map(({ version }) => version));
  if (written === current) return undefined;
  if (!Number.isSafeInteger(written) || (written as number) < 1) {
    const message = `${quoted(file, 200)} does not say which view model it was written for`;
    return diagnostic("MCP1611", { message, help: `add "viewModel": ${current}` });
  }
  const version = written as number;
  const message = `${quoted(file, 200)} was written for view model ${version}, and this version has ${current}`;
  if (version > current) {
    return diagnostic("MCP1612", {
      message,
      help: "use a newer create-mcp-prod: npx create-mcp-prod@latest",
    });
  }
  const lines = changesBetween(version, current, changes).map((change) => `- ${change}`);
  const problem = diagnostic("MCP1612", { message });
  // Lines of our own making: the help is the one place that may hold several.
  const help = ["what changed since:", ...lines, `then set "viewModel": ${current}`].join("\n    ");
  return { ...problem, help };
}

const refused = (diagnostics: readonly Diagnostic[]): Checked<never> => ({ ok: false, diagnostics });
