/** A client that writes its configuration while `connect` is at work on it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type * as ConfigFile from "../../src/connect/config-file.js";
import { project } from "./project.js";

const theirs = '{ "written": "by the client" }\n';

vi.mock("../../src/connect/config-file.js", async (original) => {
  const real = await original<typeof ConfigFile>();
  return {
    ...real,
    replaceConfig: (...call: Parameters<typeof real.replaceConfig>) => {
      writeFileSync(call[0].path, theirs);
      return real.replaceConfig(...call);
    },
  };
});

test("what a client writes meanwhile is kept, and the user is told to try again", async () => {
  const own = project();
  const path = join(own.home, ".claude.json");
  own.write(path, "{}\n");
  const { exitCode, err } = await own.connect("claude-code", "--write");
  expect(exitCode).toBe(1);
  expect(err).toBe(
    `error MCP1954  "${path}" was changed by another program just now\n` +
      "  help: run the same command again; nothing was written\n",
  );
  expect(own.read(path)).toBe(theirs);
});
