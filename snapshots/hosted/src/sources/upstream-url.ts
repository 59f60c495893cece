/** What a host of the server lets it send requests to: why not there, or `undefined`. Completes "must be". */
export type UrlRule = (
  url: URL,
  source: { readonly plainHttp: boolean; readonly networks: readonly string[] },
) => string | undefined;

/** Why a text is no address to send requests to; `undefined` when it is one. Completes "must be". */
export const urlProblem = (
  text: string,
  source: Parameters<UrlRule>[1],
  rule: UrlRule,
): string | undefined => {
  if (!/^https?:\/\/[^/?#\\]/i.test(text) || !URL.canParse(text)) {
    return "an address such as https://api.example.com/v1";
  }
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return "an address without a user and password";
  if (/[?#]/.test(text)) return "an address without a query and fragment";
  return rule(url, source);
};
