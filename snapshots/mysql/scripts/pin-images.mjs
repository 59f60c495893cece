/**
 * `npm run pin-images`: asks the registries which image each tag under deploy/ stands for now, and writes its digest
 * beside the tag. With `--check` it only says which have moved; exit 1 when one has.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const files = ["deploy/Dockerfile", "deploy/compose.yaml"];
const pinned =
  /(?<=^\s*(?:FROM(?:\s+--platform=\S+)?|image:)\s+)(\S+):([\w][\w.-]*)@(sha256:[0-9a-f]{64})/gm;
const check = process.argv.includes("--check");

/** Lists of images for several platforms first: their digest is the one that fits every machine. */
const accept = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** Docker's own rule: a first part without a dot or a colon is no registry, but a folder of Docker Hub. */
function placeOf(name) {
  const [first, ...rest] = name.split("/");
  if (rest.length > 0 && /[.:]|^localhost$/.test(first)) {
    const local = /^(?:localhost|127\.0\.0\.1)(?::|$)/.test(first);
    return { origin: `${local ? "http" : "https"}://${first}`, path: rest.join("/") };
  }
  const path = rest.length === 0 ? `library/${name}` : name;
  return { origin: "https://registry-1.docker.io", path };
}

const ask = (url, headers) =>
  fetch(url, {
    method: "HEAD",
    headers: { accept, ...headers },
    signal: AbortSignal.timeout(20_000),
  });

/** As anybody: public registries give a token for reading to whoever asks. */
async function tokenFor(challenge) {
  const values = Object.fromEntries(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
  );
  const url = new URL(values.realm);
  for (const key of ["service", "scope"]) if (values[key]) url.searchParams.set(key, values[key]);
  const answer = await fetch(url, { signal: AbortSignal.timeout(20_000) });
  const { token, access_token } = await answer.json();
  return token ?? access_token;
}

async function digestOf(name, tag) {
  const { origin, path } = placeOf(name);
  const url = `${origin}/v2/${path}/manifests/${tag}`;
  let answer = await ask(url, {});
  const challenge = answer.headers.get("www-authenticate") ?? "";
  if (answer.status === 401 && /^bearer /i.test(challenge)) {
    answer = await ask(url, { authorization: `Bearer ${await tokenFor(challenge)}` });
  }
  const digest = answer.headers.get("docker-content-digest") ?? "";
  if (!answer.ok || !/^sha256:[0-9a-f]{64}$/.test(digest)) {
    throw new Error(`${name}:${tag}: the registry answered ${answer.status}`);
  }
  return digest;
}

const textOf = (file) => {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    return undefined; // there is no such file where there is no compose
  }
};

const texts = new Map(files.flatMap((file) => (textOf(file) ? [[file, textOf(file)]] : [])));
const found = [...texts.values()].flatMap((text) => [...text.matchAll(pinned)]);
const tags = new Map(found.map(([whole, name, tag]) => [whole, { name, tag }]));

const current = new Map();
for (const [whole, { name, tag }] of tags) {
  try {
    const now = `${name}:${tag}@${await digestOf(name, tag)}`;
    console.log(`${now === whole ? "same " : "moved"} ${now}`);
    current.set(whole, now);
    if (check && now !== whole) process.exitCode = 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}

if (!check && process.exitCode === undefined) {
  for (const [file, text] of texts) {
    const next = text.replace(pinned, (whole) => current.get(whole) ?? whole);
    if (next !== text) writeFileSync(join(root, file), next);
  }
}
