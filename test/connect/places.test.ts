import { posix, win32 } from "node:path";
import { expect, test } from "vitest";
import { clients } from "../../src/connect/clients.js";
import { machineOf, type Machine } from "../../src/connect/machine.js";

const filesOn = (machine: Machine, folder: string) =>
  Object.fromEntries(
    clients.map(({ name, files }) => [
      name,
      [files.user?.(machine, folder), files.project?.(machine, folder)],
    ]),
  );

test("on Linux, in the folders of the XDG specification", () => {
  const machine = { platform: "linux", home: "/home/ada", env: {}, path: posix } as const;
  expect(filesOn(machine, "/projects/shop")).toEqual({
    "claude-code": ["/home/ada/.claude.json", "/projects/shop/.mcp.json"],
    "claude-desktop": ["/home/ada/.config/Claude/claude_desktop_config.json", undefined],
    vscode: ["/home/ada/.config/Code/User/mcp.json", "/projects/shop/.vscode/mcp.json"],
    cursor: ["/home/ada/.cursor/mcp.json", "/projects/shop/.cursor/mcp.json"],
    "gemini-cli": ["/home/ada/.gemini/settings.json", "/projects/shop/.gemini/settings.json"],
    codex: ["/home/ada/.codex/config.toml", "/projects/shop/.codex/config.toml"],
    goose: ["/home/ada/.config/goose/config.yaml", undefined],
  });
});

test("on macOS, in Application Support what has a window", () => {
  const machine = { platform: "darwin", home: "/Users/ada", env: {}, path: posix } as const;
  expect(filesOn(machine, "/projects")).toMatchObject({
    "claude-desktop": ["/Users/ada/Library/Application Support/Claude/claude_desktop_config.json", undefined],
    vscode: ["/Users/ada/Library/Application Support/Code/User/mcp.json", "/projects/.vscode/mcp.json"],
    goose: ["/Users/ada/.config/goose/config.yaml", undefined],
    codex: ["/Users/ada/.codex/config.toml", "/projects/.codex/config.toml"],
  });
});

test("on Windows, in APPDATA", () => {
  const env = { APPDATA: "D:\\Roaming" };
  const machine = { platform: "win32", home: "C:\\Users\\ada", env, path: win32 } as const;
  expect(filesOn(machine, "C:\\shop")).toEqual({
    "claude-code": ["C:\\Users\\ada\\.claude.json", "C:\\shop\\.mcp.json"],
    "claude-desktop": ["D:\\Roaming\\Claude\\claude_desktop_config.json", undefined],
    vscode: ["D:\\Roaming\\Code\\User\\mcp.json", "C:\\shop\\.vscode\\mcp.json"],
    cursor: ["C:\\Users\\ada\\.cursor\\mcp.json", "C:\\shop\\.cursor\\mcp.json"],
    "gemini-cli": ["C:\\Users\\ada\\.gemini\\settings.json", "C:\\shop\\.gemini\\settings.json"],
    codex: ["C:\\Users\\ada\\.codex\\config.toml", "C:\\shop\\.codex\\config.toml"],
    goose: ["D:\\Roaming\\Block\\goose\\config\\config.yaml", undefined],
  });
  const without = filesOn({ ...machine, env: {} }, "C:\\shop");
  expect(without["goose"]?.[0]).toBe("C:\\Users\\ada\\AppData\\Roaming\\Block\\goose\\config\\config.yaml");
});

test("where the client's own variable says so", () => {
  const env = {
    CLAUDE_CONFIG_DIR: "/cfg/claude",
    CODEX_HOME: "/cfg/codex",
    GEMINI_CLI_HOME: "/cfg/gemini",
    GOOSE_PATH_ROOT: "/cfg/goose",
    XDG_CONFIG_HOME: "/cfg/xdg",
  };
  const machine = { platform: "linux", home: "/home/ada", env, path: posix } as const;
  const users = Object.values(filesOn(machine, "/projects")).map(([user]) => user);
  expect(users).toEqual([
    "/cfg/claude/.claude.json",
    "/cfg/xdg/Claude/claude_desktop_config.json",
    "/cfg/xdg/Code/User/mcp.json",
    "/home/ada/.cursor/mcp.json",
    "/cfg/gemini/.gemini/settings.json",
    "/cfg/codex/config.toml",
    "/cfg/goose/config/config.yaml",
  ]);
});

test("a relative XDG_CONFIG_HOME is ignored, as its specification says", () => {
  const env = { XDG_CONFIG_HOME: "cfg" };
  const machine = { platform: "linux", home: "/home/ada", env, path: posix } as const;
  expect(filesOn(machine, "/projects")["goose"]?.[0]).toBe("/home/ada/.config/goose/config.yaml");
});

test("home is where the environment says", () => {
  const name = process.platform === "win32" ? "USERPROFILE" : "HOME";
  expect(machineOf({ env: { [name]: "/somewhere" } }).home).toBe("/somewhere");
});
