export interface Petstore {
  /** With `/api/v3`. */
  readonly url: string;
  readonly keys: { readonly read: string; readonly write: string };
  readonly requests: readonly {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
    readonly body: string;
  }[];
  readonly close: () => Promise<void>;
}

export declare function startPetstore(port?: number): Promise<Petstore>;
