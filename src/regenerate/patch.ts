/** What a plan writes, as a patch. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { decode } from "./hash.js";
import type { Disk, Plan, Step } from "./plan.js";

/** The unified diff of each file that a run would change, in the form that `git apply` takes. Empty: no change. */
export function planPatch(plan: Plan, disk: ReadonlyMap<string, Disk>): string {
  return plan.steps.flatMap((step) => stepPatch(step, (path) => textAt(disk, path))).join("");
}

function stepPatch({ path, action }: Step, text: (path: string) => string | undefined): readonly string[] {
  switch (action.kind) {
    case "create":
    case "update":
      return [filePatch(path, text(path), action.file.text)];
    case "merge": {
      const gone = action.from === undefined ? [] : [filePatch(action.from, text(action.from), undefined)];
      return [...gone, filePatch(path, text(path), action.text)];
    }
    case "delete":
      return [filePatch(path, text(path), undefined)];
    case "park":
      return [filePatch(path, text(path), undefined), filePatch(action.to, undefined, text(path))];
    case "conflict":
      return "text" in action.conflict && action.conflict.text !== undefined
        ? [filePatch(path, text(path), action.conflict.text)]
        : [];
    default:
      return [];
  }
}

/** Undefined: there is no such file. */
export function filePatch(path: string, before: string | undefined, after: string | undefined): string {
  const old = before === undefined ? "/dev/null" : `a/${path}`;
  const fresh = after === undefined ? "/dev/null" : `b/${path}`;
  return createTwoFilesPatch(old, fresh, lf(before), lf(after), undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

const lf = (text = ""): string => text.replaceAll("\r\n", "\n");

function textAt(disk: ReadonlyMap<string, Disk>, path: string): string | undefined {
  const found = disk.get(path);
  return found?.kind === "file" ? (decode(found.bytes) ?? "") : undefined;
}
