/**
 * `npm run deploy:secrets`: makes the secrets of deploy/compose.yaml that nobody has to know, and says which ones are
 * yours to write; exit 1 while one of these is missing. A file that exists is left alone. To change the password of a
 * database, remove its two files and change it there as well: a volume that exists is not made again.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {{ service: string, kind: "postgres" | "mysql", variable: string, role: string }} Database
 * @typedef {{ random: Record<string, string>, store: string | null, databases: Database[], yours: Record<string, string> }} Wanted
 */

const deploy = join(import.meta.dirname, "../deploy");
const folder = join(deploy, "secrets");

/** @type {Wanted} */
const wanted = JSON.parse(readFileSync(join(deploy, "secrets.json"), "utf8"));

const exists = (name) => existsSync(join(folder, name));
const password = () => randomBytes(32).toString("base64url");

/** Makes files that belong together: all of them, or none. */
function make(files) {
  const there = Object.keys(files).filter(exists);
  if (there.length === Object.keys(files).length) return;
  if (there.length > 0) {
    console.error(
      `${there.join(", ")} without its counterpart: remove it, to have both made anew.`,
    );
    process.exitCode = 1;
    return;
  }
  for (const [name, text] of Object.entries(files)) {
    // The containers' users are others than yours: they can read the files, and only you can open the folder.
    writeFileSync(join(folder, name), text, { mode: 0o644, flag: "wx" });
    console.log(`made deploy/secrets/${name}`);
  }
}

chmodSync(folder, 0o700);
for (const name of Object.keys(wanted.random)) make({ [name]: password() });
if (wanted.store !== null) {
  const secret = password();
  make({
    [wanted.store]: `redis://:${secret}@store:6379/0`,
    // In memory only: what is lost with it, the servers tell it again.
    "store.conf": `bind * -::*\nrequirepass ${secret}\nsave ""\nappendonly no\nmaxmemory 128mb\nmaxmemory-policy noeviction\n`,
  });
}
for (const { service, kind, variable, role } of wanted.databases) {
  const secret = password();
  make(
    kind === "mysql"
      ? {
          [variable]: `mysql://${role}:${secret}@${service}:3306/app`,
          [`${service}.sql`]: `ALTER USER '${role}'@'%' IDENTIFIED BY '${secret}' ACCOUNT UNLOCK;\n`,
        }
      : {
          [variable]: `postgres://${role}:${secret}@${service}:5432/app`,
          [`${service}.sql`]: `ALTER ROLE "${role}" PASSWORD '${secret}';\n`,
        },
  );
}
for (const [name, description] of Object.entries(wanted.yours)) {
  if (exists(name)) continue;
  console.error(`missing: deploy/secrets/${name}   ${description}`);
  process.exitCode = 1;
}
