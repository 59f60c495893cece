import { provedBy, type Candidate } from "./control.js";
import type { Facts } from "./facts.js";

/** What the files for containers and clusters say. */
export const deployedControls = ({ has }: Facts): readonly Candidate[] => [
  {
    id: "container-image",
    when: has.image,
    area: "running",
    title: "The container image holds the server and nothing to attack with",
    statement:
      "Bases are pinned by digest; there is no shell; its user is not root and can write nothing; what may enter its build is named.",
    enforcedIn: ["deploy/Dockerfile", ".dockerignore"],
    tests: [
      provedBy(
        "test/generated/container.test.ts",
        "is made of bases that are pinned by digest",
        "runs as a user who is not root, and is started without a shell",
        "is built from what .dockerignore names, and from nothing else",
      ),
    ],
    soc2: ["CC6.8", "CC7.1"],
    iso: ["A.8.9", "A.5.21"],
  },
  {
    id: "compose-networks",
    when: has.compose,
    area: "running",
    title: "What is behind the server is reached through it only",
    statement:
      "One port is published. Databases and the store are on a network that leads nowhere else. Services have no capabilities and read-only file systems, and get secrets as files.",
    enforcedIn: ["deploy/compose.yaml"],
    tests: [
      provedBy(
        "test/generated/compose.test.ts",
        "publishes the edge and nothing else",
        "leaves no way around the server to what is behind it",
        "takes every right from every service",
        "hands secrets over as files",
      ),
    ],
    soc2: ["CC6.6", "CC6.1"],
    iso: ["A.8.20", "A.8.22"],
  },
  {
    id: "cluster-policies",
    when: has.kubernetes,
    area: "running",
    title: "In the cluster everything is denied that is not named",
    statement:
      "Pods fit the restricted standard, without a token of the cluster. Traffic is denied in both directions unless a policy names it. Secrets are referred to.",
    enforcedIn: [
      "deploy/k8s/base/namespace.yaml",
      "deploy/k8s/base/deployment.yaml",
      "deploy/k8s/base/network.yaml",
    ],
    tests: [
      provedBy(
        "test/generated/kubernetes.test.ts",
        "keep everything but the strictest standard out of the namespace",
        "pods say …",
        "deny all traffic that no policy names, in both directions",
        "hold no secret",
      ),
    ],
    soc2: ["CC6.6", "CC6.1", "CC6.8"],
    iso: ["A.8.20", "A.8.22", "A.8.9"],
  },
];
