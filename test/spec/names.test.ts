import { Script } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fileNameOf, identifierOf } from "../../src/spec/names.js";
import { toolNamePattern } from "../../src/spec/schema/tool.js";
import { anyText } from "./support.js";

test.each([
  ["query_users", "query-users", "queryUsers"],
  ["queryUsers", "query-users", "queryUsers"],
  ["Query.Users", "query-users", "queryUsers"],
  ["getURLFor2Users", "get-url-for2-users", "getUrlFor2Users"],
  ["delete", "delete", "deleteTool"],
  ["2fa", "2fa", "tool2fa"],
  ["---", "tool", "tool"],
  ["con", "con-tool", "con"],
  ["_private", "private", "privateTool"],
  ["select", "select", "selectTool"],
  ["limits", "limits", "limitsTool"],
  ["call_tool", "call-tool", "callToolTool"],
])("%s makes %s.ts and %s", (name, file, identifier) => {
  expect(fileNameOf(name)).toBe(file);
  expect(identifierOf(name, "tool")).toBe(identifier);
});

const toolName = fc.stringMatching(toolNamePattern);

test("every allowed name makes a safe file name and an identifier that can be declared", () => {
  fc.assert(
    fc.property(toolName, (name) => {
      expect(fileNameOf(name)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(fileNameOf(name)).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)$/);
      const identifier = identifierOf(name, "tool");
      expect(identifier).toMatch(/^[A-Za-z][A-Za-z0-9]*$/);
      expect(() => new Script(`"use strict"; const ${identifier} = 1;`)).not.toThrow();
    }),
  );
});

test("any other text does, too", () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      expect(fileNameOf(text)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(identifierOf(text, "source")).toMatch(/^[A-Za-z][A-Za-z0-9]*$/);
    }),
  );
});
