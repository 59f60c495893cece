import { describe, expect, test } from "vitest";
import { readEnvironment } from "../../../templates/base/src/environment.js";
import { storeUrl } from "../../../templates/redis/src/guard/store-url.js";

function read(value: string | undefined) {
  const env = readEnvironment({ REDIS_URL: value });
  const url = storeUrl(env, "REDIS_URL");
  env.finish();
  return url;
}

describe("the address of the limit store", () => {
  test.each([
    "redis://127.0.0.1:6379",
    "rediss://user:pa%2Fss@cache.example.com:6380/2",
    "redis://[::1]:6379",
  ])("may be %s", (url) => {
    expect(read(url)).toBe(url);
  });

  test.each(["localhost:6379", "http://cache:6379", "redis://", "redis:///0"])("may not be %s", (url) => {
    expect(() => read(url)).toThrow(/REDIS_URL must be an address such as redis:/);
  });

  test("is not repeated in the complaint about it: it may hold a password", () => {
    expect(() => read("cache:s3cret@host")).not.toThrow(/s3cret/);
    expect(() => read("cache:s3cret@host")).toThrow(/REDIS_URL/);
  });

  test("is required", () => {
    expect(() => read(undefined)).toThrow("REDIS_URL is required (or REDIS_URL_FILE");
  });
});
