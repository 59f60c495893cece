/**
 * A Dockerfile as far as it goes without a container engine: its steps are done in folders, one for each stage, with
 * what .dockerignore lets in, and its command is started as its user, on a file system that it can only read.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { createInterface } from "node:readline";
import { run } from "../../scripts/project.mjs";

export interface Image {
  /** What is `/` in the container. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

interface Step {
  readonly word: string;
  readonly rest: string;
}

/** Lines that end in `\` go on in the next one. */
const stepsOf = (dockerfile: string): readonly Step[] =>
  dockerfile
    .split("\n")
    .filter((line) => !/^\s*(?:#|$)/.test(line))
    .join("\n")
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => {
      const [, word = "", rest = ""] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
      return { word, rest };
    });

/** The last line that fits a path decides; of patterns, only `*` and whole paths are known here. */
function isIgnored(path: string, rules: readonly string[]): boolean {
  let ignored = false;
  for (const rule of rules) {
    const pattern = rule.replace(/^!/, "");
    if (/[*?[]/.test(pattern) && pattern !== "*") throw new Error(`cannot read ${rule} of .dockerignore`);
    if (pattern === "*" || path === pattern || path.startsWith(`${pattern}/`))
      ignored = !rule.startsWith("!");
  }
  return ignored;
}

/** Copies what may enter the build. */
function copyContext(from: string, to: string): void {
  const rules = readFileSync(join(from, ".dockerignore"), "utf8")
    .split("\n")
    .filter((line) => /^[^#]/.test(line));
  const paths = readdirSync(from, { recursive: true, encoding: "utf8" }).filter(
    (path) => !path.startsWith("node_modules") && statSync(join(from, path)).isFile(),
  );
  for (const path of paths.filter((file) => !isIgnored(file, rules))) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(from, path), join(to, path));
  }
}

/** Makes the image of a project in `folder`. A step that is not understood here is an error. */
export async function buildImage(project: string, folder: string): Promise<Image> {
  const context = join(folder, "context");
  copyContext(project, context);
  const stages = new Map<string, string>();
  let image: Image = { root: "", workdir: "/", env: {}, user: "", command: [], healthcheck: [] };
  for (const { word, rest } of stepsOf(readFileSync(join(project, "deploy/Dockerfile"), "utf8"))) {
    const at = (path: string) => join(image.root, posix.resolve(image.workdir, path));
    switch (word) {
      case "FROM": {
        const root = join(folder, `stage-${stages.size}`);
        stages.set(/ AS (\w+)$/.exec(rest)?.[1] ?? `${stages.size}`, root);
        image = { ...image, root, workdir: "/", env: {}, user: "root" };
        break;
      }
      case "WORKDIR":
        image = { ...image, workdir: rest };
        mkdirSync(at("."), { recursive: true });
        break;
      case "COPY": {
        const [, stage, paths = ""] = /^(?:--from=(\w+) )?(.*)$/.exec(rest) ?? [];
        const words = paths.startsWith("[") ? (JSON.parse(paths) as string[]) : paths.split(" ");
        const target = words.at(-1) ?? "";
        const source = stage === undefined ? context : (stages.get(stage) ?? "");
        for (const path of words.slice(0, -1)) {
          const into = target.endsWith("./") ? join(target, posix.basename(path)) : target;
          mkdirSync(dirname(at(into)), { recursive: true });
          cpSync(join(source, path), at(into), { recursive: true, verbatimSymlinks: true });
        }
        break;
      }
      case "RUN":
        await run("sh", ["-euc", rest], { cwd: at("."), env: image.env });
        break;
      case "ENV":
        image = {
          ...image,
          env: {
            ...image.env,
            ...Object.fromEntries(rest.split(/\s+/).map((pair) => pair.split("=") as [string, string])),
          },
        };
        break;
      case "USER":
        image = { ...image, user: rest };
        break;
      case "CMD":
        image = { ...image, command: JSON.parse(rest) as string[] };
        break;
      case "HEALTHCHECK":
        image = { ...image, healthcheck: JSON.parse(rest.replace(/^.*? CMD /, "")) as string[] };
        break;
      case "EXPOSE":
      case "STOPSIGNAL":
        break;
      default:
        throw new Error(`cannot do ${word} of the Dockerfile`);
    }
  }
  for (let path = image.root; path !== dirname(folder); path = dirname(path)) chmodSync(path, 0o755);
  return image;
}

/** Namespaces, and users with numbers of their own, are root's to give. */
export const canSeal =
  process.getuid?.() === 0 && spawnSync("unshare", ["--mount", "setpriv", "--version"]).status === 0;

export const whyUnsealed = canSeal ? "" : " (skipped: only root can start it on a file system of its own)";

/** Mounts the image's files for reading only, gives up every capability, and becomes the image's user. */
const seal = `
mount --bind "$ROOT" "$ROOT" && mount -o remount,bind,ro "$ROOT" && cd "$ROOT$WORKDIR" &&
exec setpriv --reuid "\${IMAGE_USER%:*}" --regid "\${IMAGE_USER#*:}" --clear-groups --no-new-privs \\
  --bounding-set -all --inh-caps -all env -u ROOT -u WORKDIR -u IMAGE_USER "$@"`;

const sealed = (
  { root, workdir, user }: Image,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
) =>
  [
    "unshare",
    ["--mount", "sh", "-c", seal, "sh", process.execPath, ...args],
    { env: { PATH: process.env["PATH"], ROOT: root, WORKDIR: workdir, IMAGE_USER: user, ...env } },
  ] as const;

export interface Container {
  readonly logged: readonly Readonly<Record<string, unknown>>[];
  /** Ends it as an engine does, and gives its exit code. */
  readonly stop: () => Promise<number | null>;
  /** The image's own health check, with another path if one is given. */
  readonly healthy: (path?: string) => boolean;
  readonly child: ChildProcess;
}

/** Starts the image's command, and waits until it says that it is ready. */
export async function startContainer(
  image: Image,
  settings: Readonly<Record<string, string>>,
): Promise<Container> {
  const env = { ...image.env, ...settings };
  const [program, args, options] = sealed(image, env, image.command);
  const child = spawn(program, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
  const last = (): void => void child.kill("SIGKILL");
  process.once("exit", last);
  const ended = once(child, "close");
  const logged: Record<string, unknown>[] = [];
  const said: string[] = [];
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stderr }).on("line", (line) => {
      said.push(line);
      if (!line.startsWith("{")) return;
      const entry = JSON.parse(line) as Record<string, unknown>;
      logged.push(entry);
      if (entry["event"] === "ready") resolve();
    });
  });
  await Promise.race([
    ready,
    ended.then(() => {
      throw new Error(`the server ended\n${said.join("\n")}`);
    }),
  ]);
  return {
    logged,
    child,
    healthy: (path) => {
      const [, ...words] = image.healthcheck;
      const check = path === undefined ? words : [...words.slice(0, -1), path];
      const [command, all, given] = sealed(image, env, check);
      return spawnSync(command, all, given).status === 0;
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), 45_000);
      await ended;
      clearTimeout(force);
      process.off("exit", last);
      return child.exitCode;
    },
  };
}
