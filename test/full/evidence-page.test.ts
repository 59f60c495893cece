/**
 * The page of `npm run evidence` in a real browser: on a phone, in the dark, on paper, and with texts that try to be
 * more. Skipped where no Chromium is installed.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium as driver, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { controlsOf } from "../../src/render/controls/controls.js";
import { factsOf } from "../../src/render/controls/facts.js";
import { securityOf } from "../../src/render/security.js";
import { viewOf } from "../../src/render/view.js";
import { pageOf } from "../../templates/evidence/scripts/evidence/page.mjs";
import { reportOf } from "../../templates/evidence/scripts/evidence/report.mjs";
import { repository } from "../../scripts/project.mjs";
import { goldenModel } from "../golden-trees.js";
import { chromium } from "../support/chromium.js";

const hostile = `</style><script>document.title = "run"</script><img src=x onerror="document.title='run'">`;
const long = "a".repeat(300);

/** A report of every control of a golden case, some of which failed or were skipped, with hostile texts in it. */
async function reportOfEverything() {
  const model = await goldenModel(repository, "everything");
  const { has } = viewOf(model);
  const controls = controlsOf(factsOf(model, has));
  const contract = `sha256:${"0".repeat(64)}`;
  const states = ["passed", "passed", "skipped", "failed"] as const;
  const tests = controls.flatMap(({ tests }, at) =>
    tests.flatMap(({ file, titles }) =>
      (titles.length === 0 ? [`${hostile} ${long}`] : titles).map((title) => ({
        file,
        title,
        within: ["over HTTP"],
        state: states[at % states.length] ?? "passed",
        ms: 12,
        ...(at % states.length === 3 && { failure: `AssertionError: ${hostile}\n${long}` }),
      })),
    ),
  );
  return reportOf({
    date: "2026-11-22T20:35:16Z",
    strict: false,
    server: { name: long, title: `${hostile} and a title`, version: "1.0.0", owner: hostile, contract },
    commit: { id: "0".repeat(40), edited: true },
    environment: { node: "v20.19.0", platform: "linux x64", mode: "production" },
    controls,
    notInPlace: [...securityOf(model, has).notInPlace, hostile],
    results: { tests, broken: {} },
    start: { ready: false, lines: [], reason: `${hostile}\n${long}` },
    credentials: [
      { source: "main", kind: "postgres", state: "refused", says: hostile, rights: [long] },
      { source: "other", kind: "mysql", state: "verified", says: "It can only read." },
    ],
    tools: Object.fromEntries(
      [...model.tools.map(({ name, limits }) => [name, { limits }] as const)].concat([
        [long, { limits: model.limits }],
      ]),
    ),
    components: {
      list: [{ name: `@${long}/package`, version: "1.0.0", licence: hostile }],
      licences: { [hostile]: 1, MIT: 40 },
      hashed: 1,
    },
  });
}

/** Of the text of every element that is shown, against what is behind it: WCAG 2.2, 1.4.3. */
function contrasts(): readonly { readonly text: string; readonly ratio: number; readonly large: boolean }[] {
  const numbers = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = numbers(colour).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element | null): string => {
    if (element === null) return "rgb(255, 255, 255)";
    const colour = getComputedStyle(element).backgroundColor;
    return numbers(colour)[3] === 0 ? behind(element.parentElement) : colour;
  };
  return [...document.querySelectorAll("body *")]
    .filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
    )
    .map((element) => {
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      const [light = 0, dark = 0] = [luminance(color), luminance(behind(element))].sort((a, b) => b - a);
      const pixels = Number.parseFloat(fontSize);
      const large = pixels >= 24 || (pixels >= 18.66 && Number(fontWeight) >= 700);
      const text = `<${element.localName} class="${element.className}">`;
      return { text, ratio: (light + 0.05) / (dark + 0.05), large };
    });
}

