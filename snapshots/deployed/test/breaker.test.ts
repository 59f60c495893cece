import { expect, test } from "vitest";
import { createBreaker } from "../src/sources/upstream-breaker.js";
import { createLog } from "../src/telemetry/log.js";
import { parseLines } from "./support/lines.js";

function fixture() {
  const lines: string[] = [];
  const clock = { ms: 0 };
  const log = createLog({ level: "info" }, { write: (line) => void lines.push(line) });
  const breaker = createBreaker("api", log, () => clock.ms);
  const fail = (times: number): void => {
    for (let time = 0; time < times; time++) breaker.enter()("down", new Error("no answer"));
  };
  const events = () => parseLines(lines.join("")).map(({ event }) => event);
  return { breaker, clock, fail, events };
}

const refused = expect.objectContaining({ code: "SOURCE_UNAVAILABLE" });

test("a success between failures starts the count again", () => {
  const { breaker, fail } = fixture();
  fail(4);
  breaker.enter()("up");
  fail(4);
  expect(breaker.state()).toBe("closed");
  fail(1);
  expect(breaker.state()).toBe("open");
});

test("after the pause one call finds out, and the others wait for what it finds", () => {
  const { breaker, clock, fail, events } = fixture();
  fail(5);
  expect(() => breaker.enter()).toThrow(refused);
  clock.ms += 5_000;
  expect(breaker.state()).toBe("half-open");
  const probe = breaker.enter();
  expect(() => breaker.enter()).toThrow(refused);
  probe("up");
  breaker.enter()("up");
  expect(events()).toEqual(["source_down", "source_up"]);
});

test("each failure of that call makes the pause longer, up to a minute", () => {
  const { breaker, clock, fail, events } = fixture();
  fail(5);
  for (const pause of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
    clock.ms += pause - 1;
    expect(() => breaker.enter()).toThrow(refused);
    clock.ms += 1;
    breaker.enter()("down");
  }
  expect(events()).toEqual(["source_down"]);
});

test("a call that was cancelled tells nothing, and leaves the finding out to the next", () => {
  const { breaker, clock, fail } = fixture();
  fail(5);
  clock.ms += 5_000;
  breaker.enter()("unknown");
  expect(() => breaker.enter()("up")).not.toThrow();
  expect(breaker.state()).toBe("closed");
});

test("a call that never ends, as on a host that drops it with its client, is not waited for forever", () => {
  const { breaker, clock, fail } = fixture();
  fail(5);
  clock.ms += 5_000;
  const lost = breaker.enter();
  clock.ms += 59_999;
  expect(() => breaker.enter()).toThrow(refused);
  clock.ms += 1;
  const probe = breaker.enter();
  expect(() => breaker.enter()).toThrow(refused);
  probe("up");
  lost("unknown");
  expect(breaker.state()).toBe("closed");
});

test("failures of calls that began before do not make the pause longer", () => {
  const { breaker, clock, fail } = fixture();
  const late = [breaker.enter(), breaker.enter(), breaker.enter()];
  fail(5);
  for (const ended of late) ended("down");
  clock.ms += 5_000;
  expect(() => breaker.enter()).not.toThrow();
});
