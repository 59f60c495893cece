import { list, quoted } from "../../diagnostics/printable.js";
import { fileNameOf, identifierOf } from "../names.js";
import type { Path } from "../document.js";
import { toolNamePattern } from "../schema/tool.js";
import { identifierPattern } from "../schema/words.js";
import { writtenKeys, type Report, type Rule } from "./rule.js";

/** They reach into the object model wherever a name becomes a key. */
const objectWords = new Set([...Object.getOwnPropertyNames(Object.prototype), "prototype"]);

export const allowedNames: Rule = {
  name: "allowed-names",
  codes: ["MCP1209"],
  check(context, report) {
    for (const name of writtenKeys(context, ["tools"])) {
      if (!toolNamePattern.test(name)) {
        const help = "a tool's name has 1 to 128 letters (A to Z), digits, `_`, `-` and `.`";
        report("MCP1209", ["tools", name], `the tool name ${quoted(name)} is not allowed`, {
          at: "key",
          help,
        });
      }
      refuseObjectWord(name, ["tools", name], report);
      for (const param of writtenKeys(context, ["tools", name, "params"])) {
        refuseObjectWord(param, ["tools", name, "params", param], report);
      }
    }
    for (const name of writtenKeys(context, ["sources"])) {
      if (!identifierPattern.test(name)) {
        const help =
          "a source's name has 1 to 64 letters (A to Z), digits, `_` and `-`, and begins with a letter";
        report("MCP1209", ["sources", name], `the source name ${quoted(name)} is not allowed`, {
          at: "key",
          help,
        });
      }
      refuseObjectWord(name, ["sources", name], report);
    }
    for (const name of writtenKeys(context, ["auth", "scopes"])) {
      // RFC 6749 §3.3, scope-token.
      if (/^[\x21\x23-\x5B\x5D-\x7E]{1,100}$/.test(name)) continue;
      const help = "a scope has printable ASCII characters without spaces, quotes and backslashes (RFC 6749)";
      report("MCP1209", ["auth", "scopes", name], `the scope name ${quoted(name)} is not allowed`, {
        at: "key",
        help,
      });
    }
  },
};

function refuseObjectWord(name: string, path: Path, report: Report): void {
  if (objectWords.has(name)) {
    report("MCP1209", path, `the name ${quoted(name)} is not allowed`, {
      at: "key",
      help: "it means something in JavaScript objects; use another name",
    });
  }
}

export const distinctNames: Rule = {
  name: "distinct-names",
  codes: ["MCP1208"],
  check(context, report) {
    const check = (section: string, suffix: string) => {
      const seen = new Map<string, string>();
      for (const name of writtenKeys(context, [section])) {
        const derived = [`file ${fileNameOf(name)}`, `name ${identifierOf(name, suffix).toLowerCase()}`];
        const other = derived.map((one) => seen.get(one)).find((found) => found !== undefined);
        for (const one of derived) if (!seen.has(one)) seen.set(one, name);
        if (other === undefined) continue;
        const help = `both would be ${list([`${fileNameOf(name)}.ts`, identifierOf(name, suffix)])}: rename one of them`;
        report("MCP1208", [section, name], `${quoted(name)} and ${quoted(other)} are too alike`, {
          at: "key",
          help,
        });
      }
    };
    check("tools", "tool");
    check("sources", "source");
  },
};
