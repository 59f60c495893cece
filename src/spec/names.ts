/** Names of files and identifiers, derived from names of the spec. */

/** Words that cannot name a `const` in a strict ECMAScript module, or would shadow what generated code uses. */
const reserved = new Set(
  `abstract any arguments as async await boolean break case catch class const continue debugger default delete do
  else enum eval export extends false finally for function if implements import in instanceof interface let new null
  number object of package private protected public return static string super switch symbol this throw true try
  type typeof undefined unknown var void while with yield globalThis NaN Infinity console process require module
  exports Object Array String Number Boolean Error Map Set Promise Symbol JSON Math Date Buffer constructor prototype
  defineTool select operation fromHandler withApis withDatabases writableDatabase access handler content tools tool oldNames limits contract validateInput validateOutput ToolError
  expect test callTool codeOf result`
    .split(/\s+/)
    .filter(Boolean),
);

/** `query-users` for `query_users`, `queryUsers` and `Query.Users`. */
export function fileNameOf(name: string): string {
  const words = wordsOf(name).join("-").toLowerCase();
  return words === "" ? "tool" : deviceNames.test(words) ? `${words}-tool` : words;
}

/** Names that Windows keeps for devices, with or without an extension. */
const deviceNames = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** `queryUsers` for `query_users`; with `suffix` when it would be a reserved word or begin with a digit. */
export function identifierOf(name: string, suffix: string): string {
  const [first = "", ...rest] = wordsOf(name).map((word) => word.toLowerCase());
  const joined = first + rest.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  const capital = suffix.slice(0, 1).toUpperCase() + suffix.slice(1);
  if (joined === "") return suffix;
  if (/^\d/.test(joined)) return `${suffix}${joined}`;
  return reserved.has(joined) ? `${joined}${capital}` : joined;
}

/** `getURLFor2Users` → get, URL, For2, Users. Only ASCII letters and digits remain. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
}
