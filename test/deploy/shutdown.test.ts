/** At the end everybody waits for somebody: each number has to be larger than the one that it waits for. */
import { expect, test } from "vitest";
import { textOf, treeOf, type Tree } from "./trees.js";

const found = (tree: Tree, path: string, pattern: RegExp): number => {
  const [, number] = pattern.exec(textOf(tree, path)) ?? [];
  if (number === undefined) throw new Error(`${path} has no ${pattern.source}`);
  return Number(number.replaceAll("_", ""));
};

/** In seconds, from what is written into the files. */
async function waitsOf(timeout: string) {
  const tree = await treeOf("test/specs/deployed", (text) =>
    text.replace("timeout: 10s", `timeout: ${timeout}`),
  );
  const kubernetes = "deploy/k8s/base/deployment.yaml";
  return {
    proxy: found(tree, "deploy/nginx.conf", /proxy_read_timeout (\d+)s/),
    drain: found(tree, "src/config.ts", /drainMs: ([\d_]+),/) / 1000,
    end: found(tree, "src/main.ts", /timeoutMs: ([\d_]+) \+ config\.http\.limits\.delayMs/) / 1000,
    preStop: found(tree, kubernetes, /sleep: \{ seconds: (\d+) \}/),
    pod: found(tree, kubernetes, /terminationGracePeriodSeconds: (\d+)/),
    container: found(tree, "deploy/compose.yaml", /^ {4}stop_grace_period: (\d+)s$/m),
  };
}

test.each([
  ["1s", 1],
  ["10s", 10],
  ["60s", 60],
  ["9m", 540],
])("with calls of %s nobody gives up on one that is in flight", async (timeout, seconds) => {
  const { proxy, drain, end, preStop, pod, container } = await waitsOf(timeout);
  expect(proxy).toBeGreaterThan(seconds);
  expect(drain).toBeGreaterThan(seconds);
  expect(end).toBeGreaterThan(drain);
  expect(pod).toBeGreaterThan(preStop + end);
  expect(container).toBeGreaterThan(end);
});

test("a call that may take hours does not hold up a deployment for as long", async () => {
  const { drain, pod } = await waitsOf("24h");
  expect(drain).toBe(600);
  expect(pod).toBe(620);
});
