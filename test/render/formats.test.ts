import { expect, test } from "vitest";
import { formats } from "../../src/render/validators.js";

/** Format, texts that have it, texts that do not. */
const examples: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  date: [
    ["2024-02-29", "1999-12-31"],
    ["2023-02-29", "1900-02-29", "2024-13-01", "2024-1-1", "2024-01-01T", ""],
  ],
  "date-time": [
    [
      "2026-01-31T12:00:00Z",
      "2026-01-31t12:00:00.123+05:30",
      "1990-12-31T23:59:60Z",
      "1990-12-31T15:59:60-08:00",
    ],
    [
      "2026-01-31",
      "2026-01-31T12:00:00",
      "2026-01-31T24:00:00Z",
      "1990-12-31T22:59:60Z",
      "2026-02-30T00:00:00Z",
    ],
  ],
  duration: [
    ["P1D", "PT1H30M", "P1Y2M3DT4H5M6.5S", "P4W"],
    ["P", "PT", "1D", "P1S", "P1DT", "P1W2D"],
  ],
  email: [
    ["a@b", "first.last+tag@example.co.uk"],
    ["a", "@b", "a@", ".a@b", "a..b@c", "a@b..c", "a b@c", "a@-b", "a@b."],
  ],
  hostname: [
    ["example.com", "a", "xn--bcher-kva.example", "example.com."],
    ["", "-a", "a-", "a..b", "a_b", "a".repeat(64)],
  ],
  ipv4: [
    ["192.0.2.1", "0.0.0.0", "255.255.255.255"],
    ["256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4."],
  ],
  ipv6: [
    ["::", "::1", "2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "1:2:3:4:5:6:192.0.2.1"],
    [
      "",
      ":",
      ":::",
      "1::2::3",
      "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8:9",
      "12345::",
      "::192.0.2.256",
      "fe80::1%eth0",
    ],
  ],
  "json-pointer": [
    ["", "/a/b", "/a~0b~1c", "/"],
    ["a", "/~", "/a~2"],
  ],
  regex: [
    ["^a+$", "\\d{2}"],
    ["(", "[z-a]", "\\Z"],
  ],
  "relative-json-pointer": [
    ["0", "1/a", "2#"],
    ["01", "-1", "/a", "0##"],
  ],
  time: [
    ["12:00:00Z", "23:59:60+00:00"],
    ["12:00:00", "25:00:00Z", "12:60:00Z", "12:00Z"],
  ],
  uri: [
    ["https://example.com/a?b#c", "urn:isbn:1", "mailto:a@b"],
    ["/a", "example.com", "https://exa mple.com", "https://a/\\b"],
  ],
  "uri-reference": [
    ["/a/b", "https://example.com", "#x", ""],
    ["a b", "\\\\host"],
  ],
  "uri-template": [
    ["https://example.com/{id}{?page,size*}", "/a"],
    ["/{", "/{}", "/a b"],
  ],
  uuid: [
    ["123e4567-e89b-12d3-a456-426614174000"],
    ["123e4567e89b12d3a456426614174000", "g23e4567-e89b-12d3-a456-426614174000"],
  ],
};

test("has examples for every format", () => {
  expect(Object.keys(examples).sort()).toEqual(Object.keys(formats).sort());
});

test.each(Object.entries(examples))("%s accepts what is one, and nothing else", (name, [good, bad]) => {
  const accepted = [...good, ...bad].filter((text) => formats[name]?.(text));
  expect(accepted).toEqual(good);
});

test.each(Object.keys(formats))("%s answers at once, whatever the text", (name) => {
  const started = performance.now();
  for (const unit of ["a", "a.", "1:", "-", "%41", "{a,", "/~0", "a@", "::", "[", "P1D"])
    formats[name]?.(unit.repeat(20_000));
  expect(performance.now() - started).toBeLessThan(500);
});
