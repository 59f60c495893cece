// Makes a new API key: `npm run mint-api-key -- NAME [SCOPE …]`.
// The key is printed once, on stdout, and kept nowhere; give it to the caller. The server stores its hash.
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

const contract = new URL("../.create-mcp-prod/contract.json", import.meta.url);
const declared = Object.keys(JSON.parse(readFileSync(contract, "utf8")).scopes);

const refuse = (problem) => {
  console.error(problem);
  process.exit(2);
};

const [name = "", ...scopes] = process.argv.slice(2);
if (!/^[A-Za-z0-9._-]{1,64}$/.test(name)) {
  refuse("usage: mint-api-key NAME [SCOPE …]   NAME: 1 to 64 of A-Z a-z 0-9 . _ -");
}
const unknown = scopes.find((scope) => !declared.includes(scope));
if (unknown !== undefined) {
  const known = declared.length === 0 ? "the spec declares none" : `known: ${declared.join(", ")}`;
  refuse(`There is no scope ${JSON.stringify(unknown)} (${known}).`);
}

const key = `mcp_${randomBytes(32).toString("base64url")}`;
const hash = createHash("sha256").update(key).digest("hex");
const entry = [name, hash, ...(scopes.length > 0 ? [scopes.join("+")] : [])].join(":");

console.error(`Key of ${name}, to be sent as \`Authorization: Bearer …\`. It is not shown again:`);
console.log(key);
console.error(`\nEntry for API_KEYS, beside the others, separated by a comma:\n${entry}`);
