import type { CatalogEntry } from "../catalog.js";

/** MCP18xx: HTTP sources and operations. */
export const httpCodes = {
  MCP1801: {
    title: "not a base URL",
    cause: "Requests go to paths below one fixed address, over TLS, and its secrets stand elsewhere.",
    fix: "write https://host/path without user, query and fragment, or `${NAME}`",
  },
  MCP1802: {
    title: "private address",
    cause:
      "An API that is asked for by a name or address of the inside is how servers are made to attack their own network.",
    fix: "name the networks of your own that it is in under `privateNetworks:`",
  },
  MCP1803: {
    title: "credential written out",
    cause: "A spec is committed, published and shown to models; a secret in it is out.",
    fix: "let the server read it from its environment: `${NAME}`",
  },
  MCP1804: {
    title: "undeclared argument",
    cause: "Every `{name}` of a request stands for the argument of that name; there is no such argument.",
    fix: "declare it under `params:`",
  },
  MCP1805: {
    title: "argument that the request does not use",
    cause: "The model would be asked for a value that changes nothing.",
    fix: "put it into the path, query, headers, body or form, or remove it",
  },
  MCP1806: {
    title: "path not well-formed",
    cause: "The path is fixed but for the arguments in it, so that no request leads anywhere else.",
    fix: "write it as /contacts/{id}: no query, no empty, `.` or `..` segments",
  },
  MCP1807: {
    title: "body out of place",
    cause: "GET and DELETE have no body that services agree on, and a request has one body at most.",
    fix: "use `query:`, or a method with a body, and one of `body` and `form`",
  },
  MCP1808: {
    title: "part of a value",
    cause: "An argument is a whole value of its own: text is never put together with it.",
    fix: 'write "{argument}" alone, or let the argument hold the whole value',
  },
  MCP1809: {
    title: "header not allowed",
    cause: "Headers of the connection, the credential and intermediaries are the server's own to set.",
    fix: "remove it; a credential goes under `auth:` of the source",
  },
  MCP1810: {
    title: "reading and writing mixed",
    cause:
      "Clients ask people before a tool that writes; and a tool that only reads must not hold a credential that can do more.",
    fix: "write `writes: true` and use a source of its own with `access: write`",
  },
  MCP1811: {
    title: "argument in two places",
    cause: "What a request asks for would depend on which of the places the service looks at.",
    fix: "keep one of them",
  },
  MCP1812: {
    title: "answer without a schema",
    cause:
      "Whatever the service adds to its answers later would be returned too, without anybody deciding so.",
    fix: "declare what is returned under `result:`",
    severity: "warning",
  },
  MCP1813: {
    title: "argument that does not fit its place",
    cause: "A path or header holds one text, and a query or form texts and lists of them.",
    fix: "give the argument another type, or send it in the body",
  },
  MCP1814: {
    title: "not exactly one",
    cause: "Each of them says the same in another way.",
    fix: "keep one of them",
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;
