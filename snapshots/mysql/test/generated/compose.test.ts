import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const text = readFileSync(join(import.meta.dirname, "../../deploy/compose.yaml"), "utf8");

/** The blocks under a key of the first level, by name. */
function blocksUnder(key: string): ReadonlyMap<string, string> {
  const [, section = ""] = new RegExp(`^${key}:\\n((?: .*\\n|#.*\\n|\\n)*)`, "m").exec(text) ?? [];
  return new Map(
    section
      .split(/^(?= {2}[\w-])/m)
      .map((block): [string, string] => [/^ {2}([\w.-]+):/.exec(block)?.[1] ?? "", block])
      .filter(([name]) => name !== ""),
  );
}

const services = blocksUnder("services");
const networks = blocksUnder("networks");
const networksOf = (block: string) =>
  /^ {4}networks: \[(.*)\]/m.exec(block)?.[1]?.split(", ") ?? [];

describe("the compose file", () => {
  test("publishes the edge and nothing else", () => {
    const published = [...services].filter(([, block]) => /^ {4}ports:/m.test(block));
    expect(published.map(([name]) => name)).toEqual(["edge"]);
  });

  test("leaves no way around the server to what is behind it", () => {
    const edge = networksOf(services.get("edge") ?? "");
    expect(edge).not.toEqual([]);
    for (const [name, block] of services) {
      if (name === "edge" || name === "server") continue;
      expect(networksOf(block)).not.toEqual([]);
      for (const network of networksOf(block)) {
        expect(edge).not.toContain(network);
        expect(networks.get(network)).toContain("internal: true");
      }
    }
  });

  test("takes every right from every service", () => {
    for (const words of ["read_only: true", "cap_drop: [ALL]", "no-new-privileges:true"]) {
      expect(/^x-hardened: &hardened\n((?: .*\n)*)/m.exec(text)?.[1]).toContain(words);
    }
    for (const [, block] of services) {
      expect(block).toContain("<<: *hardened");
      expect(block).not.toMatch(
        /privileged: true|cap_add|network_mode|docker\.sock|read_only: false/,
      );
      expect(block).toMatch(/limits: \{ cpus: .*, memory: .*, pids: \d+ \}/);
    }
  });

  test("hands secrets over as files", () => {
    const secrets = blocksUnder("secrets");
    for (const [name, block] of secrets) expect(block).toContain(`file: secrets/${name}`);
    const server = services.get("server") ?? "";
    const given = /^ {4}secrets:\n((?: {6}- \w+\n)+)/m.exec(server)?.[1]?.match(/\w+/g) ?? [];
    expect(given).toContain("AUDIT_KEY");
    for (const name of given) {
      expect(server).toContain(`${name}_FILE: /run/secrets/${name}`);
      expect(server).not.toContain(`${name}: `);
    }
  });
});
