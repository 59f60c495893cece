import { sep } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { readFailure } from "../spec/read.js";
import { unsafePath } from "./output.js";
import { UnsafePathError } from "./workspace.js";

/**
 * The diagnostic for an error of the file system or of a workspace while `where` was read and written; undefined when
 * `error` is neither.
 */
export function fileSystemProblem(error: unknown, where: string): Diagnostic | undefined {
  if (error instanceof UnsafePathError) return unsafeProblem(error);
  if (!isSystemError(error)) return undefined;
  const { code } = error;
  if (error.path?.startsWith(where + sep) === true && isAboutPath(error)) return unusablePath(error);
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return diagnostic("MCP1504", { message: `no space left to write ${JSON.stringify(where)}` });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return diagnostic("MCP1503", {
        message: `${JSON.stringify(placeOf(error, where))} is not writable (${code})`,
      });
    // Which of the two it is depends on the version of Node.
    case "ENOTDIR":
    case "EEXIST":
      return diagnostic("MCP1502", { message: `${JSON.stringify(where)} is not a folder` });
    default:
      return diagnostic("MCP1505", { message: `cannot write ${JSON.stringify(where)}: ${error.message}` });
  }
}

/**
 * The diagnostic for a path at which something stands that nobody expected (MCP1506, MCP1524); undefined when `error` is
 * about none.
 */
export function unusablePath(error: unknown): Diagnostic | undefined {
  if (error instanceof UnsafePathError) return unsafeProblem(error);
  if (!isSystemError(error) || error.path === undefined || runsProgram(error)) return undefined;
  const why = standing[error.code] ?? readFailure(error);
  return diagnostic("MCP1506", { message: `cannot use ${quoted(error.path, 300)}: ${why}` });
}

const unsafeProblem = ({ path, message }: UnsafePathError): Diagnostic =>
  unsafePath(path, message.slice(path.length + 1));

const standing: Readonly<Record<string, string>> = {
  EEXIST: "something else stands there",
  ENOENT: "there is no such file, or it is a link to nothing",
  ENOTDIR: "it, or what stands above it, is not a folder",
};

interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
  /** Where something was to be moved. */
  readonly dest?: string;
}

/** What was to be written, if that is known and below `where`. */
const placeOf = ({ path, dest = path }: SystemError, where: string): string =>
  dest?.startsWith(where + sep) === true ? dest : where;

const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && "syscall" in error && "code" in error;

/** Its `path` is a command or an address then. */
const runsProgram = ({ syscall }: SystemError): boolean => /^(?:spawn|connect|listen)/.test(syscall);

const wrongKind = new Set(["ENOTDIR", "EEXIST", "EISDIR", "ELOOP"]);
const looking = new Set(["open", "scandir", "stat", "lstat", "readlink", "realpath"]);

/** Rather than about the disk, or about writing anywhere in the project. */
const isAboutPath = ({ code, syscall }: SystemError): boolean =>
  wrongKind.has(code) ||
  (code === "ENOENT" && syscall === "mkdir") ||
  (code === "EACCES" && looking.has(syscall));
