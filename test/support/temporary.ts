/** Where the tests write: one folder, which is gone when they are, also when they failed or were interrupted. */
import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What others keep on purpose: Node's cache of compiled modules, and vitest's own folder when it ends in a hurry. */
const isKept = (name: string): boolean => name === "node-compile-cache" || /^(?!mcp-)[\w-]{21}$/.test(name);

/**
 * Makes the system's temporary folder one of this run's own, for this process and all that it starts. A run whose tests
 * all pass fails when they left something there. To be called before vitest settles on a folder for itself.
 */
export function ownTemporaryFolder(): void {
  // A short name: sockets of databases lie below it, and their paths have some hundred characters at the most.
  const root = realpathSync(mkdtempSync(join(tmpdir(), "mcp-prod-")));
  chmodSync(root, 0o755); // Those databases run as users of their own.
  process.env["TMPDIR"] = root;
  process.on("exit", (code) => {
    const left = readdirSync(root).filter((name) => !isKept(name));
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    if (code !== 0 || left.length === 0) return;
    process.stderr.write(`The tests left behind in the temporary folder: ${left.sort().join(", ")}\n`);
    process.exitCode = 1;
  });
}
