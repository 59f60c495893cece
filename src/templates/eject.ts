import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { apply } from "../regenerate/apply.js";
import { diskWorkspace } from "../regenerate/disk-workspace.js";
import { decode, textHash } from "../regenerate/hash.js";
import { lockPath, parseLock } from "../regenerate/lock.js";
import type { GeneratedFile } from "../render/file.js";
import { builtInText } from "./built-in.js";
import type { Link } from "./chain.js";
import { ejectedFolder } from "./ejected.js";
import { ownSet } from "./locate.js";
import { emptyManifest, manifestName } from "./manifest.js";

/**
 * Copies a built-in template into the project's own set and records it in the lock, its text as the base that later
 * versions are merged from. Gives the copy's path. Errors: MCP1617 to MCP1619, and those of the lock. Throws what the
 * workspace throws, and then nothing was written.
 */
export async function eject(
  folder: string,
  { key, isBuiltIn, set }: Link,
  signal: AbortSignal,
): Promise<Checked<string>> {
  if (!isBuiltIn) {
    return refused(diagnostic("MCP1617", { message: `${quoted(key, 200)} is not built in` }));
  }
  if (set !== undefined) {
    const message = `${quoted(key, 200)} is overridden already, by ${quoted(set.name)}`;
    return refused(diagnostic("MCP1618", { message }));
  }
  const workspace = diskWorkspace(folder);
  const found = workspace.read(lockPath);
  if (found.kind !== "file") {
    return refused(diagnostic("MCP1619", { message: `${quoted(folder, 200)} has no ${lockPath}` }));
  }
  const lock = parseLock(decode(found.bytes) ?? "");
  if (!lock.ok) return lock;
  const file: GeneratedFile = { path: ejectedFolder + key, owner: "shared", text: builtInText(key) };
  if (workspace.read(file.path).kind !== "absent") {
    return refused(diagnostic("MCP1618", { message: `${quoted(file.path, 200)} exists` }));
  }
  const base = textHash(file.text);
  const files = new Map(lock.value.files).set(file.path, { owner: file.owner, base });
  const manifest = `${ownSet}/${manifestName}`;
  const hasManifest = workspace.read(manifest).kind !== "absent";
  await apply(
    {
      steps: [{ path: file.path, action: { kind: "create", file } }],
      lock: { ...lock.value, files },
      bases: new Map([[base, file.text]]),
    },
    workspace,
    { signal, brought: hasManifest ? [] : [{ path: manifest, bytes: emptyManifest }] },
  );
  return { ok: true, value: file.path, diagnostics: [] };
}

const refused = (problem: Diagnostic): Checked<never> => ({ ok: false, diagnostics: [problem] });
