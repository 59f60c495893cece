import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { crossLayerImports, embeddedTemplates } from "./scripts/templates-plugin.mjs";
import { ownTemporaryFolder } from "./test/support/temporary.js";

ownTemporaryFolder();

const shared = { plugins: [embeddedTemplates(), crossLayerImports()] };
/** For a machine that is busy with something else. */
const expect = { poll: { timeout: 20_000 } };

export default defineConfig({
  test: {
    // Most of the long tests wait for a process of their own: also on two cores, two of them are done sooner.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        ...shared,
        test: {
          name: "quick",
          include: ["test/**/*.test.ts"],
          exclude: ["test/full/**", "test/templates/**"],
          testTimeout: 60_000,
          expect,
        },
      },
      {
        ...shared,
        test: {
          name: "templates",
          include: ["test/templates/**/*.test.ts", "templates/*/test/**/*.test.ts"],
          // They look at a whole project: test/full/published.test.ts runs them in one, right and wrong.
          exclude: ["templates/github/test/**", "templates/package/test/**"],
          testTimeout: 30_000,
          expect,
        },
      },
      {
        ...shared,
        test: {
          name: "full",
          include: ["test/full/**/*.test.ts"],
          testTimeout: 180_000,
          expect,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
