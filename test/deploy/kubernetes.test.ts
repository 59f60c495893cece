/** What the Kubernetes and Cloud Run files promise, read from the files themselves. */
import { describe, expect, test } from "vitest";
import { deployed, documentsOf, names, textOf, treeOf } from "./trees.js";

const base = "deploy/k8s/base";

describe.each(names)("Kubernetes, for %s", (name) => {
  test("the namespace starts nothing that asks for more than the strictest standard", async () => {
    expect(documentsOf(await deployed[name](), `${base}/namespace.yaml`)).toMatchObject([
      { metadata: { labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
    ]);
  });

  test("the server fits that standard, with a read-only file system and without a token of the cluster", async () => {
    const [deployment] = documentsOf(await deployed[name](), `${base}/deployment.yaml`);
    expect(deployment).toMatchObject({
      spec: {
        template: {
          spec: {
            automountServiceAccountToken: false,
            securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
            containers: [
              {
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ["ALL"] },
                },
                resources: { limits: { memory: "512Mi" } },
                startupProbe: { httpGet: { path: "/readyz" } },
                readinessProbe: { httpGet: { path: "/readyz" } },
                livenessProbe: { httpGet: { path: "/livez" } },
              },
            ],
          },
        },
      },
    });
  });

  test("it ends later than the server's own shutdown may take", async () => {
    const tree = await deployed[name]();
    const [, grace] =
      /terminationGracePeriodSeconds: (\d+)/.exec(textOf(tree, `${base}/deployment.yaml`)) ?? [];
    const [, wait] = /sleep: \{ seconds: (\d+) \}/.exec(textOf(tree, `${base}/deployment.yaml`)) ?? [];
    const [, own] = /timeoutMs: ([\d_]+)/.exec(textOf(tree, "src/main.ts")) ?? [];
    expect(Number(grace)).toBeGreaterThan(Number(wait) + Number(own?.replaceAll("_", "")) / 1000);
  });

  test("nothing reaches anything unless a policy allows it, in either direction", async () => {
    const [deny] = documentsOf(await deployed[name](), `${base}/network.yaml`);
    expect(deny).toMatchObject({ spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } });
    expect(deny?.["spec"]).not.toHaveProperty("ingress");
    expect(deny?.["spec"]).not.toHaveProperty("egress");
  });

  test("secrets are referred to, and never in these files", async () => {
    const tree = await deployed[name]();
    for (const [path, text] of tree) {
      if (path.startsWith("deploy/k8s/"))
        expect(text, path).not.toMatch(/kind: Secret|secretGenerator|stringData/);
    }
    expect(textOf(tree, `${base}/deployment.yaml`)).toContain(
      "- name: AUDIT_KEY_FILE\n              value: /run/secrets/AUDIT_KEY",
    );
  });
});

test.each(["staging", "production"])(
  "in %s it may connect to what the spec's sources are, and no address is guessed",
  async (overlay) => {
    const [policy] = documentsOf(await deployed.deployed(), `deploy/k8s/overlays/${overlay}/egress.yaml`);
    const { egress } = (policy as { spec: unknown }).spec as {
      egress: { to: unknown; ports: { port: number }[] }[];
    };
    expect(egress.map(({ ports }) => ports[0]?.port)).toEqual([5432, 443, 6379]);
    for (const { to } of egress) expect(to).toEqual([{ ipBlock: { cidr: "192.0.2.1/32" } }]);
  },
);

test("a server that reaches nothing has no way out, not even to names", async () => {
  const tree = await deployed.chinook();
  expect(tree.has("deploy/k8s/overlays/production/egress.yaml")).toBe(false);
  expect(documentsOf(tree, `${base}/network.yaml`)).toHaveLength(2);
});

test("without a store for its limits there is one process, on Kubernetes and on Cloud Run", async () => {
  const tree = await deployed.chinook();
  expect(documentsOf(tree, `${base}/deployment.yaml`)).toMatchObject([{ spec: { replicas: 1 } }]);
  expect(textOf(tree, "deploy/cloudrun/service.yaml")).toContain('maxScale: "1"');
});

test("what is for several processes is there when there may be several", async () => {
  for (const [tree, several] of [
    [await deployed.chinook(), false],
    [await deployed.deployed(), true],
  ] as const) {
    for (const name of ["autoscaler", "disruption"]) {
      expect(tree.has(`${base}/${name}.yaml`)).toBe(several);
      expect(textOf(tree, `${base}/kustomization.yaml`).includes(`- ${name}.yaml`)).toBe(several);
    }
    expect(textOf(tree, `${base}/deployment.yaml`).includes("topologySpreadConstraints:")).toBe(several);
  }
});

test("on Cloud Run secrets come from Secret Manager, each in a version", async () => {
  const text = textOf(await deployed.deployed(), "deploy/cloudrun/service.yaml");
  for (const name of ["DATABASE_URL", "PARCELS_TOKEN", "REDIS_URL", "API_KEYS", "AUDIT_KEY"]) {
    expect(text).toContain(`name: order-desk-mcp-${name}\n                  key: "1"`);
  }
});

test("a name of a server that Kubernetes would not take becomes one that it does", async () => {
  const tree = await treeOf(
    "examples/chinook",
    (spec) =>
      `${spec.replace("name: chinook-mcp", "name: 2.chinook_mcp--of-a-name-that-is-much-too-long-for-it")}\nauth: { apiKeys: true }\ndeploy: { kubernetes: true }\n`,
  );
  const [namespace] = documentsOf(tree, `${base}/namespace.yaml`);
  expect(namespace).toMatchObject({ metadata: { name: "mcp-2-chinook-mcp-of-a-name-that-is-much" } });
});
