// Makes a new API key: `npm run mint-api-key -- NAME [SCOPE …]`.
// The key is printed once, on stdout, and kept nowhere; give it to the caller. The server stores its hash.
import { createHash, randomBytes } from "node:crypto";

const [name, ...scopes] = process.argv.slice(2);
if (!/^[A-Za-z0-9._-]{1,64}$/.test(name ?? "") || scopes.some((scope) => /[\s,+]/.test(scope))) {
  console.error("usage: mint-api-key NAME [SCOPE …]   NAME: 1 to 64 of A-Z a-z 0-9 . _ -");
  process.exit(2);
}

const key = `mcp_${randomBytes(32).toString("base64url")}`;
const hash = createHash("sha256").update(key).digest("hex");
const entry = [name, hash, ...(scopes.length > 0 ? [scopes.join("+")] : [])].join(":");

console.error(`Key of ${name}, to be sent as \`Authorization: Bearer …\`. It is not shown again:`);
console.log(key);
console.error(`\nEntry for API_KEYS, beside the others, separated by a comma:\n${entry}`);
