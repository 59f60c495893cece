/** Which files a model makes: what a path's placeholders stand for, and who owns what. */
import { fileNameOf } from "../spec/names.js";
import type { Owner } from "./file.js";
import type { MajorView } from "./majors.js";
import type { MysqlView } from "./mysql.js";
import type { PostgresView } from "./postgres.js";
import type { ToolView } from "./tool-view.js";
import type { View } from "./view.js";

/** The first rule whose pattern matches a path settles its owner. */
const owners: readonly (readonly [RegExp, Owner])[] = [
  [/^(src|test)\/generated\//, "generated"],
  [/^db\/databases\.json$/, "generated"],
  [/^db\/[^/]+\/(roles|drop-role|verify)\.sql$/, "generated"],
  [/^\.create-mcp-prod\//, "generated"],
  [/^(src|test)\/handlers\//, "yours"],
  [/^CHANGELOG\.md$/, "yours"],
];

export const ownerOf = (path: string): Owner =>
  owners.find(([pattern]) => pattern.test(path))?.[1] ?? "shared";

/** One file that a template makes: its path, and what its context has beside the model. */
export interface Expansion {
  readonly path: string;
  /** Where it was before its tool was renamed. */
  readonly movedFrom?: string;
  readonly tool?: ToolView;
  readonly source?: PostgresView | MysqlView;
  readonly major?: MajorView;
}

/** `src/handlers/[handler].ts` → one for each tool with a handler; a path without a placeholder → itself. */
export function expand(path: string, view: View): readonly Expansion[] {
  if (path.includes("[major]")) return perMajor(path, view.majors ?? []);
  if (path.includes("[tool]")) return perTool(path, "[tool]", view.tools);
  if (path.includes("[handler]")) return perTool(path, "[handler]", view.handlers);
  if (path.includes("[postgres]")) {
    return view.postgres.map((source) => ({ path: path.replaceAll("[postgres]", source.name), source }));
  }
  if (path.includes("[mysql]")) {
    return view.mysql.map((source) => ({ path: path.replaceAll("[mysql]", source.name), source }));
  }
  return [{ path }];
}

/** Of older majors, and with `[tool]` of those of their tools that have a file of their own. */
const perMajor = (path: string, majors: readonly MajorView[]): readonly Expansion[] =>
  majors
    .filter(({ isNewest }) => !isNewest)
    .flatMap((major) => {
      const inMajor = path.replaceAll("[major]", major.folder);
      if (!path.includes("[tool]")) return [{ path: inMajor, major }];
      return major.tools.map((tool) => ({ path: inMajor.replaceAll("[tool]", tool.fileName), major, tool }));
    });

const perTool = (path: string, placeholder: string, tools: readonly ToolView[]): readonly Expansion[] =>
  tools.map((tool) => ({
    path: path.replaceAll(placeholder, tool.fileName),
    ...movedFrom(tool, (fileName) => path.replaceAll(placeholder, fileName)),
    tool,
  }));

/** The path that a tool's file had under its former name, if it had another. */
export function movedFrom(
  { renamedFrom, fileName }: Pick<ToolView, "renamedFrom" | "fileName">,
  pathFor: (fileName: string) => string,
): { readonly movedFrom?: string } {
  const before = renamedFrom === undefined ? fileName : fileNameOf(renamedFrom);
  return before === fileName ? {} : { movedFrom: pathFor(before) };
}

/** Thrown for a path that `unsafePath` finds. */
export class PathTaken extends Error {
  readonly path: string;
  /** The templates that make it, where they are not built in. */
  readonly makers: readonly string[];
  constructor(path: string, makers: readonly string[]) {
    super(`Two files, or none, could be written as ${JSON.stringify(path)}.`);
    this.name = "PathTaken";
    this.path = path;
    this.makers = makers;
  }
}

/**
 * Paths that cannot stand side by side on every file system, or that leave the project: a mistake in the model or
 * in a template, never in a spec that passed the rules. Returns the first one found.
 */
export function unsafePath(paths: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const path of paths) {
    const segments = path.split("/");
    const odd = segments.some((segment) => segment === "" || segment === "." || segment === "..");
    const key = path.toLowerCase().normalize("NFC");
    if (odd || /[\\:\p{Cc}]/u.test(path) || seen.has(key)) return path;
    seen.add(key);
  }
  return undefined;
}
