/** Functions that leave something behind in the session, which the next call finds there, whoever makes it. */
import type { SqlProblem } from "./problems.js";
import type { Token } from "./lex.js";

/** Of PostgreSQL, and MySQL's; the locks of a transaction (`pg_advisory_xact_lock`) end with it. */
const locks = /^(?:pg_(?:try_)?advisory_(?:lock|unlock)(?:_shared|_all)?|get_lock|release_(?:all_)?locks?)$/;

export function lasting(tokens: readonly Token[]): readonly SqlProblem[] {
  return tokens.flatMap((token, index): readonly SqlProblem[] => {
    if (tokens[index + 1]?.text !== "(") return [];
    const name = nameOf(token);
    const { start, end } = token;
    if (name !== undefined && locks.test(name)) {
      const message = `${name} works beyond the call, on a connection that others use next`;
      return [{ code: "MCP1403", message, start, end, help: "remove it: the tool only reads" }];
    }
    if (name !== "set_config" || lastArgument(tokens, index + 1)?.text.toLowerCase() === "true") return [];
    const message = "set_config would last beyond the call, for whoever uses the connection next";
    const help = "write `true` as its third argument: then it ends with the call's transaction";
    return [{ code: "MCP1403", message, start, end, help }];
  });
}

const nameOf = ({ kind, text }: Token): string | undefined => {
  if (kind === "word") return text.toLowerCase();
  return kind === "quoted" ? text.slice(1, -1) : undefined;
};

/** Of a call whose parenthesis opens at `open`: its last argument, where that is one token. */
function lastArgument(tokens: readonly Token[], open: number): Token | undefined {
  let depth = 0;
  for (let index = open; index < tokens.length; index++) {
    const text = tokens[index]?.kind === "operator" ? tokens[index]?.text : undefined;
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    if (depth === 0) return tokens[index - 2]?.text === "," ? tokens[index - 1] : undefined;
  }
  return undefined;
}
