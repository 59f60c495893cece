/**
 * Files for deployment by tools that know them: the Dockerfile by two linters, the compose file by Docker Compose, the
 * overlays by kubectl's kustomize, the edge's configuration by nginx, what it makes by the types of Kubernetes' API, the Cloud Run service by those of
 * Knative. Each tool has to find a mistake that is planted, or it would prove nothing.
 * `VALIDATORS` names the folder with the tools that `.ci/run` makes.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadAll } from "js-yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repository } from "../../scripts/project.mjs";
import { nginx, whyNoNginx } from "../support/nginx.js";
import { deployed, names, textOf, type Deployed, type Tree } from "../deploy/trees.js";

const tools = process.env["VALIDATORS"] ?? "";
const tool = (path: string) => join(tools, path);
const here = tools !== "" && existsSync(tool("node_modules/kubernetes-models"));
const compose = tool("usr/libexec/docker/cli-plugins/docker-compose");
const kubectl = tool("usr/bin/kubectl");
const skippedWithout = (program: string) =>
  existsSync(program) ? "" : " (skipped: it is not in VALIDATORS)";

let folder: string;
const projects = new Map<Deployed, { readonly tree: Tree; readonly at: string }>();
const projectOf = (name: Deployed) => {
  const project = projects.get(name);
  if (project === undefined) throw new Error(`There is no project ${name}.`);
  return project;
};

beforeAll(async () => {
  if (!here) return;
  // Beside the packages, so that what is compiled here finds them.
  folder = mkdtempSync(join(tools, "checked-"));
  for (const name of names) {
    const tree = await deployed[name]();
    const at = join(folder, name);
    for (const [path, text] of tree) {
      if (!path.startsWith("deploy/")) continue;
      mkdirSync(dirname(join(at, path)), { recursive: true });
      writeFileSync(join(at, path), text);
    }
    projects.set(name, { tree, at });
  }
});
afterAll(() => {
  if (here) rmSync(folder, { recursive: true, force: true });
});

/** A copy of a file with one mistake, under another name beside it. */
function planted(name: Deployed, path: string, from: string, to: string): string {
  const { tree, at } = projectOf(name);
  const text = textOf(tree, path);
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  const file = join(at, dirname(path), `planted-${path.split("/").at(-1) ?? ""}`);
  writeFileSync(file, text.replace(from, to));
  return file;
}

describe.skipIf(!here)(`the Dockerfile${here ? "" : " (skipped without VALIDATORS)"}`, () => {
  /** What both linters say: one knows the language, the other habits that go wrong. */
  function problemsOf(text: string): readonly string[] {
    const load = createRequire(tool("package.json"));
    const { validate } = load("dockerfile-utils") as { validate: (text: string) => { message: string }[] };
    const { run } = load("dockerfilelint/lib/index.js") as {
      run: (path: string, text: string) => { title: string; line: string }[];
    };
    return [
      ...validate(text).map(({ message }) => message),
      ...run("./", text).map(({ title, line }) => `${line}: ${title}`),
    ];
  }

  test.each(names)("of %s has nothing to find", (name) => {
    expect(problemsOf(textOf(projectOf(name).tree, "deploy/Dockerfile"))).toEqual([]);
  });

  test.each([
    ["an unknown instruction", "WORKDIR /app", "WORKDR /app"],
    ["a flag that there is not", "--from=build", "--form=build"],
    ["a port that there is not", "EXPOSE 3000", "EXPOSE 300000"],
    ["an option of the health check without its value", "--timeout=3s", "--timeout"],
    ["a base without a tag", /FROM --platform=\S+ node:24\S+/.source, "FROM node AS build"],
    ["a command that is no list", 'CMD ["dist/main.js"]', 'CMD ["dist/main.js"]\nCMD ["dist/main.js"]'],
  ])("with %s is found out", (_, from, to) => {
    const text = textOf(projectOf("deployed").tree, "deploy/Dockerfile");
    const bad = text.replace(
      new RegExp(from.includes("\\S") ? from : from.replace(/[[\]().*]/g, "\\$&")),
      to,
    );
    expect(bad).not.toBe(text);
    expect(problemsOf(bad)).not.toEqual([]);
  });
});

