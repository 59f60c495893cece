// @ts-check
// Programs that say something of this project: what they print, or why there is nothing.
import { execFile } from "node:child_process";

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<{ readonly text: string } | { readonly problem: string }>}
 */
export const ask = (program, args, cwd) =>
  new Promise((resolve) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024, timeout: 60_000 };
    execFile(program, args, options, (error, text, said) => {
      if (error === null) return resolve({ text });
      const [first = ""] = said.trim().split("\n");
      resolve({ problem: first === "" ? error.message : first });
    });
  });

/** npm, by the very file that runs this script where that is known: on Windows only a shell finds it. */
export const npm = (/** @type {readonly string[]} */ args, /** @type {string} */ cwd) => {
  const { npm_execpath: path } = process.env;
  return path?.endsWith(".js")
    ? ask(process.execPath, [path, ...args], cwd)
    : ask("npm", args, cwd);
};

/**
 * The commit that is checked out, and whether files differ from it. Undefined where there is no repository.
 * @param {string} project
 */
export async function commitOf(project) {
  const head = await ask("git", ["rev-parse", "HEAD"], project);
  if ("problem" in head) return undefined;
  const status = await ask("git", ["status", "--porcelain"], project);
  return { id: head.text.trim(), edited: "problem" in status || status.text.trim() !== "" };
}
