import { expect, test } from "vitest";
import { fileSystemProblem, unusablePath } from "../../src/regenerate/failure.js";

const failed = (code: string, syscall: string, more: object = {}) =>
  Object.assign(new Error(`${code}: refused, ${syscall}`), { code, syscall, ...more });

test.each([
  [
    failed("EACCES", "rename", { path: "/p/.state/1", dest: "/p/src/a.ts" }),
    "MCP1503",
    '"/p/src/a.ts" is not',
  ],
  [failed("EPERM", "mkdir", { path: "/p/.state/run" }), "MCP1503", '"/p/.state/run" is not writable (EPERM)'],
  [failed("EACCES", "mkdir", { path: "/p" }), "MCP1503", '"/p" is not writable (EACCES)'],
  [failed("EROFS", "write"), "MCP1503", '"/p" is not writable (EROFS)'],
  [
    failed("EACCES", "open", { path: "/p/src/a.ts" }),
    "MCP1506",
    'cannot use "/p/src/a.ts": permission denied',
  ],
  [failed("ENOTDIR", "mkdir", { path: "/p" }), "MCP1502", '"/p" is not a folder'],
])("%s is told of the place that it is about", (error, code, message) => {
  const found = fileSystemProblem(error, "/p");
  expect(found?.code).toBe(code);
  expect(found?.message).toContain(message);
});

test.each([
  ["a bug", new TypeError("x is not a function")],
  ["a program that cannot be run", failed("EACCES", "spawn git", { path: "git" })],
  ["an error without a place", failed("EIO", "read")],
])("%s is no matter of a path", (_what, error) => {
  expect(unusablePath(error)).toBeUndefined();
});