describe.skipIf(!existsSync(compose))(`the compose file, by Docker Compose${skippedWithout(compose)}`, () => {
  const check = (file: string) => {
    const { status, stderr } = spawnSync(compose, ["-f", file, "config", "-q"], { encoding: "utf8" });
    return { status, stderr };
  };

  test.each(names)("of %s is one", (name) => {
    expect(check(join(projectOf(name).at, "deploy/compose.yaml"))).toEqual({ status: 0, stderr: "" });
  });

  test.each([
    ["a key that there is not", "cap_drop:", "cap_dorp:", "cap_dorp"],
    ["a network that is not declared", "networks: [data]", "networks: [dta]", "dta"],
    ["a secret that is not declared", "- AUDIT_KEY\n", "- AUDIT_KYE\n", "AUDIT_KYE"],
    ["a wrong type", "read_only: true", "read_only: maybe", "read_only"],
    ["a service that there is not", "store: { condition", "sotre: { condition", "sotre"],
  ])("with %s is found out", (_, from, to, named) => {
    const { status, stderr } = check(planted("deployed", "deploy/compose.yaml", from, to));
    expect(status).not.toBe(0);
    expect(stderr).toContain(named);
  });

  /** What it says of a command where there is no engine: it looks for one once it has understood. */
  const answerTo = (words: string): string =>
    spawnSync(compose, words.split(" "), {
      encoding: "utf8",
      cwd: projectOf("deployed").at,
      env: { ...process.env, DOCKER_HOST: "unix:///nonexistent.sock" },
    }).stderr;

  test("is used by the README in commands that it understands", () => {
    const readme = textOf(projectOf("deployed").tree, "README.md");
    const commands = [...readme.matchAll(/docker compose (-f [^)\n]+)/g)].map(([, words = ""]) => words);
    expect(commands).toHaveLength(4);
    for (const words of commands) expect(answerTo(words), words).toContain("Cannot connect");
    expect(answerTo("-f deploy/compose.yaml up --no-recreat")).toContain("unknown flag");
  });
});

describe.skipIf(nginx === undefined)(`the edge's configuration, by nginx${whyNoNginx}`, () => {
  const check = (text: string) => {
    const prefix = mkdtempSync(join(tmpdir(), "mcp-nginx-"));
    const file = join(prefix, "nginx.conf");
    writeFileSync(file, text.replaceAll("/tmp/", `${prefix}/`));
    const { status, stderr } = spawnSync(nginx as string, ["-t", "-p", prefix, "-c", file], {
      encoding: "utf8",
    });
    rmSync(prefix, { recursive: true });
    return { status, stderr };
  };

  test.each(names)("of %s is one", async (name) => {
    const { status, stderr } = check(textOf(await deployed[name](), "deploy/nginx.conf"));
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringContaining("is successful") as string,
    });
  });

  test.each([
    ["a directive that there is not", "proxy_next_upstream", "proxy_next_uptsream"],
    ["a value that it does not take", "proxy_buffering off", "proxy_buffering no"],
    ["a line without its end", "server_tokens off;", "server_tokens off"],
  ])("with %s is found out", async (_, from, to) => {
    const text = textOf(await deployed.deployed(), "deploy/nginx.conf");
    expect(text).toContain(from);
    expect(check(text.replace(from, to)).status).not.toBe(0);
  });
});

/** Documents as typed constants: the compiler knows keys that a schema lets pass. */
function typeErrors(file: string, documents: readonly Record<string, unknown>[]): readonly string[] {
  const typed = documents.map((document, index) => {
    const { apiVersion, kind } = document as { apiVersion: string; kind: string };
    const path = apiVersion.startsWith("serving.knative.dev")
      ? `@kubernetes-models/knative/${apiVersion}/${kind}`
      : `kubernetes-models/${apiVersion}/${kind}`;
    return `import type { I${kind} as T${index} } from ${JSON.stringify(path)};\nexport const d${index}: T${index} = ${JSON.stringify(document, null, 1)};\n`;
  });
  const source = join(folder, `${file}.ts`);
  writeFileSync(source, typed.join(""));
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(repository, "node_modules/typescript/bin/tsc"),
      ...[
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--module",
        "nodenext",
        "--target",
        "es2023",
        "--types",
        "",
      ],
      source,
    ],
    { encoding: "utf8", cwd: folder },
  );
  return stdout.split("\n").filter((line) => line.includes("error TS"));
}

