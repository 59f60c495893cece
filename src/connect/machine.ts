/** The user's machine as far as clients keep their configuration on it. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { posix, win32, type PlatformPath } from "node:path";
import type { Terminal } from "../terminal.js";

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Paths as that system writes them. */
  readonly path: PlatformPath;
}

export function machineOf({ env }: Pick<Terminal, "env">): Machine {
  const { platform } = process;
  const home = env[platform === "win32" ? "USERPROFILE" : "HOME"] || homedir();
  return { platform, home, env, path: platform === "win32" ? win32 : posix };
}

/** Where programs with a window keep their settings: `~/Library/Application Support`, `%APPDATA%`, `~/.config`. */
export function applicationData({ platform, home, env, path }: Machine): string {
  if (platform === "darwin") return path.join(home, "Library", "Application Support");
  if (platform === "win32") return env["APPDATA"] || path.join(home, "AppData", "Roaming");
  return xdgConfig({ platform, home, env, path });
}

/** https://specifications.freedesktop.org/basedir-spec: a relative path there is to be ignored. */
export function xdgConfig({ home, env, path }: Machine): string {
  const set = env["XDG_CONFIG_HOME"];
  return set !== undefined && path.isAbsolute(set) ? set : path.join(home, ".config");
}

/**
 * Node's full path, for clients that are not started from a shell and so may not find it. As the PATH has it: what
 * a version manager links there outlives an update, `process.execPath` does not.
 */
export function nodePath({ platform, env, path }: Machine): string {
  const name = platform === "win32" ? "node.exe" : "node";
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(path.delimiter).filter(path.isAbsolute);
  return (
    folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? process.execPath
  );
}
