import { defineConfig } from "vitest/config";
import { crossLayerImports, embeddedTemplates } from "./scripts/templates-plugin.mjs";

const shared = { plugins: [embeddedTemplates(), crossLayerImports()] };

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: "quick",
          include: ["test/**/*.test.ts"],
          exclude: ["test/full/**", "test/templates/**"],
          testTimeout: 60_000, // For a machine that is busy with something else.
        },
      },
      {
        ...shared,
        test: {
          name: "templates",
          include: ["test/templates/**/*.test.ts", "templates/*/test/**/*.test.ts"],
        },
      },
      {
        ...shared,
        test: {
          name: "full",
          include: ["test/full/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
