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
