import { expect, test } from "vitest";
import { createLog } from "../../../templates/base/src/telemetry/log.js";

const unsafe = ["\u001b[2J\u009b", "\u202egnp.exe", "a\u2028{}", "\u200b\u{e0041}", "\ufeff", "one\ntwo"];

test("a line holds no character that a terminal acts on or a reader does not see, whatever a handler logs", () => {
  const lines: string[] = [];
  const log = createLog({ level: "info" }, { write: (line) => void lines.push(line) });
  for (const text of unsafe) log.info({ event: "own", [text]: [{ text }] }, text);
  expect(lines).toHaveLength(unsafe.length);
  for (const [index, line] of lines.entries()) {
    expect(line.slice(0, -1)).not.toMatch(/[\0-\x1f\x7f-\x9f\u200b\u2028\u202e\ufeff\u{e0041}]/u);
    expect(JSON.parse(line)).toMatchObject({
      msg: unsafe[index],
      [unsafe[index] ?? ""]: [{ text: unsafe[index] }],
    });
  }
});

test("ordinary text stays as it is", () => {
  const lines: string[] = [];
  const log = createLog({ level: "info" }, { write: (line) => void lines.push(line) });
  log.info({ event: "own", name: "Zoë 漢字 👍🏽" });
  expect(lines[0]).toContain('"name":"Zoë 漢字 👍🏽"');
});
