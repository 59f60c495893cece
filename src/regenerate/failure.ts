import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import { unsafePath } from "./output.js";
import { UnsafePathError } from "./workspace.js";

/** The diagnostic for an error of the file system or of a workspace; undefined when `error` is neither. */
export function fileSystemProblem(error: unknown, where: string): Diagnostic | undefined {
  if (error instanceof UnsafePathError) {
    return unsafePath(error.path, error.message.slice(error.path.length + 1));
  }
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  const code = String(error.code);
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return diagnostic("MCP1504", { message: `no space left to write ${JSON.stringify(where)}` });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return diagnostic("MCP1503", { message: `${JSON.stringify(where)} is not writable (${code})` });
    // Which of the two it is depends on the version of Node.
    case "ENOTDIR":
    case "EEXIST":
      return diagnostic("MCP1502", { message: `${JSON.stringify(where)} is not a folder` });
    default:
      return diagnostic("MCP1505", { message: `cannot write ${JSON.stringify(where)}: ${error.message}` });
  }
}
