// `npm run dev`: compiles on every change, and restarts the server when its output changes.
import { spawn } from "node:child_process";

const run = (...args) => spawn(process.execPath, args, { stdio: "inherit" });
const compiler = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"];

run(...compiler).once("exit", (code) => {
  if (code !== 0) console.error("The server starts once the errors above are gone.");
  run(...compiler, "--watch", "--preserveWatchOutput");
  run("--watch", "dist/main.js", ...process.argv.slice(2));
});
