import { expect, test } from "vitest";
import { serviceStatus } from "../../src/generated/tools/service-status.js";
import { callTool } from "../support/call.js";

test.each([
  ["search", true],
  ["mail", false],
])("%s is up: %s", async (service, up) => {
  const { structuredContent } = await callTool(serviceStatus, { service });
  expect(structuredContent).toEqual({ service, up });
});
