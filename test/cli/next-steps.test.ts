import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { nextSteps } from "../../src/project/next-steps.js";
import { goldenModel } from "../golden-trees.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const linesFor = async (name: string) => {
  const model = await goldenModel(root, name);
  const said = nextSteps({ dir: "/srv/my-server", cwd: "/srv", model, files: 100, installed: false });
  return said.split("\n").filter((line) => line.startsWith("  "));
};

test("a new server with API keys is told how to get one before it is started", async () => {
  const lines = await linesFor("api-keys");
  const commands = lines.map((line) => line.split("#")[0]?.trim());
  expect(commands).toEqual([
    "cd my-server",
    "npm install",
    "npm run build",
    "npm run mint-api-key -- my-client stock:read",
    "export API_KEYS=…",
    "npm start",
  ]);
});

test("what a server does not start without is set before, with what it is", async () => {
  const lines = await linesFor("http-api");
  const commands = lines.map((line) => line.split("#")[0]?.trim() ?? "");
  const [first = -1] = commands.flatMap((command, index) => (command.startsWith("export ") ? [index] : []));
  expect(first).toBeGreaterThan(-1);
  expect(first).toBeLessThan(commands.indexOf("npm start"));
  expect(lines[first]).toMatch(/^ {2}export \w+=… +# \w+/);
});
