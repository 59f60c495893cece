/** From bytes to text, with every reason to refuse them. */
import type { Checked, Diagnostic, Span } from "../diagnostics/diagnostic.js";
import type { Code } from "../diagnostics/catalog.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";

/** 5 MiB: about six times a spec of 1,000 tools. */
export const largestSpec = 5 * 1024 * 1024;

/**
 * Reads a file: at most `limit` + 1 bytes, so that a caller can tell a file that is too large without reading
 * it whole. Rejects with a Node error (`code`: `ENOENT`, `EISDIR`, `EACCES`, …).
 */
export type ReadFile = (path: string, limit: number) => Promise<Uint8Array>;

/** Decodes UTF-8, without a byte order mark and with `\n` line ends kept as they are. */
function decodeText(bytes: Uint8Array, file: string, limit = largestSpec): Checked<string> {
  const refuse = (code: Code, message: string): Checked<string> => ({
    ok: false,
    diagnostics: [diagnostic(code, { message })],
  });
  if (bytes.length > limit) {
    return refuse("MCP1002", `${quoted(file)} is larger than ${limit / 1024 / 1024} MiB`);
  }
  if (hasForeignByteOrderMark(bytes) || bytes.includes(0))
    return refuse("MCP1004", `${quoted(file)} is not text`);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse(
      "MCP1005",
      `${quoted(file)} is not valid UTF-8 in line ${lineOf(bytes, firstInvalidByte(bytes))}`,
    );
  }
  return { ok: true, value: text, diagnostics: [] };
}

/** UTF-16, either order; UTF-32 begins alike or has NUL bytes. */
function hasForeignByteOrderMark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** The first byte where decoding fails; found by halving, since the decoder does not say. */
function firstInvalidByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}

function lineOf(bytes: Uint8Array, end: number): number {
  return bytes.subarray(0, end).reduce((line, byte) => (byte === 10 ? line + 1 : line), 1);
}

/** Reads and decodes the spec; a file that cannot be read is a diagnostic. */
export async function readSpec(readFile: ReadFile, path: string): Promise<Checked<string>> {
  try {
    return decodeText(await readFile(path, largestSpec), path);
  } catch (error) {
    return { ok: false, diagnostics: [unreadable("MCP1001", path, error)] };
  }
}

/** The same for a file that the spec names: what is wrong is shown where it does. Errors: MCP1015, those of `decodeText`. */
export async function readNamed(
  readFile: ReadFile,
  path: string,
  named: Span | undefined,
): Promise<Checked<string>> {
  const at = named === undefined ? {} : { span: named };
  try {
    const decoded = decodeText(await readFile(path, largestSpec), path);
    return decoded.ok
      ? decoded
      : { ok: false, diagnostics: decoded.diagnostics.map((one) => ({ ...one, ...at })) };
  } catch (error) {
    return { ok: false, diagnostics: [unreadable("MCP1015", path, error, named)] };
  }
}

function unreadable(code: Code, path: string, error: unknown, span?: Span): Diagnostic {
  return diagnostic(code, { message: `cannot read ${quoted(path, 200)}: ${readFailure(error)}`, span });
}

/** Why a file could not be read, in words. */
export function readFailure(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const words: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    ENOTDIR: "a part of the path is not a folder",
    EISDIR: "it is a folder",
    EACCES: "permission denied",
    EPERM: "permission denied",
    ELOOP: "too many symbolic links",
    ENAMETOOLONG: "the name is too long",
    EMFILE: "too many open files",
  };
  return words[code] ?? (code === "" ? "reading failed" : `reading failed (${code})`);
}
