#!/usr/bin/env node
// Without static imports and new syntax, so that an old Node gets as far as the sentence below.
const parts = process.versions.node.split(".").map(Number);
const major = parts[0];
const minor = parts[1];
const supported =
  (major === 20 && minor >= 19) ||
  (major === 22 && minor >= 12) ||
  (major === 23 && minor >= 5) ||
  major >= 24;

if (supported) {
  import("node:module")
    .then((module) => {
      if (module.enableCompileCache) module.enableCompileCache(); // Since Node 22.1.
      return import("../dist/cli.js");
    })
    .then((cli) => cli.runProcess());
} else {
  process.stderr.write(
    "create-mcp-prod needs Node 20.19, 22.12, 24 or newer; this is Node " + process.versions.node + ".\n",
  );
  process.exitCode = 2;
}
