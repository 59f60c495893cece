/** What proves to a service who asks. The caller's own token is never any of it. */
export interface Credential {
  /** The headers that carry it. Throws a `ToolError` when it cannot be had. */
  readonly headers: (signal: AbortSignal) => Promise<Readonly<Record<string, string>>>;
  /** After 401: whether another one can be had than in those headers. */
  readonly renew: (refused: Readonly<Record<string, string>>) => boolean;
}

const fixed = (headers: Readonly<Record<string, string>>): Credential => ({
  headers: async () => headers,
  renew: () => false,
});

export const noCredential: Credential = fixed({});

export const bearer = (token: string): Credential => fixed({ authorization: `Bearer ${token}` });

/** RFC 7617, in UTF-8. */
export const basic = (user: string, password: string): Credential =>
  fixed({ authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` });

export const keyHeader = (name: string, value: string): Credential =>
  fixed({ [name.toLowerCase()]: value });
