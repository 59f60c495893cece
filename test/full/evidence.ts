/** `npm run evidence` in a project that is built: what it proves, and what it says when a control is broken. */
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { attempt, npmIn } from "../../scripts/project.mjs";

interface Report {
  readonly outcome: string;
  readonly problems: readonly string[];
  readonly server: { readonly contract: string; readonly served?: string };
  readonly commit?: unknown;
  readonly controls: readonly {
    readonly id: string;
    readonly state: string;
    readonly tests: readonly {
      readonly passed: number;
      readonly failed: number;
      readonly problem?: string;
    }[];
  }[];
  readonly credentials: readonly { readonly source: string; readonly state: string; readonly says: string }[];
  readonly limits: { readonly server?: { readonly rows: number }; readonly tools: readonly unknown[] };
  readonly components: { readonly list: readonly { readonly name: string }[]; readonly hashed: number };
}

/** The newest report, as data and as a page. */
async function newest(folder: string): Promise<{ report: Report; page: string }> {
  const reports = join(folder, "evidence");
  const [last = ""] = (await readdir(reports))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .reverse();
  const report = JSON.parse(await readFile(join(reports, last), "utf8")) as Report;
  return { report, page: await readFile(join(reports, last.replace(/json$/, "html")), "utf8") };
}

/** Tests of a project with a SQLite database that nobody has protected. */
export function provesItsControls(project: () => string): void {
  test(
    "proves every control, and says that it has seen no credential of production",
    { timeout: 400_000 },
    async () => {
      const { stdout } = await npmIn(project(), ["run", "evidence"]);
      const { report, page } = await newest(project());
      expect(stdout).toMatch(/\d+ of \d+ controls proven, [01] partly, 0 not run, 0 failed/);
      expect([report.outcome, report.problems]).toEqual(["passed", []]);
      // Root sees every file, so that one test of the check of files cannot be made as root.
      const open = report.controls.filter(({ state }) => state !== "proven");
      expect(open.map(({ id }) => id).filter((id) => id !== "sqlite-credential")).toEqual([]);
      expect(report.controls.length).toBeGreaterThan(20);
      expect(report.controls.every(({ tests }) => tests.every(({ passed }) => passed > 0))).toBe(true);
      expect(report.server.served).toBe(report.server.contract);
      expect(report.credentials).toMatchObject([
        { source: "main", state: "not verified", says: expect.stringContaining("No production credential") },
      ]);
      expect(report.limits).toMatchObject({ server: { rows: 500 } });
      expect(report.components.list.map(({ name }) => name)).toContain("pino");
      expect(page).toContain("Internal database");
    },
  );

  test(
    "fails, and names the control, when a guard was taken out or a test was",
    { timeout: 300_000 },
    async () => {
      const at = (path: string) => join(project(), path);
      const guard = await readFile(at("src/guard/limit.ts"), "utf8");
      const controls = await readFile(at("test/support/controls.ts"), "utf8");
      const broken = guard.replace("if (budget.allowed)", "if (budget)");
      const without = controls.replace('test("keeps redacted', 'test("kept redacted');
      expect([broken === guard, without === controls]).toEqual([false, false]);
      // A few controls are enough for this, and quick.
      await rename(at("test/generated/controls.mjs"), at("test/generated/all.mjs"));
      try {
        await writeFile(
          at("test/generated/controls.mjs"),
          `import { controls as all } from "./all.mjs";
        export { notInPlace, server, sources } from "./all.mjs";
        export const controls = all.filter(({ id }) => ["rate", "redaction", "errors"].includes(id));`,
        );
        await writeFile(at("src/guard/limit.ts"), broken);
        await writeFile(at("test/support/controls.ts"), without);
        const { code, stdout } = await attempt(process.execPath, ["scripts/evidence.mjs"], {
          cwd: project(),
        });
        expect(code).toBe(1);
        expect(stdout).toContain("failed (rate).");
        const { report, page } = await newest(project());
        expect(report.outcome).toBe("failed");
        expect(report.controls.map(({ id, state }) => [id, state])).toEqual([
          ["rate", "failed"],
          ["errors", "proven"],
          ["redaction", "failed"],
        ]);
        expect(report.controls[2]?.tests[0]?.problem).toBe("There is no such test.");
        expect(page).toContain("AssertionError: expected");
        expect(page).not.toContain(project());
      } finally {
        await rm(at("test/generated/controls.mjs"), { force: true });
        await rename(at("test/generated/all.mjs"), at("test/generated/controls.mjs"));
        await writeFile(at("src/guard/limit.ts"), guard);
        await writeFile(at("test/support/controls.ts"), controls);
      }
    },
  );
}
