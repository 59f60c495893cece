import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hmac, hmacKey } from "../../../templates/base/src/telemetry/hmac.js";

const derived = (secret: string, purpose: string): Buffer =>
  createHmac("sha256", secret).update(purpose).digest();

test("is the HMAC-SHA-256 that everybody else computes, whatever the secret and the text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.string(),
      fc.string({ unit: "binary" }),
      (secret, purpose, text) => {
        const theirs = createHmac("sha256", derived(secret, purpose)).update(text).digest("hex");
        expect(hmac(hmacKey(secret, purpose), text)).toBe(theirs);
      },
    ),
  );
});

test("takes texts of any length", () => {
  const key = hmacKey("a secret", "a purpose");
  for (const length of [0, 1, 63, 64, 65, 100_000]) {
    const text = "ü".repeat(length);
    const theirs = createHmac("sha256", derived("a secret", "a purpose")).update(text).digest("hex");
    expect(hmac(key, text)).toBe(theirs);
  }
});
