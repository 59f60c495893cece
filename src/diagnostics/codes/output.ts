import type { CatalogEntry } from "../catalog.js";

/** MCP15xx: the output folder and regeneration. */
export const outputCodes = {
  MCP1501: {
    title: "folder not empty",
    cause: "A new project never mixes with files that are there already.",
    fix: "choose another folder, or empty this one",
  },
  MCP1502: {
    title: "not a folder",
    cause: "A file stands where the project, or a folder above it, should be.",
    fix: "choose another folder",
  },
  MCP1503: {
    title: "not writable",
    cause: "The file system refuses to write there.",
    fix: "check who owns the folder and its permissions",
  },
  MCP1504: {
    title: "no space left",
    cause: "The disk or the quota is full. What this run had written was removed again.",
    fix: "free some space, then run the same command again",
  },
  MCP1505: {
    title: "file system error",
    cause: "The operating system refused to read or write.",
    fix: "check the disk, then run the same command again",
  },
  MCP1506: {
    title: "not what it should be",
    cause:
      "A file stands where a folder belongs, a folder where a file does, a link leads nowhere or in a circle, or you may not read it.",
    fix: "look at what stands there and put it right, then run the same command again",
  },
  MCP1510: {
    title: "no spec found",
    cause: "A project is regenerated from its spec, which is looked for in the folder and those above it.",
    fix: "run it inside a project, or make one: `create-mcp-prod`",
  },
  MCP1511: {
    title: "several specs in one folder",
    cause: "A project has one spec; guessing which one counts could generate from the wrong one.",
    fix: "keep one of them",
  },
  MCP1512: {
    title: "file of the spec cannot be copied",
    cause: "A new project takes a copy of the files that its spec names.",
    fix: "check that the file exists below the spec's folder",
  },
  MCP1520: {
    title: "lock from a newer generator",
    cause: "An older generator could misread it, and take an edit for its own text.",
    fix: "use the version that wrote it, or a newer one",
  },
  MCP1521: {
    title: "lock with merge conflicts",
    cause:
      "What git left of a merge is put together by itself, if each side is a whole lock; here one is not.",
    fix: "take either side, then generate again",
  },
  MCP1522: {
    title: "damaged lock",
    cause: "Without it an edited file cannot be told from a generated one, so nothing may be overwritten.",
    fix: "restore it from version control",
  },
  MCP1523: {
    title: "another run at work",
    cause: "Two runs at once would each undo what the other writes.",
    fix: "wait for it to end",
  },
  MCP1524: {
    title: "path that must not be written",
    cause: "Every file stays inside the project and exists under the same name on every system.",
    fix: "rename what the path comes from; remove a symbolic link that leaves the project",
  },
  MCP1525: {
    title: "paths that cannot both exist",
    cause: "On many systems upper and lower case do not tell files apart.",
    fix: "rename one of the tools or sources that they belong to",
  },
  MCP1526: {
    title: "edits that are not committed",
    cause: "These files have edits of yours that version control does not have yet, and would be rewritten.",
    fix: "commit them first, or pass --allow-dirty",
  },
  MCP1530: {
    title: "conflicting edits",
    cause: "You and the generator changed the same lines since it was last generated.",
    fix: "run it in a terminal to decide for each file, or pass --on-conflict=markers, mine or generated",
  },
  MCP1531: {
    title: "file in the way",
    cause: "The generator did not make what stands there, so it does not overwrite it.",
    fix: "move it away, or keep it with --on-conflict=mine, or merge it with --on-conflict=markers",
  },
  MCP1532: {
    title: "out of date",
    cause: "The project is not what its spec generates.",
    fix: "run `create-mcp-prod generate` and commit the result",
  },
  MCP1533: {
    title: "conflict markers left",
    cause:
      "An earlier conflict was not resolved: the file would be built, and merged again, with its markers.",
    fix: "resolve it (<<<<<<< is yours, >>>>>>> generated), then generate again; --on-conflict=generated drops yours",
  },
  MCP1534: {
    title: "nothing to restore",
    cause: "Only a file that the project generates can be brought back.",
    fix: "give the path as `generate --dry-run` lists it under what stays deleted",
  },
  MCP1540: {
    title: "dependencies not installed",
    cause: "The project is complete, but `npm install` in it failed.",
    fix: "run `npm install` in the project",
    severity: "warning",
  },
  MCP1541: {
    title: "no first commit",
    cause: "The project is complete, but git could not record it.",
    fix: "commit it yourself",
    severity: "warning",
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;
