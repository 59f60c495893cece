import { provedBy, type Candidate } from "./control.js";
import { only, type Facts } from "./facts.js";

/** What it is made of, and what leaves the house. */
export const supplyControls = ({ has }: Facts): readonly Candidate[] => [
  {
    id: "dependencies",
    when: has.github,
    area: "running",
    title: "What it depends on is known, sealed and not brand-new",
    statement:
      "Every package has an exact version and a hash in the lockfile, comes from the registry, has been out for days, and runs nothing when it is installed. `npm run --silent sbom` lists those that run with it.",
    enforcedIn: ["package.json", ".npmrc", "renovate.json"],
    tests: [
      provedBy(
        "test/supply-chain.test.ts",
        "is locked, with a hash of every package",
        "is named in exact versions",
        "runs nothing when it is installed, comes from the registry, and has been out for days",
      ),
    ],
    soc2: ["CC6.8", "CC8.1"],
    iso: ["A.5.21", "A.8.8"],
  },
  {
    id: "workflows",
    when: has.github,
    area: "running",
    title: "What builds it is pinned, and has no rights to spare",
    statement:
      "Workflows run actions at a commit, start with the right to read and no other, and hold no secret. Each change is tested, checked against the spec and scanned.",
    enforcedIn: [
      ".github/workflows/ci.yml",
      ".github/workflows/scan.yml",
      ...only(has.release, ".github/workflows/release.yml"),
    ],
    tests: [
      provedBy(
        "test/supply-chain.test.ts",
        "runs actions at a commit, with the version beside it",
        "starts without rights but to read, and no text of others gets into its commands",
      ),
    ],
    soc2: ["CC6.3", "CC7.1", "CC8.1"],
    iso: ["A.5.21", "A.8.8", "A.8.32"],
  },
  {
    id: "package",
    when: has.npm || has.bundle,
    area: "running",
    title: "Only what runs is published",
    statement:
      "The package holds the built server and the databases that the spec names: no source, test or setting of this machine.",
    enforcedIn: ["package.json", ...only(has.bundle, "scripts/bundle.mjs")],
    tests: [
      provedBy(
        "test/package.test.ts",
        "the package has what runs and the databases that it names, and nothing else",
        "what registries and clients are told agrees with the package",
      ),
    ],
    soc2: ["CC6.7", "CC8.1"],
    iso: ["A.8.12", "A.8.32"],
  },
];
