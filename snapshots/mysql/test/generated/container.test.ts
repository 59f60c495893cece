import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const textOf = (path: string) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");
const dockerfile = textOf("deploy/Dockerfile").split("\n");
const starting = (word: string) => dockerfile.filter((line) => line.startsWith(`${word} `));

const pinned = /^FROM (?:--platform=\$BUILDPLATFORM )?\S+@sha256:[0-9a-f]{64}( |$)/;

interface Locked {
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

describe("the container image", () => {
  test("is made of bases that are pinned by digest", () => {
    expect(starting("FROM").length).toBeGreaterThan(1);
    for (const line of starting("FROM")) expect(line).toMatch(pinned);
  });

  test("has no package that runs on one kind of processor only: it is built for others, too", () => {
    const { packages } = JSON.parse(textOf("package-lock.json")) as {
      packages: Readonly<Record<string, Locked>>;
    };
    const installed = Object.entries(packages).filter(([, { dev }]) => dev !== true);
    const takes = (named: readonly string[] | undefined, wanted: readonly string[]) =>
      wanted.every((one) => named?.includes(one) ?? true);
    const narrow = installed.filter(
      ([, { os, cpu }]) => !takes(os, ["linux"]) || !takes(cpu, ["x64", "arm64"]),
    );
    expect(narrow.map(([path]) => path)).toEqual([]);
  });

  test("runs as a user who is not root, and is started without a shell", () => {
    expect(starting("USER").at(-1)).toMatch(/^USER [1-9]\d*:[1-9]\d*$/);
    const [, command = ""] = starting("CMD").at(-1)?.split(/^CMD /) ?? [];
    expect(JSON.parse(command)).toContain("dist/main.js");
    const last = dockerfile.findLastIndex((line) => line.startsWith("FROM "));
    expect(dockerfile.slice(last).filter((line) => line.startsWith("RUN "))).toEqual([]);
  });

  test("is built from what .dockerignore names, and from nothing else", () => {
    const [first, ...rest] = textOf(".dockerignore")
      .split("\n")
      .filter((line) => /^[^#]/.test(line));
    expect(first).toBe("*");
    for (const line of rest) expect(line).not.toMatch(/^!.*(?:\.env|secret|\.git\b|\*)/);
  });
});
