import { bytesHash } from "./hash.js";
import type { Disk } from "./plan.js";
import type { Workspace } from "./workspace.js";

/** What stands at each of `paths`, for the planner. */
export function survey(workspace: Workspace, paths: Iterable<string>): Map<string, Disk> {
  const disk = new Map<string, Disk>();
  for (const path of paths) {
    if (disk.has(path)) continue;
    const found = workspace.read(path);
    disk.set(
      path,
      found.kind === "file" ? { kind: "file", hash: bytesHash(found.bytes), bytes: found.bytes } : found,
    );
  }
  return disk;
}
