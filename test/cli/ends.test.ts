/** How a major ends: announced, waited for, and taken out, with the command and on days of the test's own. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { run } from "./run.js";

const spec = (version: string, serve: string, more = "") => `spec: 1
server:
  name: shop
  version: ${version}
  serve: ${serve}
  description: A shop.
${more}tools:
  greet:
    description: Do greet.
    params: { who: { type: string, maxLength: ${version.startsWith("1.") ? 20 : 40} } }
    result: { type: string, maxLength: 100 }
    handler: true
`;
const endOf1 = (sunset: string) => `[{ major: 1, deprecated: 2026-12-01, sunset: ${sunset} }, 2] # as agreed`;
const read = (folder: string, path = "mcp.yaml") => readFileSync(join(folder, path), "utf8");
const write = (folder: string, text: string) => writeFileSync(join(folder, "mcp.yaml"), text);
const on = (today: string, folder: string, ...words: string[]) => run(folder, words, { today });

async function released(folder: string, today: string, text: string): Promise<void> {
  write(folder, text);
  expect(await on(today, folder, "generate")).toMatchObject({ exitCode: 0 });
  expect(await on(today, folder, "release")).toMatchObject({ exitCode: 0 });
}

/** Major 1 beside major 2, with its end announced in 2.1.0. */
async function announced(): Promise<string> {
  const folder = temporaryFolder();
  await released(folder, "2026-01-31", spec("1.4.0", "[1]"));
  await released(folder, "2026-11-30", spec("2.0.0", "[1, 2]"));
  write(folder, spec("2.0.0", endOf1("2027-06-30")));
  expect(await on("2026-12-01", folder, "generate", "--bump")).toMatchObject({ exitCode: 0 });
  expect(read(folder)).toBe(spec("2.1.0", endOf1("2027-06-30")));
  expect(await on("2026-12-01", folder, "release")).toMatchObject({ exitCode: 0 });
  return folder;
}

test("an end is announced, near and past without an error, and the major goes from its day on", async () => {
  const folder = await announced();
  expect(read(folder, "CHANGELOG.md")).toContain(
    "## [2.1.0] - 2026-12-01\n\n### Deprecated\n\n- major 1 is announced to end on 2027-06-30. (",
  );
  for (const [today, said] of [
    ["2026-12-02", ""],
    ["2027-06-20", "warning MCP1719  major 1 ends on 2027-06-30, in 10 days\n"],
    ["2027-06-30", "warning MCP1719  major 1 ended on 2027-06-30, and is served still\n"],
    ["2037-01-01", "warning MCP1719  major 1 ended on 2027-06-30, and is served still\n"],
  ] as const) {
    const checked = await on(today, folder, "check");
    expect(checked).toMatchObject({ exitCode: 0 });
    if (said === "") expect(checked.err).not.toContain("MCP1719");
    else expect(checked.err).toContain(said);
  }

  write(folder, spec("2.2.0", "[2]"));
  expect(await on("2027-06-29", folder, "generate")).toMatchObject({ exitCode: 0 });
  const early = await on("2027-06-29", folder, "check");
  expect(early).toMatchObject({ exitCode: 1 });
  expect(early.err).toContain("error MCP1718  major 1 is gone: 2.1.0 promised it until 2027-06-30");
  expect(await on("2027-06-29", folder, "release")).toMatchObject({ exitCode: 1 });
  expect(await on("2027-06-30", folder, "check")).toMatchObject({ exitCode: 0 });
  expect(await on("2027-06-30", folder, "release")).toMatchObject({ exitCode: 0 });
  expect(read(folder, "CHANGELOG.md")).toContain("### Removed\n\n- a major is no longer served: 1. (");
});

test("a major may go early with a reason, which the changelog gives", async () => {
  const folder = await announced();
  write(folder, spec("2.2.0", "[2]"));
  const { err } = await on("2027-01-31", folder, "check");
  const fingerprint = /versioning\.accept: "([0-9a-f]{12})"/.exec(err)?.[1] ?? "";
  write(folder, spec("2.2.0", "[2]", `versioning: { accept: { "${fingerprint}": Nobody calls it. } }\n`));
  expect(await on("2027-01-31", folder, "generate")).toMatchObject({ exitCode: 0 });
  expect(await on("2027-01-31", folder, "check")).toMatchObject({ exitCode: 0 });
  expect(await on("2027-01-31", folder, "release")).toMatchObject({ exitCode: 0 });
  expect(read(folder, "CHANGELOG.md")).toContain("served: 1. Accepted: Nobody calls it.");
});

test("an earlier day is a breaking change, a later one is not, and none is forgotten", async () => {
  const folder = await announced();
  const checked = async (sunset: string, version = "2.2.0") => {
    write(folder, spec(version, sunset === "" ? "[1, 2]" : endOf1(sunset)));
    await on("2026-12-02", folder, "generate");
    return on("2026-12-02", folder, "check");
  };
  const earlier = await checked("2027-05-31");
  expect(earlier).toMatchObject({ exitCode: 1 });
  expect(earlier.err).toContain("major 1 ends earlier than announced: on 2027-05-31, not on 2027-06-30");
  expect(earlier.err).toContain("at least 3.0.0");
  for (const [sunset, words] of [
    ["2027-12-31", "major 1 ends later than announced: on 2027-12-31, not on 2027-06-30"],
    ["", "major 1 no longer ends on 2027-06-30"],
  ] as const) {
    const { exitCode, err } = await checked(sunset);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: expect.stringContaining(words) });
    expect((await checked(sunset, "2.1.1")).err).toContain("at least 2.2.0");
  }
});

test("what is generated does not depend on the day", async () => {
  const folder = await announced();
  expect(await on("2026-12-01", folder, "generate")).toMatchObject({ exitCode: 0 });
  const before = tree(folder);
  for (const today of ["2026-12-02", "2027-06-29", "2027-06-30", "2037-01-01"]) {
    expect(await on(today, folder, "generate", "--check")).toMatchObject({
      exitCode: 0,
      err: "Everything is as the spec says.\n",
    });
    expect(await on(today, folder, "generate")).toMatchObject({ exitCode: 0 });
  }
  expect(tree(folder)).toEqual(before);
});

test("--bump keeps an end with its comments when another major begins, and takes it along when the major goes", async () => {
  for (const [answer, serve] of [
    ["--serve=keep", endOf1("2027-06-30").replace("2]", "2, 3]")],
    ["--serve=drop", "[3] # as agreed"],
  ] as const) {
    const folder = await announced();
    const narrower = (text: string) => text.replace("maxLength: 40", "maxLength: 30");
    write(folder, narrower(read(folder)));
    await on("2026-12-02", folder, "generate", "--bump", answer);
    expect(read(folder)).toBe(narrower(spec("3.0.0", serve)));
  }
});
