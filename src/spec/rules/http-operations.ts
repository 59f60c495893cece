/** The parts of a request that are not arguments, and what comes back. */
import { isFreeHeader, isHeaderValue } from "../../../templates/upstream/src/sources/upstream-headers.js";
import { list, quoted } from "../../diagnostics/printable.js";
import { argument, eachOperation, pathProblem, usesOf } from "./http-uses.js";
import { written, type Rule } from "./rule.js";

export const httpPaths: Rule = {
  name: "http-paths",
  codes: ["MCP1806"],
  check({ spec }, report) {
    eachOperation(spec, (subject) => {
      const { http, path } = subject;
      const at = [...path, "path"];
      const problem = pathProblem(http.path);
      if (problem !== undefined) report("MCP1806", at, problem);
      const { uses } = usesOf(subject);
      for (const use of uses) {
        if (use.place !== "path") continue;
        const found = argument(subject.tool, use.name);
        if (found === undefined || found.isGiven) continue;
        report("MCP1806", at, `${quoted(use.name)} may be left out, and a path cannot do without it`, {
          ...(use.part !== undefined && { part: use.part }),
          help: "make the argument required, or give it a default",
        });
      }
    });
  },
};

export const httpBodies: Rule = {
  name: "http-bodies",
  codes: ["MCP1807", "MCP1233"],
  check(context, report) {
    eachOperation(context.spec, ({ http, path }) => {
      const isMisspelt = http.method === undefined && written(context, [...path, "method"]) !== undefined;
      if (isMisspelt) return;
      const { method = "GET", body, form, lists, query } = http;
      const key = body === undefined ? "form" : "body";
      if (body !== undefined && form !== undefined) {
        report("MCP1807", [...path, "form"], "there are both body and form", { at: "key" });
      } else if ((body ?? form) !== undefined && (method === "GET" || method === "DELETE")) {
        report("MCP1807", [...path, key], `${method} has no body`, { at: "key" });
      }
      if (lists !== undefined && query === undefined && form === undefined) {
        report("MCP1233", [...path, "lists"], "`lists` has no effect: there is no query or form", {
          at: "key",
        });
      }
    });
  },
};

export const httpHeaders: Rule = {
  name: "http-headers",
  codes: ["MCP1809"],
  check({ spec }, report) {
    eachOperation(spec, ({ tool, http, path }) => {
      const source = spec.sources?.[tool.source ?? ""];
      const own = source?.kind === "http" ? source.auth?.header?.name.toLowerCase() : undefined;
      const seen = new Set<string>();
      for (const [name, value] of Object.entries(http.headers ?? {})) {
        const at = [...path, "headers", name];
        const lower = name.toLowerCase();
        if (!isFreeHeader(name) || lower === own) {
          report("MCP1809", at, `the header ${quoted(name)} is not free to set`, { at: "key" });
        } else if (seen.has(lower)) {
          report("MCP1809", at, `the header ${quoted(name)} is there twice`, { at: "key" });
        } else if (typeof value === "string" && !isHeaderValue(value)) {
          report("MCP1809", at, "this is no value of a header", {
            help: "write one line of ASCII characters",
          });
        }
        seen.add(lower);
      }
    });
  },
};

export const httpPages: Rule = {
  name: "http-pages",
  codes: ["MCP1814"],
  check({ spec }, report) {
    eachOperation(spec, ({ http, path }) => {
      if (http.next === undefined) return;
      const keys = Object.keys(http.next);
      if (keys.length === 1) return;
      const message = keys.length === 0 ? "nothing says where the cursor is" : `there are ${list(keys)}`;
      report("MCP1814", [...path, "next"], message, {
        at: "key",
        help: "write one of `body`, `header` and `link`",
      });
    });
  },
};

export const httpResults: Rule = {
  name: "http-results",
  codes: ["MCP1812"],
  check(context, report) {
    eachOperation(context.spec, ({ name, path }) => {
      if (written(context, [...path.slice(0, -1), "result"]) !== undefined) return;
      report("MCP1812", path, `${quoted(name)} returns whatever the service answers`, { at: "key" });
    });
  },
};
