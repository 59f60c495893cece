/** The package types its entry for Node, which starts a worker or a native binary; this is the same in JavaScript. */
declare module "recheck/lib/browser.js" {
  const recheck: Pick<typeof import("recheck"), "checkSync">;
  export default recheck;
}
