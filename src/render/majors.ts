/** What templates see of majors that are served side by side. */
import type {
  HttpTransport,
  Json,
  MajorEnd,
  Majors,
  OlderMajor,
  OlderTool,
  ServerModel,
} from "../spec/model.js";
import { contractHash, contractOf } from "../versioning/contract.js";
import { oldNameView, toolView, type OldNameView, type ToolView } from "./tool-view.js";

export interface MajorView {
  readonly major: number;
  readonly isNewest: boolean;
  /** Of its endpoint over HTTP. */
  readonly path?: string;
  /** What the server says of itself there. */
  readonly server: {
    readonly name: string;
    readonly title: string;
    readonly version: string;
    readonly description: string;
    readonly instructions?: string;
  };
  /** Hash of its contract. */
  readonly contract: string;
  /** Of an older one, where it has been announced. */
  readonly end?: EndView;
  /** Where it keeps what the newest one does not share, below `src/generated/`. */
  readonly folder: string;
  /** Those that have a file there. */
  readonly tools: readonly OlderToolView[];
  /** All, in its order, each with the module that has it, seen from that folder. */
  readonly imports: readonly { readonly name: string; readonly module: string }[];
  readonly oldNames: readonly OldNameView[];
  /** In TypeScript: its tools, and what spreads old names. */
  readonly served: readonly string[];
}

export interface EndView {
  readonly sunset: string;
  /** A while before its first second, since 1970: who calls then is to be told. */
  readonly alertSeconds: number;
  /** What clients read of it in `_meta`. */
  readonly told: Json;
  /** What each answer over HTTP carries. */
  readonly headers?: Json;
}

export interface OlderToolView extends ToolView {
  /** The tool of a newer major that does its work, in TypeScript; absent where it does it itself. */
  readonly by?: { readonly identifier: string; readonly module: string };
  /** Of its rows, only these go out. */
  readonly columns?: readonly string[];
  /** The handler that does its work. */
  readonly handler?: { readonly identifier: string; readonly fileName: string };
}

/** `/v1/mcp` for `/mcp`, `/api/v1/mcp` for `/api/mcp`: a proxy that sends on what begins with `/api/` still does. */
export function pathOfMajor(path: string, major: number): string {
  const [, folder = "", last = ""] = /^(.*\/)([^/]*\/?)$/.exec(path) ?? [];
  return last === "" ? `${folder}v${major}` : `${folder}v${major}/${last}`;
}

/** Oldest first; `undefined` where majors are not served side by side. */
export function majorViews(model: ServerModel): readonly MajorView[] | undefined {
  const { majors, server } = model;
  if (majors === undefined) return undefined;
  const { name, title, version, description, instructions } = server;
  const path = (major: number) =>
    model.transports.http ? { path: pathOfMajor(model.transports.http.path, major) } : {};
  const newest: MajorView = {
    major: majors.newest,
    isNewest: true,
    ...path(majors.newest),
    server: { name, title, version, description, ...(instructions !== undefined && { instructions }) },
    contract: contractHash(contractOf(model)),
    folder: "",
    tools: [],
    imports: [],
    oldNames: [],
    served: [],
  };
  const older = majors.older.map((one): MajorView => {
    const folder = `v${one.major}`;
    const oldNames = one.tools.flatMap(({ tool }) => oldNameView(tool));
    const view: MajorView = {
      major: one.major,
      isNewest: false,
      ...path(one.major),
      server: one.server,
      contract: one.contract,
      folder,
      tools: one.tools
        .filter(({ work }) => work.kind !== "same")
        .map((tool) => olderToolView(tool, folder, model)),
      imports: one.tools.map(importOf),
      oldNames,
      served: [
        ...one.tools.map(({ tool }) => tool.identifier),
        ...(oldNames.length > 0 ? ["...oldNames"] : []),
      ],
    };
    return withEnd(view, one, majors, model.transports.http);
  });
  return [...older, newest];
}

/** It is announced when one of them ends. */
export const hasEndingMajors = ({ majors }: ServerModel): boolean =>
  majors?.older.some(({ end }) => end !== undefined) ?? false;

/** Says when it ends to whoever reads its answers: machines by header and `_meta`, models and people in a sentence. */
function withEnd(
  view: MajorView,
  { end }: OlderMajor,
  { older, newest }: Majors,
  http?: HttpTransport,
): MajorView {
  if (end === undefined) return view;
  const { major, server } = view;
  const { deprecated, sunset, guide } = end;
  const successor = older.find((one) => one.major > major && one.end === undefined)?.major ?? newest;
  const sentence = `Major ${major} of this server, which this is, ends on ${sunset}; major ${successor} takes its place.`;
  const instructions = [server.instructions, guide ? `${sentence} How to move on: ${guide}` : sentence]
    .filter((text) => text !== undefined)
    .join("\n\n");
  const told: Json = { deprecated, sunset, successor, ...(guide !== undefined && { guide }) };
  const alertSeconds = seconds(sunset) - 30 * 86_400;
  const headers = http && { headers: endHeaders(end, pathOfMajor(http.path, successor)) };
  return { ...view, server: { ...server, instructions }, end: { sunset, alertSeconds, told, ...headers } };
}

/** RFC 9745, RFC 8594, and the relations of RFC 5829 and of the first two. */
function endHeaders({ deprecated, sunset, guide }: MajorEnd, successor: string): Record<string, string> {
  const links = [
    `<${successor}>; rel="successor-version"`,
    ...(guide === undefined ? [] : [`<${guide}>; rel="deprecation sunset"`]),
  ];
  return {
    deprecation: `@${seconds(deprecated)}`,
    sunset: new Date(sunset).toUTCString(),
    link: links.join(", "),
  };
}

/** The first second of a day in UTC, since 1970. */
const seconds = (day: string): number => Date.parse(day) / 1_000;

/** As the module of an older major's tools imports it. */
function importOf({ tool, work }: OlderTool): MajorView["imports"][number] {
  const { identifier, fileName } = tool;
  if (work.kind !== "same") return { name: identifier, module: `./tools/${fileName}.js` };
  const { by } = work;
  const name = by.identifier === identifier ? identifier : `${by.identifier} as ${identifier}`;
  return { name, module: `../tools/${by.fileName}.js` };
}

function olderToolView({ tool, work }: OlderTool, folder: string, model: ServerModel): OlderToolView {
  const view = { ...toolView(tool, model), module: `${folder}/tools/${tool.fileName}` };
  if (work.kind === "own") return view.isHandler ? { ...view, handler: work.by } : view;
  const { major, fileName, identifier } = work.by;
  const module = `../../${major === undefined ? "" : `v${major}/`}tools/${fileName}.js`;
  const columns = work.kind === "newer" ? work.columns : undefined;
  return { ...view, by: { identifier, module }, ...(columns && { columns }) };
}

/** Handlers of older majors only, under the keys of the spec, with the modules of the tools that they serve. */
export function retiredHandlers(model: ServerModel): readonly ToolView[] {
  const served = (model.majors?.older ?? []).flatMap(({ major, tools }) =>
    tools.flatMap(({ tool, work }) => (work.kind === "own" ? [{ major, tool, by: work.by }] : [])),
  );
  return (model.majors?.retired ?? []).flatMap((tool) => {
    const at = served.find(({ by }) => by.fileName === tool.fileName);
    if (at === undefined) return [];
    const view = toolView(tool, model);
    return [{ ...view, module: `v${at.major}/tools/${at.tool.fileName}`, exported: at.tool.identifier }];
  });
}
