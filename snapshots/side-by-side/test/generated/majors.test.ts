// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { describe, expect, test } from "vitest";
import { majors } from "../../src/generated/majors.js";
import { majorOf } from "../../src/majors.js";
import { releases } from "./released.js";

test("the newest major is the last one, and the one that is served when nobody asks for another", () => {
  const numbers = majors.map(({ major }) => major);
  expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
  expect(majorOf(majors)).toBe(majors.at(-1));
});

describe.each(releases)("major $major is as $version promised it", (release) => {
  const { identity, tools } = majorOf<(typeof majors)[number]>(majors, String(release.major));

  test("it says that it is that version, with that contract", () => {
    expect(identity).toMatchObject({ version: release.version, contract: release.hash });
  });

  test("its tools are defined byte for byte as they were", () => {
    const defined = tools.map(({ definition }) => definition);
    expect(JSON.stringify(defined)).toBe(JSON.stringify(release.definitions));
  });

  test.each(release.tools)("%s keeps its limits, caps and scopes", (name, promised) => {
    const tool = tools.find(({ definition }) => definition.name === name);
    const { caps, limits, scopes } = promised;
    expect(tool).toMatchObject({ caps, limits });
    expect([...(tool?.scopes ?? [])].sort()).toEqual(scopes);
  });
});