describe.skipIf(!existsSync(kubectl) || !here)(
  `the overlays, by kubectl's kustomize${skippedWithout(kubectl)}`,
  () => {
    const built = (path: string) => {
      const { status, stdout, stderr } = spawnSync(kubectl, ["kustomize", path], { encoding: "utf8" });
      return {
        status,
        stderr,
        documents: status === 0 ? (loadAll(stdout) as Record<string, unknown>[]) : [],
      };
    };

    for (const name of names) {
      test.each(["staging", "production"])(
        `of ${name} for %s make objects of Kubernetes' API, all in one namespace`,
        (overlay) => {
          const { status, stderr, documents } = built(
            join(projectOf(name).at, "deploy/k8s/overlays", overlay),
          );
          expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
          expect(documents.map(({ kind }) => kind)).toEqual(
            expect.arrayContaining(["Namespace", "Deployment", "Service", "NetworkPolicy"]),
          );
          expect(typeErrors(`${name}-${overlay}`, documents)).toEqual([]);
          const namespaces = documents.map(
            ({ kind, metadata }) =>
              (metadata as Record<string, unknown>)[kind === "Namespace" ? "name" : "namespace"],
          );
          expect(new Set(namespaces).size).toBe(1);
        },
      );
    }

    test("a file that is named and not there is found out", () => {
      const { at } = projectOf("chinook");
      const base = join(at, "deploy/k8s/base/service.yaml");
      const text = textOf(projectOf("chinook").tree, "deploy/k8s/base/service.yaml");
      rmSync(base);
      const { status, stderr } = built(join(at, "deploy/k8s/base"));
      writeFileSync(base, text);
      expect(status).not.toBe(0);
      expect(stderr).toContain("service.yaml");
    });

    test.each([
      ["a key of a pod that there is not", "deployment", "runAsNonRoot", "runAsNonRooot"],
      ["a key of a probe that there is not", "deployment", "failureThreshold: 30", "failureTreshold: 30"],
      ["a wrong type", "deployment", "revisionHistoryLimit: 5", "revisionHistoryLimit: five"],
      ["a key of a policy that there is not", "network", "policyTypes:", "policyType:"],
      ["a key of a budget that there is not", "disruption", "maxUnavailable:", "maxUnavailible:"],
    ])("%s is found out", (_, file, from, to) => {
      const text = textOf(projectOf("deployed").tree, `deploy/k8s/base/${file}.yaml`);
      expect(text).toContain(from);
      const documents = loadAll(text.replace(from, to)) as Record<string, unknown>[];
      expect(typeErrors(`planted-${to.replace(/\W/g, "")}`, documents).join("\n")).toContain("error TS");
    });
  },
);

describe.skipIf(!here)(
  `the Cloud Run service, by Knative's types${here ? "" : " (skipped without VALIDATORS)"}`,
  () => {
    const path = "deploy/cloudrun/service.yaml";

    test.each(names)("of %s is one", (name) => {
      expect(
        typeErrors(`run-${name}`, loadAll(textOf(projectOf(name).tree, path)) as Record<string, unknown>[]),
      ).toEqual([]);
    });

    test.each([
      ["containerConcurrency", "containerConcurency"],
      ["secretKeyRef", "secretRef"],
      ["timeoutSeconds: 15", "timeoutSeconds: soon"],
    ])("with a mistake for %s is found out", (from, to) => {
      const text = textOf(projectOf("deployed").tree, path);
      expect(text).toContain(from);
      const documents = loadAll(text.replace(from, to)) as Record<string, unknown>[];
      expect(typeErrors(`run-${to.replace(/\W/g, "")}`, documents)).not.toEqual([]);
    });
  },
);
