/** What the image and the compose file promise, read from the files themselves. */
import { load, YAML11_SCHEMA } from "js-yaml";
import { describe, expect, test } from "vitest";
import { deployed, names, textOf, treeOf, type Tree } from "./trees.js";

interface Service {
  readonly image: string;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly (string | { readonly source: string })[];
  readonly volumes?: readonly (string | { readonly source: string; readonly read_only: boolean })[];
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly deploy: {
    readonly replicas?: number;
    readonly resources: { readonly limits: Readonly<Record<string, unknown>> };
  };
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const composeOf = (tree: Tree) =>
  load(textOf(tree, "deploy/compose.yaml"), { schema: YAML11_SCHEMA }) as Compose;
const serviceOf = ({ services }: Compose, name: string): Service => {
  const service = services[name];
  if (service === undefined) throw new Error(`There is no service ${name}.`);
  return service;
};
const digest = /^\S+:[\w.-]+@sha256:[0-9a-f]{64}$/;

describe.each(names)("containers of %s", (name) => {
  test("the image is made of pinned bases, and runs as a user with a number that is not root's", async () => {
    const lines = textOf(await deployed[name](), "deploy/Dockerfile").split("\n");
    const bases = lines.flatMap((line) => /^FROM (?:--platform=\S+ )?(\S+)/.exec(line)?.[1] ?? []);
    expect(bases).toHaveLength(2);
    for (const base of bases) expect(base).toMatch(digest);
    expect(lines.findLast((line) => line.startsWith("USER "))).toBe("USER 65532:65532");
  });

  test("the image needs no shell to run, and keeps what it was built from out of itself", async () => {
    const text = textOf(await deployed[name](), "deploy/Dockerfile");
    const run = text.slice(text.lastIndexOf("FROM "));
    expect(run).not.toMatch(/^(?:RUN|ADD|ENTRYPOINT) /m);
    for (const [, command] of run.matchAll(/(?:^|\s)CMD (.*)$/gm)) {
      expect(JSON.parse(command ?? "")).toEqual(expect.arrayContaining([expect.any(String)]));
    }
    for (const [line] of run.matchAll(/^COPY .*$/gm)) {
      expect(line).toMatch(/^COPY --from=build (?:\/app\/|\["\/app\/)/);
      expect(line).not.toMatch(/\/app\/(?:src|test|scripts)\b/);
    }
  });

  test("nothing enters the image's build but what is named, and no secret is", async () => {
    const [first, ...rest] = textOf(await deployed[name](), ".dockerignore")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    expect(first).toBe("*");
    for (const line of rest) expect(line).not.toMatch(/^!.*(?:\.env|secret|\.git|node_modules|\*)/);
  });

  test("every service has a pinned image, a read-only file system, no capability, and limits", async () => {
    const compose = composeOf(await deployed[name]());
    for (const [service, settings] of Object.entries(compose.services)) {
      if (service !== "server") expect(settings.image).toMatch(digest);
      expect(settings).toMatchObject({
        read_only: true,
        cap_drop: ["ALL"],
        security_opt: ["no-new-privileges:true"],
      });
      expect(Object.keys(settings.deploy.resources.limits).sort()).toEqual(["cpus", "memory", "pids"]);
    }
  });

  test("only the edge is published, on loopback unless said otherwise, and it shares no network with data", async () => {
    const { services, networks } = composeOf(await deployed[name]());
    expect(Object.keys(services).filter((service) => services[service]?.ports)).toEqual(["edge"]);
    expect(services["edge"]?.ports).toEqual(["${EDGE_ADDRESS:-127.0.0.1}:${EDGE_PORT:-8080}:8080"]);
    expect(services["edge"]?.networks).toEqual(["outside", "front"]);
    expect(networks["front"]).toEqual({ internal: true });
    for (const [service, settings] of Object.entries(services)) {
      if (service === "edge" || service === "server") continue;
      expect(settings.networks).toEqual(["data"]);
      expect(networks["data"]).toEqual({ internal: true });
    }
  });

  test("every secret is a file, of which the server gets the path", async () => {
    const compose = composeOf(await deployed[name]());
    const { secrets = [], environment = {} } = serviceOf(compose, "server");
    for (const secret of secrets)
      expect(environment).toHaveProperty(`${String(secret)}_FILE`, `/run/secrets/${String(secret)}`);
    expect(secrets).toContain("AUDIT_KEY");
    for (const [secret, { file }] of Object.entries(compose.secrets)) expect(file).toBe(`secrets/${secret}`);
    expect(JSON.stringify(compose.services)).not.toMatch(/(?:PASSWORD|TOKEN|KEYS?|URL)"?:"(?!\/run\/)/);
  });
});

test("the database has the spec's SQL and the role's, read-only, and the password of the role last", async () => {
  const compose = composeOf(await deployed.deployed());
  const { volumes, secrets } = serviceOf(compose, "database-main");
  expect(volumes).toEqual([
    "database-main:/var/lib/postgresql/data",
    "../db/orders.sql:/docker-entrypoint-initdb.d/10-db-orders.sql:ro",
    "../db/orders-seed.sql:/docker-entrypoint-initdb.d/11-db-orders-seed.sql:ro",
    "../db/main/roles.sql:/docker-entrypoint-initdb.d/12-db-main-roles.sql:ro",
  ]);
  expect(secrets).toContainEqual({
    source: "database-main.sql",
    target: "/docker-entrypoint-initdb.d/90-password.sql",
  });
});

test("a MariaDB has the same, and is like every other service", async () => {
  const compose = composeOf(await deployed.mysql());
  const { image, volumes, secrets, environment } = serviceOf(compose, "database-main");
  expect(image).toMatch(/^mariadb:/);
  expect(environment).toEqual({
    MARIADB_DATABASE: "app",
    MARIADB_ROOT_PASSWORD_FILE: "/run/secrets/database-main.superuser",
    MARIADB_ROOT_HOST: "localhost",
  });
  expect(volumes).toEqual([
    "database-main:/var/lib/mysql",
    "../db/shop.sql:/docker-entrypoint-initdb.d/10-db-shop.sql:ro",
    "../db/shop-seed.sql:/docker-entrypoint-initdb.d/11-db-shop-seed.sql:ro",
    "../db/main/roles.sql:/docker-entrypoint-initdb.d/12-db-main-roles.sql:ro",
  ]);
  expect(secrets).toContainEqual({
    source: "database-main.sql",
    target: "/docker-entrypoint-initdb.d/90-password.sql",
  });
  // The other one is where its address says.
  expect(Object.keys(compose.services)).toEqual(["edge", "server", "database-main"]);
});

test("the server has a way out of the machine only where it needs one", async () => {
  const [all, local] = await Promise.all([deployed.deployed(), deployed["internal-db"]()]);
  expect(serviceOf(composeOf(all), "server").networks).toEqual(["front", "data", "egress"]);
  expect(serviceOf(composeOf(local), "server").networks).toEqual(["front", "data"]);
  expect(composeOf(local).networks).not.toHaveProperty("egress");
});

test("without a store there is one process, and no service for a store", async () => {
  const compose = composeOf(await deployed.chinook());
  expect(Object.keys(compose.services)).toEqual(["edge", "server"]);
  expect(serviceOf(compose, "server").deploy.replicas).toBe(1);
});

test("a database file from elsewhere is mounted read-only, and a variable of the spec is asked for", async () => {
  const tree = await treeOf(
    "examples/chinook",
    (spec) =>
      `${spec.replace("file: db/chinook.sqlite", "file: ${CHINOOK_FILE}")}\nauth: { apiKeys: true }\ndeploy: { container: true }\n`,
  );
  const { volumes, environment } = serviceOf(composeOf(tree), "server");
  expect(volumes).toMatchObject([
    { source: "${CHINOOK_FILE:?}", target: "/data/shop.sqlite", read_only: true },
  ]);
  expect(environment).toHaveProperty("CHINOOK_FILE", "/data/shop.sqlite");
  expect(textOf(tree, "deploy/Dockerfile")).not.toContain("sqlite");
});

test("a spec that does not ask for them has nothing of them", async () => {
  const tree = await treeOf("examples/internal-db");
  expect(
    [...tree.keys()].filter((path) => /^deploy\/|docker|k8s|pin-images|deploy-secrets/i.test(path)),
  ).toEqual([]);
  for (const [path, text] of tree) {
    if (path.endsWith(".md")) expect(text, path).not.toMatch(/docker|kubernetes|cloud run/i);
  }
  expect(textOf(tree, "package.json")).not.toMatch(/deploy|pin-images/);
});
