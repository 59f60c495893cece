/** The linter and the built-in templates agree: what it knows of the view model is what they use. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { frame } from "../../src/diagnostics/frame.js";
import { lint } from "../../src/templates/lint/lint.js";
import { seenBy } from "../../src/templates/view-model/view.js";

const root = fileURLToPath(new URL("../../templates/", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".hbs"));
const textOf = (file: string) => ({ file, text: readFileSync(join(root, file), "utf8") });
const partials = new Map(
  files.flatMap((file) => {
    const name = /^_([\w-]+)\.hbs$/.exec(file)?.[1];
    return name === undefined ? [] : [[name, textOf(file)] as const];
  }),
);

test.each(files.filter((file) => file.includes("/")))("%s has nothing that the linter refuses", (file) => {
  const output = file.replace(/^[^/]+\//, "").replace(/\.hbs$/, "");
  const found = lint({ ...textOf(file), output, sees: seenBy(output), partials });
  expect(found.map((one) => frame(one, { text: (path) => textOf(path).text })).join("\n\n")).toBe("");
});