describe.skipIf(chromium === undefined)("in Chromium (skipped where none is installed)", () => {
  let browser: Browser;
  let folder: string;
  let url: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "evidence-page-"));
    const style = await readFile(join(repository, "templates/evidence/scripts/evidence/page.css"), "utf8");
    const file = join(folder, "report.html");
    await writeFile(file, pageOf(await reportOfEverything(), style));
    url = pathToFileURL(file).href;
    // Its sandbox needs a user of its own, which a container's root is not.
    browser = await driver.launch({ executablePath: chromium as string, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  type Options = Parameters<Browser["newPage"]>[0];
  const open = async (options: Options): Promise<{ page: Page; complaints: string[] }> => {
    const page = await browser.newPage(options);
    onTestFinished(() => page.close());
    const complaints: string[] = [];
    page.on("console", (message) => void complaints.push(message.text()));
    page.on("pageerror", (error) => void complaints.push(error.message));
    page.on("request", (request) => {
      if (request.url() !== url) complaints.push(request.url());
    });
    await page.goto(url);
    return { page, complaints };
  };
  const phone = { width: 360, height: 760 };

  test("has its style, asks for nothing, runs nothing, and complains of nothing", async () => {
    const { page, complaints } = await open({ viewport: { width: 1100, height: 800 } });
    expect(await page.title()).toMatch(/^Evidence: <\/style><script>/);
    expect(await page.evaluate(() => document.scripts.length + document.images.length)).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).not.toBe("none");
    expect(complaints).toEqual([]);
  });

  test.each(["light", "dark"] as const)(
    "fits a phone without scrolling sideways, %s",
    async (colorScheme) => {
      const { page } = await open({ viewport: phone, colorScheme });
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      const width = () => document.documentElement.scrollWidth;
      expect(await page.evaluate(width)).toBe(phone.width);
      // WCAG 2.2, 1.4.10: a window of 320 px is one of 1280 px at 400 %.
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(width)).toBe(320);
    },
  );

  test.each([
    ["light", [251, 250, 247]],
    ["dark", [22, 24, 27]],
  ] as const)("is %s when the reader wants it so, and can be read", async (colorScheme, paper) => {
    const { page } = await open({ viewport: phone, colorScheme });
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(background).toBe(`rgb(${paper.join(", ")})`);
    const all = await page.evaluate(contrasts);
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter(({ ratio, large }) => ratio < (large ? 3 : 4.5))).toEqual([]);
  });

  test("is printed in black on white, with every control and nothing that only a screen can do", async () => {
    const { page } = await open({ viewport: phone, colorScheme: "dark" });
    const pdf = await page.pdf({ format: "A4", printBackground: true });
    expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    const pages = pdf.toString("latin1").match(/\/Type \/Page\b(?!s)/g) ?? [];
    expect(pages.length).toBeGreaterThan(3);
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() => ({
      paper: getComputedStyle(document.documentElement).backgroundColor,
      ink: getComputedStyle(document.documentElement).color,
      nav: getComputedStyle(document.querySelector("nav") as Element).display,
      controls: [...document.querySelectorAll("article")].every(
        (one) => one.getBoundingClientRect().height > 0,
      ),
    }));
    expect(shown).toEqual({
      paper: "rgb(255, 255, 255)",
      ink: "rgb(0, 0, 0)",
      nav: "none",
      controls: true,
    });
  });

  test("tells its parts and tables to those who do not see it", async () => {
    const { page } = await open({ viewport: phone });
    expect(await page.getByRole("main").count()).toBe(1);
    expect(await page.getByRole("navigation", { name: "Sections" }).count()).toBe(1);
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
    expect(await page.getByRole("region", { name: "Controls" }).count()).toBe(1);
    const row = page.getByRole("row", { name: /^main/ });
    expect(await row.getByRole("rowheader").count()).toBe(1);
    expect(await page.getByRole("columnheader", { name: "Licence" }).count()).toBe(1);
    // A keyboard reaches what a pointer opens.
    const summary = page.locator("summary").first();
    await summary.focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("details").first().getAttribute("open")).toBe("");
  });
});
