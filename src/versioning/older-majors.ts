/** Older majors beside the newest: what each promised, and which tools of the spec keep the promise. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import type { Document } from "../spec/document.js";
import { endOf, homeOf, publicName } from "../spec/majors.js";
import type { OlderMajor, OlderTool, Place, ServerModel, Tool, Work } from "../spec/model.js";
import { fileNameOf, identifierOf } from "../spec/names.js";
import type { Spec, SpecTool } from "../spec/schema.js";
import type { Change } from "./change.js";
import { compareContracts } from "./compare.js";
import { contractHash, toolContractOf, type ToolContract } from "./contract.js";
import { sentence } from "./describe.js";
import { asPromised, brokenPromises, promisedColumns } from "./promise.js";
import { releasedServer, type Release } from "./release-file.js";

export interface OlderMajorsInput {
  readonly spec: Spec;
  readonly document: Document;
  /** As the spec describes the newest major. */
  readonly model: ServerModel;
  /** The latest release of each older major, oldest first. */
  readonly releases: readonly (readonly [major: number, release: Release])[];
}

export interface FoundMajors {
  readonly older: readonly OlderMajor[];
  /** MCP1712, MCP1713, MCP1714. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A tool as the spec has it, under its key. */
interface Entry {
  readonly key: string;
  readonly written: SpecTool;
  readonly tool: Tool;
  readonly home: number;
}

/** Finds for each tool that an older major promised what serves it now, and says where that cannot be. */
export function olderMajors({ spec, document, model, releases }: OlderMajorsInput): FoundMajors {
  const diagnostics: Diagnostic[] = [];
  const newest = model.majors?.newest ?? 0;
  const built = new Map([...model.tools, ...(model.majors?.retired ?? [])].map((one) => [one.fileName, one]));
  const entries = Object.entries(spec.tools).flatMap(([key, written]): Entry[] => {
    const tool = built.get(fileNameOf(key));
    return tool === undefined ? [] : [{ key, written, tool, home: homeOf(written, newest) }];
  });

  const older = releases.map(([major, { version, contract, server }]): OlderMajor => {
    const tools = Object.entries(contract.tools).flatMap(([name, promised]): OlderTool[] => {
      const entry = servingEntry(entries, major, name);
      if (entry === undefined) {
        const message = `${version} promised ${quoted(name)}, and nothing serves it in major ${major}`;
        diagnostics.push(diagnostic("MCP1714", { message, span: document.places.key(["tools"]) }));
        return [];
      }
      const own = entry.home === major;
      const span = document.places.key(["tools", entry.key]);
      const broken = own ? differences(name, promised, entry) : brokenPromises(name, promised, entry.tool);
      for (const change of broken) {
        const what = `${version} promised another ${quoted(name)} in major ${major}: ${sentence(change)}`;
        const message = `${what} [${change.rule}]`;
        diagnostics.push(
          own
            ? diagnostic("MCP1712", { message, span })
            : diagnostic("MCP1713", { message, span, help: separately(name, major, entry) }),
        );
      }
      const tool = asPromised(name, promised, entry.tool);
      return [{ tool, work: workFor(tool, entry, major, newest) }];
    });
    const { name, title, description, instructions } = server ?? releasedServer(model.server);
    const identity = {
      name,
      title,
      version,
      description,
      ...(instructions !== undefined && { instructions }),
    };
    const end = endOf(spec, major);
    return { major, server: identity, contract: contractHash(contract), ...(end && { end }), tools };
  });
  return { older, diagnostics: [...diagnostics, ...unpromised(entries, older, releases, document)] };
}

/** The entry that says so; else the tool of that name, under which name it may have been known. */
function servingEntry(entries: readonly Entry[], major: number, name: string): Entry | undefined {
  const inMajor = entries.filter(({ written: { api } }) => api === undefined || api.includes(major));
  const named = inMajor.filter((entry) => publicName(entry.key, entry.written) === name);
  return (
    named.find(({ written }) => written.api !== undefined) ??
    named[0] ??
    inMajor.find(({ written }) => written.renamedFrom === name)
  );
}

/** What serves only that major and older ones is what was released, word for word. Limits may go without saying. */
function differences(name: string, promised: ToolContract, { written, tool }: Entry): readonly Change[] {
  const now = toolContractOf(tool);
  const limits = written.limits === undefined ? promised.limits : now.limits;
  const one = (contract: ToolContract) => {
    const { renamedFrom: _from, keepOldName: _keep, ...rest } = contract;
    return { tools: { [name]: rest } };
  };
  return compareContracts(one(promised), one({ ...now, limits }));
}

function separately(name: string, major: number, { key, home, written }: Entry): string {
  const kept = (written.api ?? [home]).filter((one) => one !== major);
  return (
    `keep it as it was as a tool of its own, \`${key}_v${major}: { name: ${name}, api: [${major}], … }\`, ` +
    `and let this one say \`api: [${kept.join(", ")}]\``
  );
}

/** An older major takes on no new tools: it is as it was released. */
function unpromised(
  entries: readonly Entry[],
  older: readonly OlderMajor[],
  releases: OlderMajorsInput["releases"],
  document: Document,
): readonly Diagnostic[] {
  return entries.flatMap(({ key, written }) =>
    (written.api ?? []).flatMap((major): Diagnostic[] => {
      const found = older.find((one) => one.major === major);
      const release = releases.find(([one]) => one === major)?.[1];
      const name = publicName(key, written);
      if (found === undefined || release === undefined || Object.hasOwn(release.contract.tools, name))
        return [];
      const message = `${release.version} has no tool ${quoted(name)}: an older major takes on no new ones`;
      return [diagnostic("MCP1262", { message, span: document.places.value(["tools", key, "api"]) })];
    }),
  );
}

function workFor(promised: Tool, { tool, home }: Entry, major: number, newest: number): Work {
  const { fileName, identifier } = tool;
  if (home === major) return { kind: "own", by: { fileName, identifier } };
  const by: Place =
    home === newest
      ? { fileName, identifier }
      : { major: home, fileName: fileNameOf(tool.name), identifier: identifierOf(tool.name, "tool") };
  const isSame =
    home === newest && JSON.stringify(toolContractOf(promised)) === JSON.stringify(toolContractOf(tool));
  if (isSame) return { kind: "same", by };
  const columns = promisedColumns(promised, tool);
  return { kind: "newer", by, ...(columns && { columns }) };
}
