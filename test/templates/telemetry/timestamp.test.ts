import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { timestamp } from "../../../templates/base/src/telemetry/timestamp.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the time is ISO 8601 to the millisecond, also when the clock is set back", () => {
  const times = [
    "2026-01-02T03:04:05.006Z",
    "2026-01-02T03:04:05.006Z",
    "2026-01-02T03:04:05.007Z",
    "2020-01-01T00:00:00.000Z",
  ];
  for (const time of times) {
    vi.setSystemTime(new Date(time));
    expect(timestamp()).toBe(time);
  }
});
