/** RFC 9110 §5.6.2, and no longer than anybody needs. */
const tokenPattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;

/**
 * Headers that are the connection's, the credential's or an intermediary's to set, or that make a request
 * another one than it seems.
 */
const reserved = new Set(
  `authorization connection content-encoding content-length content-type cookie expect forwarded host
  http2-settings keep-alive origin proxy-authenticate proxy-authorization proxy-connection referer set-cookie
  te trailer transfer-encoding upgrade via x-http-method x-http-method-override x-method-override x-real-ip
  accept-encoding`.split(/\s+/),
);

/** Whether a header may be set by a spec or a handler. */
export const isFreeHeader = (name: string): boolean => {
  const lower = name.toLowerCase();
  if (!tokenPattern.test(name) || reserved.has(lower)) return false;
  return !/^(?:sec-|x-forwarded-|x-original-|x-rewrite-)/.test(lower);
};

/** Visible ASCII and blanks: nothing that ends the header or means one thing here and another there. */
export const isHeaderValue = (value: string): boolean => /^[\t\x20-\x7e]{0,4000}$/.test(value);
