import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../deploy/k8s");
const textOf = (path: string) => readFileSync(join(folder, path), "utf8");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".yaml"),
);
const deployment = textOf("base/deployment.yaml");

describe("the files for Kubernetes", () => {
  test("keep everything but the strictest standard out of the namespace", () => {
    expect(textOf("base/namespace.yaml")).toContain(
      "pod-security.kubernetes.io/enforce: restricted",
    );
  });

  test.each([
    "automountServiceAccountToken: false",
    "runAsNonRoot: true",
    "seccompProfile: { type: RuntimeDefault }",
    "allowPrivilegeEscalation: false",
    "readOnlyRootFilesystem: true",
    "capabilities: { drop: [ALL] }",
  ])("pods say %s", (words) => {
    expect(deployment).toContain(words);
  });

  test("deny all traffic that no policy names, in both directions", () => {
    const [deny] = textOf("base/network.yaml").split("---\n");
    expect(deny).toMatch(/podSelector: \{\}\n {2}policyTypes: \[Ingress, Egress\]\n$/);
    for (const path of files) expect(textOf(path), path).not.toMatch(/cidr: (?:0\.0\.0\.0|::)\/0/);
  });

  test("hold no secret", () => {
    for (const path of files)
      expect(textOf(path), path).not.toMatch(/kind: Secret\b|secretGenerator|stringData/);
    expect(deployment).toContain("secret: { secretName: secrets");
  });
});
