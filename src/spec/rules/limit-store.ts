import { parseSetting } from "../units.js";
import { written, type Rule } from "./rule.js";

export const limitStore: Rule = {
  name: "limit-store",
  codes: ["MCP1105", "MCP1233"],
  check(context, report) {
    const { store } = context.spec.limits ?? {};
    if (store !== undefined && !isAddress(store)) {
      report("MCP1105", ["limits", "store"], "this is no address of Redis or Valkey", {
        help: "write `${REDIS_URL}`: the server reads redis://host:6379/0, or rediss:// for TLS, from that variable",
      });
    }
    const isSet = (key: string) => written(context, ["limits", key]) !== undefined;
    if (isSet("onStoreFailure") && !isSet("store")) {
      report("MCP1233", ["limits", "onStoreFailure"], "`onStoreFailure` has no effect: there is no `store`", {
        at: "key",
        help: "set `store: ${REDIS_URL}`, or remove it: without a store, each process counts in its memory",
      });
    }
  },
};

/** A variable, or what the server would take from one. A password in it is for another rule to see. */
function isAddress(text: string): boolean {
  if ("env" in parseSetting(text)) return true;
  return /^rediss?:\/\/[^$]+$/.test(text) && URL.canParse(text) && new URL(text).hostname !== "";
}
