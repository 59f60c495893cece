import { expect, test } from "vitest";
import { similarTracks } from "../../src/generated/tools/similar-tracks.js";
import { callTool } from "../support/call.js";
import { codeOf } from "../support/client.js";

/** A start: say here what similar-tracks must do. */
test("similar-tracks answers, or refuses with a code of its own", async () => {
  const result = await callTool(similarTracks, { track: 1 });
  expect(["INTERNAL", "INVALID_ARGUMENTS", "INVALID_RESULT"]).not.toContain(codeOf(result));
});
