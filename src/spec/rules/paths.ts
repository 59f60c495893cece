import { quoted } from "../../diagnostics/printable.js";
import type { Path } from "../document.js";
import { isInside } from "../files.js";
import { parseSetting } from "../units.js";
import type { Rule } from "./rule.js";

export const pathsInside: Rule = {
  name: "paths-inside",
  codes: ["MCP1229", "MCP1007"],
  check({ spec }, report) {
    const sets = typeof spec.templates === "string" ? [spec.templates] : (spec.templates ?? []);
    for (const [at, path] of sets.entries()) {
      if (!path.startsWith("./") || isInside(path)) continue;
      const place = typeof spec.templates === "string" ? ["templates"] : ["templates", at];
      report("MCP1229", place, `${quoted(path)} is not a path inside of the project`, {
        help: "share templates between projects as an npm package",
      });
    }
    const outside = (path: string, place: Path) => {
      const label = path.includes("\\") ? "write / between folders" : undefined;
      report("MCP1229", place, `${quoted(path)} is not a path inside of the project`, { label });
    };
    for (const [at, path] of (spec.include ?? []).entries()) {
      if (!isInside(path)) outside(path, ["include", at]);
      else if (spec.include?.indexOf(path) !== at) {
        report("MCP1007", ["include", at], `${quoted(path)} is included already`);
      }
    }
    for (const [name, source] of Object.entries(spec.sources ?? {})) {
      if (source.kind === "http") continue;
      const paths = {
        file: source.kind === "sqlite" ? source.file : undefined,
        schema: source.schema,
        seed: source.seed,
      };
      for (const [key, path] of Object.entries(paths)) {
        if (path === undefined || (key === "file" && "env" in parseSetting(path))) continue;
        const place = ["sources", name, key];
        if (path.includes("${") || path.startsWith("$")) {
          const isWhole = key === "file";
          report("MCP1229", place, `${quoted(path)} is no path`, {
            help: isWhole
              ? "write `${NAME}` alone, in capital letters, digits and `_`: the variable holds the whole path"
              : "this file is read when the project is generated: write its path",
          });
        } else if (!isInside(path)) outside(path, place);
      }
    }
  },
};
