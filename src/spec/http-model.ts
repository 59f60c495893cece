/** HTTP sources and operations as templates see them. */
import type { Json } from "./model.js";
import type { Setting } from "./source-model.js";

export interface HttpSource {
  readonly kind: "http";
  readonly name: string;
  readonly identifier: string;
  readonly access: "read" | "write";
  readonly baseUrl: Setting;
  /** `http://` is accepted beyond loopback. */
  readonly plainHttp: boolean;
  readonly auth?: HttpAuth;
  /** Sent with each request. */
  readonly headers: Readonly<Record<string, Setting>>;
  /** Private networks that it may be in. */
  readonly networks: readonly string[];
  readonly redirects: "refuse" | "same-origin";
  /** Of idempotent requests, after the first try. */
  readonly retries: number;
  /** Of one answer, decompressed. */
  readonly bytes: number;
}

export type HttpAuth =
  | { readonly kind: "bearer"; readonly token: Setting }
  | { readonly kind: "basic"; readonly user: Setting; readonly password: Setting }
  | { readonly kind: "header"; readonly name: string; readonly value: Setting }
  | {
      readonly kind: "oauth";
      readonly tokenUrl: Setting;
      readonly clientId: Setting;
      readonly clientSecret: Setting;
      readonly scope?: string;
      readonly audience?: string;
    };

export interface HttpImplementation {
  readonly kind: "http";
  /** Name of its source. */
  readonly source: string;
  /** It changes something. */
  readonly writes: boolean;
  /** What the generated code gives to `operation`: `templates/upstream/src/sources/operation.ts`. */
  readonly operation: { readonly [key: string]: Json };
  /** The spec's `result` is no object, and no page of one: `outputSchema` has it as `{ result: … }`. */
  readonly wrapResult: boolean;
}
