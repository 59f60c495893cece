import { expect, test } from "vitest";
import { dateSection, versionsIn } from "../../src/versioning/changelog.js";
import { classified } from "../../src/versioning/change.js";
import { sentence } from "../../src/versioning/describe.js";

const removed = classified({ rule: "tool-removed", tool: "old_tool", path: "" });
const added = classified({ rule: "tool-added", tool: "new_tool", path: "" });
const dated = (text: string, changes = [removed, added]) => {
  const edit = dateSection(text, "2.0.0", "2026-11-22", changes);
  return edit.ok ? edit.text : edit;
};

const usual = `# Changelog

Words of ours.

## [Unreleased]

### Added

- A note by hand.

## [1.0.0] - 2026-01-01

- First.
`;

test("what is unreleased gets a version and a date, and the changes that it lacks", () => {
  expect(dated(usual)).toBe(`# Changelog

Words of ours.

## [Unreleased]

## [2.0.0] - 2026-11-22

### Added

- A note by hand.
- \`new_tool\`: the tool was added. (${added.fingerprint})

### Breaking

- \`old_tool\`: the tool was removed. (${removed.fingerprint})

## [1.0.0] - 2026-01-01

- First.
`);
});

test("a change that somebody wrote down already is not written again", () => {
  const text = usual.replace("- A note by hand.", `- We made a tool (${added.fingerprint}).`);
  expect(dated(text, [added])).toContain(`- We made a tool (${added.fingerprint}).\n\n## [1.0.0]`);
});

test("a changelog without sections gets its first ones", () => {
  expect(dated("# Changelog\n", [added])).toBe(
    `# Changelog\n\n## [Unreleased]\n\n## [2.0.0] - 2026-11-22\n\n### Added\n\n- \`new_tool\`: the tool was added. (${added.fingerprint})\n`,
  );
});

test("without an unreleased section the new one stands above the last version", () => {
  expect(dated("# Changelog\n\n## 1.0.0\n\n- First.\n", [])).toBe(
    "# Changelog\n\n## [Unreleased]\n\n## [2.0.0] - 2026-11-22\n\n## 1.0.0\n\n- First.\n",
  );
});

test("a latest section that waits for its date gets it", () => {
  const waiting = "# Changelog\n\n## [Unreleased]\n\n## 2.0.0\n\n### Added\n\n- By hand.\n\n## 1.0.0\n";
  expect(dated(waiting, [added])).toBe(
    `# Changelog\n\n## [Unreleased]\n\n## [2.0.0] - 2026-11-22\n\n### Added\n\n- By hand.\n- \`new_tool\`: the tool was added. (${added.fingerprint})\n\n## 1.0.0\n`,
  );
  expect(dated("## 2.0.0\n\n- All.\n", [])).toBe("## [2.0.0] - 2026-11-22\n\n- All.\n");
});

test("line endings and links at the end stay", () => {
  const text =
    "# Changelog\r\n\r\n## [Unreleased]\r\n\r\n- Note.\r\n\r\n[Unreleased]: https://example.com\r\n";
  expect(dated(text, [])).toBe(
    "# Changelog\r\n\r\n## [Unreleased]\r\n\r\n## [2.0.0] - 2026-11-22\r\n\r\n- Note.\r\n\r\n[Unreleased]: https://example.com\r\n",
  );
});

test.each([
  ["## [2.0.0] - 2026-01-01\n", "it has a section for 2.0.0 already", 1],
  ["## Unreleased\n\n## [Unreleased]\n", "it has more than one section for what is unreleased", 3],
  ["# Changelog\n\n## News of spring\n", 'its first section is neither "Unreleased" nor a version', 3],
])("a changelog in another form is left alone: %j", (text, why, line) => {
  expect(dated(text)).toEqual({ ok: false, why, line });
});

test("a heading in a block of code is no section", () => {
  const text = "# Changelog\n\n```\n## [2.0.0]\n```\n\n## [1.0.0]\n";
  expect(versionsIn(text)).toEqual(["1.0.0"]);
  expect(dated(text, [])).toContain("```\n\n## [Unreleased]\n\n## [2.0.0] - 2026-11-22\n\n## [1.0.0]\n");
});

test("text from a contract cannot become Markdown", () => {
  const odd = classified({
    rule: "enum-value-added",
    tool: "a",
    path: "/inputSchema/enum",
    after: "`*<b>\n## [9.9.9]",
  });
  const text = dated(usual, [odd]);
  expect(versionsIn(String(text))).toEqual(["2.0.0", "1.0.0"]);
  expect(text).not.toContain("<b>");
});

test("what goes, or is to go, is not among what was added, and says when and where to", () => {
  const lowered = classified({ rule: "rate-lowered", tool: "find", path: "/limits/rate" });
  const deprecated = { since: "2.0.0", removeIn: "3.0.0", use: "find", reason: "It grows\nwithout end." };
  const changes = [
    added,
    lowered,
    classified({ rule: "tool-deprecated", tool: "list", path: "/deprecated", after: deprecated }),
    classified({ rule: "sunset-announced", path: "/sunset/1", after: "2027-06-30" }),
    classified({ rule: "major-dropped", path: "/serve", before: 1 }),
  ];
  const text = dated("# Changelog\n", changes);
  expect(typeof text === "string" && text.replaceAll(/ \([0-9a-f]{12}\)/g, "")).toBe(`# Changelog

## [Unreleased]

## [2.0.0] - 2026-11-22

### Added

- \`new_tool\`: the tool was added.

### Changed

- \`find\`: fewer calls are allowed at limits/rate.

### Deprecated

- \`list\`: the tool was deprecated: to be removed in 3.0.0, use find instead: It grows without end.
- major 1 is announced to end on 2027-06-30.

### Removed

- a major is no longer served: 1.
`);
});

test.each([
  [{ rule: "sunset-withdrawn", before: "2027-06-30" }, "major 1 no longer ends on 2027-06-30"],
  [
    { rule: "sunset-moved-earlier", before: "2027-06-30", after: "2027-05-31" },
    "major 1 ends earlier than announced: on 2027-05-31, not on 2027-06-30",
  ],
  [
    { rule: "sunset-moved-later", before: "2027-06-30", after: "2027-07-31" },
    "major 1 ends later than announced: on 2027-07-31, not on 2027-06-30",
  ],
] as const)("%j reads as a sentence", (found, words) => {
  expect(sentence(classified({ path: "/sunset/1", ...found }))).toBe(words);
});

test("a deprecation of another form reads as its rule does", () => {
  const found = { rule: "tool-deprecated", tool: "list", path: "/deprecated" } as const;
  for (const after of [null, "soon", {}, { use: 1 }]) {
    expect(sentence(classified({ ...found, after }))).toMatch(/^the tool was deprecated(: "soon"|: null)?$/);
  }
});
