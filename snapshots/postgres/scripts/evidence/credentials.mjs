// @ts-check
// What the server found out about its credentials when it started, in words.

/**
 * @typedef {object} Credential
 * @property {string} source
 * @property {string} kind
 * @property {"verified" | "excepted" | "refused" | "not verified"} state
 * @property {string} says
 * @property {readonly string[]} [rights] What was found beyond reading, or is more than needed.
 */

/**
 * @param {readonly { readonly name: string, readonly kind: string, readonly changes?: boolean }[]} sources
 * @param {import("./server.mjs").Start} start
 * @returns {readonly Credential[]}
 */
export const credentialsOf = (sources, { ready, lines }) =>
  sources.map(({ name, kind, changes = false }) => {
    const find = (/** @type {string} */ event) =>
      lines.find((line) => line.event === event && line.source === name);
    return { source: name, kind, ...standing({ kind, changes }, ready, find) };
  });

/**
 * @param {{ readonly kind: string, readonly changes: boolean }} source
 * @param {boolean} ready
 * @param {(event: string) => Readonly<Record<string, any>> | undefined} find
 * @returns {Pick<Credential, "state" | "says" | "rights">}
 */
function standing({ kind, changes }, ready, find) {
  const purpose = changes ? "change what the spec lists" : "read";
  if (kind === "http") {
    return {
      state: "not verified",
      says: "A service does not tell what a credential may do. Give this one no more rights than its tools need.",
    };
  }
  const refused = find("credential_refused");
  if (refused !== undefined) {
    const { findings, lacks = [] } = refused;
    const extent = findings.length > 0 ? `can do more than ${purpose}` : `cannot ${purpose}`;
    return {
      state: "refused",
      says: `${who(refused)} ${extent}, and the server refused to start.`,
      rights: [...findings, ...lacks.map((/** @type {string} */ right) => `Lacks: ${right}`)],
    };
  }
  if (find("embedded_database") !== undefined) {
    return {
      state: "not verified",
      says: "No production credential was verified: there was no address, so the server used an embedded database of development.",
    };
  }
  const generous = find("credential_generous");
  const checked = find("credential_checked");
  if (kind === "sqlite" && generous !== undefined) {
    return {
      state: "not verified",
      says: "No production credential was verified: in production the server would refuse to start with this file.",
      rights: generous.warnings,
    };
  }
  if (checked === undefined) {
    const says = ready ? "The log does not say." : "The server did not come to look at it.";
    return { state: "not verified", says: `No production credential was verified. ${says}` };
  }
  const excepted = find("credential_exceptions");
  if (excepted !== undefined) {
    const says = `${who(checked)} can only ${purpose}, but for the rights that the spec accepts.`;
    return {
      state: "excepted",
      says,
      rights: [...excepted.allowed, ...(generous?.warnings ?? [])],
    };
  }
  const says = `${who(checked)} can only ${purpose}.`;
  if (generous === undefined) return { state: "verified", says };
  return {
    state: "verified",
    says: `${says} It can read more than the tools need.`,
    rights: generous.warnings,
  };
}

const who = (/** @type {Readonly<Record<string, any>>} */ { role, account }) => {
  if (role !== undefined) return `The role ${role}`;
  return account === undefined ? "The user that the server runs as" : `The account ${account}`;
};
