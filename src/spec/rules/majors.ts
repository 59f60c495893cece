import { quoted } from "../../diagnostics/printable.js";
import { endOf, homeOf, publicName, servedMajors } from "../majors.js";
import { fileNameOf } from "../names.js";
import { toolNamePattern } from "../schema/tool.js";
import { parseVersion } from "../semver.js";
import { eachTool, type Rule } from "./rule.js";

export const soundMajors: Rule = {
  name: "sound-majors",
  codes: ["MCP1262"],
  check({ spec }, report) {
    const serve = servedMajors(spec);
    if (serve === undefined) return;
    const at = ["server", "serve"];
    serve.forEach((major, index) => {
      const before = serve[index - 1];
      if (before === undefined || before < major) return;
      const help = "list each major once, oldest first";
      report("MCP1262", [...at, index], `${major} does not come after ${before}`, { help });
    });
    const declared = parseVersion(spec.server.version)?.release[0];
    const newest = serve.at(-1);
    if (declared !== undefined && newest !== undefined && newest !== declared) {
      const message = `the newest major is that of the version, ${declared}`;
      const help = serve.includes(declared) ? `end with ${declared}` : `add ${declared} at the end`;
      report("MCP1262", [...at, serve.length - 1], message, { help });
    }
    const served = Object.values(spec.tools).some((tool) => homeOf(tool, newest ?? 0) === newest);
    if (!served && Object.keys(spec.tools).length > 0) {
      report("MCP1262", ["tools"], `no tool is served in major ${newest ?? ""}`, { at: "key" });
    }
  },
};

/** When majors end. What a day of the calendar is to today is found out when the version is checked. */
export const soundEnds: Rule = {
  name: "sound-ends",
  codes: ["MCP1264"],
  check({ spec }, report) {
    const serve = servedMajors(spec) ?? [];
    serve.forEach((major, index) => {
      const at = ["server", "serve", index];
      const end = endOf(spec, major);
      if (end === undefined) return;
      const { deprecated, sunset, guide } = end;
      if (index === serve.length - 1) {
        const message = `major ${major} is the newest, and nothing would be left to move on to`;
        const help = "list the major that takes its place after it, or write its number alone";
        report("MCP1264", at, message, { help });
      }
      if (sunset <= deprecated) {
        const message = `${sunset} is not after ${deprecated}, since when its clients are asked to move on`;
        report("MCP1264", [...at, "sunset"], message);
      }
      if (guide !== undefined && !isPage(new URL(guide))) {
        const help = "write a URL that begins with https://, without a user and a password";
        report("MCP1264", [...at, "guide"], "this is no page that every client can open", { help });
      }
    });
  },
};

const isPage = ({ protocol, username, password }: URL): boolean =>
  (protocol === "https:" || protocol === "http:") && username === "" && password === "";

/** Which tool is whose. Whether an older major was released with it is found out from its release. */
export const soundApis: Rule = {
  name: "sound-apis",
  codes: ["MCP1262"],
  check({ spec }, report) {
    const serve = servedMajors(spec);
    const newest = serve?.at(-1);
    const claimed = new Map<string, string>();
    eachTool(spec, (tool, key, path) => {
      const { name, api, renamedFrom, keepOldName } = tool;
      if (name !== undefined && !toolNamePattern.test(name)) {
        const help = "a tool's name has 1 to 128 letters (A to Z), digits, `_`, `-` and `.`";
        report("MCP1262", [...path, "name"], `the tool name ${quoted(name)} is not allowed`, { help });
        return;
      }
      if (serve === undefined || newest === undefined) {
        const word = api !== undefined ? "api" : name !== undefined ? "name" : undefined;
        if (word === undefined) return;
        const help = "write `server.serve: [1, 2]` to serve majors side by side, or leave this out";
        report("MCP1262", [...path, word], "the server serves one major only", { at: "key", help });
        return;
      }
      (api ?? []).forEach((major, index) => {
        const again = api?.indexOf(major) !== index;
        if (serve.includes(major) && !again) return;
        const message = again ? `${major} is there already` : `major ${major} is not served`;
        const gone = (api ?? []).every((one) => one < (serve[0] ?? 0));
        report("MCP1262", [...path, "api", index], message, {
          label: `one of ${serve.join(", ")}`,
          ...(gone && { help: "no major that is served has this tool: take it out" }),
        });
      });
      const called = publicName(key, tool);
      for (const major of api ?? [newest]) {
        const place = `${major} ${fileNameOf(called)}`;
        const other = claimed.get(place);
        claimed.set(place, key);
        if (other === undefined || other === key) continue;
        const message = `${quoted(other)} is ${quoted(called)} in major ${major} already`;
        const help = "say with `api:` which of them serves which major";
        report("MCP1262", path, message, { at: "key", help });
      }
      if (homeOf(tool, newest) === newest || (renamedFrom === undefined && keepOldName === undefined)) return;
      const word = renamedFrom === undefined ? "keepOldName" : "renamedFrom";
      const help = "leave it out: the release of that major says so";
      report("MCP1262", [...path, word], "older majors are called as they were released", {
        at: "key",
        help,
      });
    });
  },
};
