/** A disk that fails (with a bug of ours if the code is empty) when it is told to; `vi.mock` puts it in the place of the real one. */
import type * as DiskWorkspace from "../../src/regenerate/disk-workspace.js";

export const fault = { left: Infinity, code: "ENOSPC" };

/** The module of disk workspaces, with staging that fails after `fault.left` texts. */
export async function faulty(original: () => Promise<typeof DiskWorkspace>): Promise<typeof DiskWorkspace> {
  const real = await original();
  return {
    ...real,
    diskWorkspace: (root) => {
      const workspace = real.diskWorkspace(root);
      return {
        ...workspace,
        stage: (...call) => {
          if (fault.left-- <= 0) {
            const { code } = fault;
            if (code === "") throw new Error("a bug \u001b[31m in this place\nwith a second line");
            throw Object.assign(new Error(`${code}: as the test asked`), { code, syscall: "write" });
          }
          workspace.stage(...call);
        },
      };
    },
  };
}
