/** The structure of HTTP sources and operations in `mcp.yaml`. What structure cannot say is in `rules/http-*.ts`. */
import { z } from "zod/v3";
import { size, text } from "./words.js";

const literal = z.union([z.string().max(2048), z.number(), z.boolean()]);
const names = z.array(text(200)).min(1);
const pointer = z
  .string()
  .regex(/^(?:\/(?:[^/~]|~[01])*)*$/, "a JSON pointer, such as /data/items")
  .max(500);

const auth = z
  .object({
    bearer: text(200).describe("A token, `${NAME}`, sent as `Authorization: Bearer`.").optional(),
    basic: z
      .object({
        user: text(200).describe("`${NAME}`, or the name itself."),
        password: text(200).describe("`${NAME}`."),
      })
      .strict()
      .describe("HTTP Basic.")
      .optional(),
    header: z
      .object({
        name: text(100).describe("Such as `X-Api-Key`."),
        value: text(200).describe("`${NAME}`."),
      })
      .strict()
      .describe("A key in a header of its own.")
      .optional(),
    oauth: z
      .object({
        tokenUrl: text(2048).describe("The token endpoint: its URL, or `${NAME}`."),
        clientId: text(200).describe("`${NAME}`, or the id itself."),
        clientSecret: text(200).describe("`${NAME}`."),
        scope: text(1000).describe("Scopes to ask for, with blanks between them.").optional(),
        audience: text(2048).describe("For whom the token is, where the issuer asks.").optional(),
      })
      .strict()
      .describe("OAuth 2 client credentials: the token is kept until shortly before it expires.")
      .optional(),
  })
  .strict();

export const httpSource =
  z
    .object({
      kind: z.literal("http").describe("An HTTP API, reached through the server's egress guard."),
      baseUrl: text(2048).describe("Where it is: an https:// URL without query, or `${NAME}`."),
      access: z
        .enum(["read", "write"])
        .describe(
          "`write`: only tools with `writes: true` use it, and they use no other. Give it a credential of its own. Default: read.",
        )
        .optional(),
      auth: auth
        .describe("What the server shows to be let in: one of these. Never the caller's token.")
        .optional(),
      headers: z
        .record(text(2000).describe("The value, or `${NAME}`."))
        .describe("Sent with each request.")
        .optional(),
      privateNetworks: z
        .array(text(60))
        .min(1)
        .describe(
          "Networks of one's own that it may be in, such as `10.20.0.0/16`. Default: public addresses only.",
        )
        .optional(),
      plainHttp: z
        .boolean()
        .describe("Accept http:// beyond this machine, where nobody is on the way. Default: false.")
        .optional(),
      redirects: z
        .enum(["refuse", "same-origin"])
        .describe("Whether a GET follows redirects that stay on the origin. Default: refuse.")
        .optional(),
      retries: z
        .number()
        .int()
        .min(0)
        .max(5)
        .describe("Further tries of GET, PUT and DELETE when the service is busy or away. Default: 2.")
        .optional(),
      bytes: size.describe("Size of one answer, decompressed, before `pick`. Default: `1 MiB`.").optional(),
    })
    .strict();

export const httpOperation = z
  .object({
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).describe("Default: GET.").optional(),
    path: text(2048).describe("Below the base URL, such as `/contacts/{id}`: `{id}` stands for an argument."),
    query: z
      .union([names, z.record(literal)])
      .describe("Names of arguments, or parameters with `{argument}` or a fixed value.")
      .optional(),
    headers: z.record(literal).describe("Headers with `{argument}` or a fixed value.").optional(),
    body: z
      .union([names, text(200), z.record(z.unknown())])
      .describe("JSON: names of arguments, `{argument}`, or an object with `{argument}` in it.")
      .optional(),
    form: z
      .union([names, z.record(literal)])
      .describe("The same as a form (application/x-www-form-urlencoded).")
      .optional(),
    lists: z
      .enum(["repeat", "comma", "brackets"])
      .describe("A list in a query or form: `a=1&a=2` (default), `a=1,2` or `a[]=1&a[]=2`.")
      .optional(),
    pick: pointer.describe("The part of the answer that is the result, as a JSON pointer.").optional(),
    map: z
      .record(pointer)
      .describe("Properties of the result by JSON pointers into that part, or into each of its items.")
      .optional(),
    next: z
      .object({
        body: pointer.describe("The cursor is at this place of the answer.").optional(),
        header: text(100).describe("The cursor is this header's value.").optional(),
        link: text(200)
          .describe("The cursor is this parameter of the next page's URL, in the `Link` header.")
          .optional(),
      })
      .strict()
      .describe("How to get the next page: one of these. The result becomes `{ result, next }`.")
      .optional(),
  })
  .strict();
