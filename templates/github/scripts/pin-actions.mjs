/**
 * `npm run pin-actions`: asks GitHub for the newest release of every action under .github/workflows/, within its
 * major version (`-- --major`: of any), and writes its commit with the version beside it. With `--check` it only says
 * so; exit 1 when there is a newer one. A version that is another commit now than the pin says was moved by
 * somebody: nothing is written then, and the exit code is 2.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../.github/workflows");
const check = process.argv.includes("--check");
const major = process.argv.includes("--major");
/** `uses: OWNER/NAME/PATH@COMMIT # vVERSION`; a tag without a commit is pinned, too. */
const used =
  /(?<=^\s*(?:-\s+)?uses:\s+)([\w.-]+\/[\w.-]+)(\/[\w./-]+)?@(\S+)(?:[ \t]+#[ \t]*(v\S+))?/gm;

/** @param {string} version */
const numbers = (version) => version.replace(/^v/, "").split(".").map(Number);

/**
 * @param {string} left
 * @param {string} right
 */
function compare(left, right) {
  const [a, b] = [numbers(left), numbers(right)];
  return [0, 1, 2].map((at) => (a[at] ?? 0) - (b[at] ?? 0)).find((step) => step !== 0) ?? 0;
}

/**
 * Commits by tag. A tag with a text of its own is listed twice; the second time, with ^{}, as its commit.
 * @param {string} repository
 */
function tagsOf(repository) {
  const text = execFileSync("git", ["ls-remote", "--tags", `https://github.com/${repository}`], {
    encoding: "utf8",
    env: { ...process.env, GIT_TERMINAL_PROMPT: "0" },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 60_000,
  });
  /** @type {Map<string, string>} */
  const tags = new Map();
  for (const line of text.split("\n")) {
    const [commit, ref] = line.split("\t");
    if (commit && ref) tags.set(ref.replace(/^refs\/tags\/|\^\{\}$/g, ""), commit);
  }
  return tags;
}

/**
 * The newest full version, without the trials before one; `undefined` when there is none.
 * @param {Map<string, string>} tags
 * @param {string} version what is pinned now: full, or a major one
 */
function newestOf(tags, version) {
  const full = [...tags.keys()].filter((tag) => /^v?\d+\.\d+\.\d+$/.test(tag));
  const fitting = major ? full : full.filter((tag) => numbers(tag)[0] === numbers(version)[0]);
  return fitting.sort(compare).at(-1);
}

const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
const texts = new Map(files.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
/** @type {Map<string, Map<string, string>>} */
const known = new Map();
/** @type {Map<string, string>} */
const current = new Map();

for (const text of texts.values()) {
  for (const [whole, repository = "", path = "", ref = "", beside] of text.matchAll(used)) {
    if (current.has(whole)) continue;
    try {
      current.set(whole, pin(repository, path, ref, beside));
    } catch (error) {
      const { stderr } = /** @type {{ stderr?: string }} */ (error);
      const why = stderr?.split("\n")[0] || (error instanceof Error ? error.message : error);
      console.error(`${repository}: ${why}`);
      process.exitCode = 2;
    }
  }
}

/**
 * @param {string} repository
 * @param {string} path
 * @param {string} ref
 * @param {string | undefined} beside
 */
function pin(repository, path, ref, beside) {
  const tags = known.get(repository) ?? tagsOf(repository);
  known.set(repository, tags);
  const isCommit = /^[0-9a-f]{40}$/.test(ref);
  const version = beside ?? ref;
  if ((isCommit && beside === undefined) || !/^v?\d+(?:\.\d+){0,2}$/.test(version)) {
    throw new Error(`${ref} says no version: write one beside it, such as # v1.2.3`);
  }
  const recorded = tags.get(version);
  if (isCommit && /\d\.\d+\.\d/.test(version) && recorded !== ref) {
    throw new Error(
      `${version} is ${recorded ?? "no version"} now, and ${ref} here: find out why first`,
    );
  }
  const newest = newestOf(tags, version);
  if (newest === undefined) throw new Error(`no release of ${version}`);
  if (isCommit && compare(newest, version) < 0) return `${repository}${path}@${ref} # ${version}`;
  const now = `${repository}${path}@${tags.get(newest)} # ${newest}`;
  const isSame = isCommit && newest === version;
  console.log(
    `${isSame ? "same " : "newer"} ${repository}${path} ${version}${isSame ? "" : ` -> ${newest}`}`,
  );
  if (!isSame && check) process.exitCode = 1;
  return now;
}

if (!check && process.exitCode === undefined) {
  for (const [name, text] of texts) {
    const next = text.replace(used, (whole) => current.get(whole) ?? whole);
    if (next !== text) writeFileSync(join(folder, name), next);
  }
}
