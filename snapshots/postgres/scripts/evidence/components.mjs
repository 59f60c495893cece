// @ts-check
// The bill of materials: what of other people's code runs in production, and under which licences.
import { npm } from "./programs.mjs";

/**
 * @typedef {object} Components
 * @property {readonly Component[]} list
 * @property {Readonly<Record<string, number>>} licences How many have each.
 * @property {number} hashed How many are pinned by a hash of their bytes.
 */

/** @typedef {{ readonly name: string, readonly version: string, readonly licence: string }} Component */

/**
 * @param {string} project
 * @returns {Promise<Components | { readonly problem: string }>}
 */
export async function componentsOf(project) {
  const said = await npm(["run", "--silent", "sbom"], project);
  if ("problem" in said) return said;
  return readComponents(JSON.parse(said.text));
}

/**
 * What CycloneDX says.
 * @param {any} bom
 * @returns {Components}
 */
export function readComponents({ components = [] }) {
  /** @type {Component[]} */
  const list = components
    .map((/** @type {any} */ { name, version, licenses }) => ({
      name,
      version,
      licence: licenceOf(licenses ?? []),
    }))
    .sort((/** @type {Component} */ one, /** @type {Component} */ other) =>
      idOf(one) < idOf(other) ? -1 : 1,
    );
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { licence } of list) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const most = [...counts].sort(([, one], [, other]) => other - one);
  return {
    list,
    licences: Object.fromEntries(most),
    hashed: components.filter((/** @type {any} */ { hashes }) => hashes?.length > 0).length,
  };
}

const idOf = (/** @type {Component} */ { name, version }) => `${name}@${version}`;

const licenceOf = (/** @type {readonly any[]} */ licences) =>
  licences
    .map(({ license, expression }) => expression ?? license?.id ?? license?.name)
    .filter(Boolean)
    .join(" AND ") || "none given";
