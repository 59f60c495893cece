/** HTTP sources and operations as `defineSpec` takes them. */

type Literal = string | number | boolean;

export interface HttpSourceInput {
  readonly kind: "http";
  /** An https:// URL without query, or `${NAME}`. */
  readonly baseUrl: string;
  /** `write`: only tools with `writes: true` use it, and they use no other. Default: `read`. */
  readonly access?: "read" | "write";
  /** One of these; secrets as `${NAME}`. */
  readonly auth?: {
    readonly bearer?: string;
    readonly basic?: { readonly user: string; readonly password: string };
    readonly header?: { readonly name: string; readonly value: string };
    /** Client credentials. */
    readonly oauth?: {
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope?: string;
      readonly audience?: string;
    };
  };
  /** Sent with each request; values may be `${NAME}`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Networks of one's own that it may be in, such as `10.20.0.0/16`. */
  readonly privateNetworks?: readonly string[];
  /** Accept http:// beyond this machine. */
  readonly plainHttp?: boolean;
  readonly redirects?: "refuse" | "same-origin";
  /** Further tries of GET, PUT and DELETE. Default: 2. */
  readonly retries?: number;
  /** Size of one answer, decompressed. Default: `1 MiB`. */
  readonly bytes?: string;
}

export interface HttpOperationInput {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the base URL; `{id}` stands for an argument. */
  readonly path: string;
  /** Names of arguments, or parameters with `{argument}` or a fixed value. */
  readonly query?: readonly string[] | Readonly<Record<string, Literal>>;
  readonly headers?: Readonly<Record<string, Literal>>;
  /** JSON: names of arguments, `{argument}`, or an object with `{argument}` in it. */
  readonly body?: readonly string[] | string | Readonly<Record<string, unknown>>;
  /** The same as a form. */
  readonly form?: readonly string[] | Readonly<Record<string, Literal>>;
  readonly lists?: "repeat" | "comma" | "brackets";
  /** The part of the answer that is the result, as a JSON pointer. */
  readonly pick?: string;
  /** Properties of the result by JSON pointers into that part, or into each of its items. */
  readonly map?: Readonly<Record<string, string>>;
  /** How to get the next page: one of these. */
  readonly next?: { readonly body?: string; readonly header?: string; readonly link?: string };
}
