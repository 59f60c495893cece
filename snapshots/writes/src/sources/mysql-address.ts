/** What an address says of a connection. Everything else is settled by the server itself. */
export interface MysqlAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** TLS; absent: none. */
  readonly ssl?: { readonly rejectUnauthorized: boolean; readonly verifyIdentity: boolean };
}

/** As MySQL's own clients call them. */
const sslModes: ReadonlyMap<string, MysqlAddress["ssl"]> = new Map([
  ["DISABLED", undefined],
  ["REQUIRED", { rejectUnauthorized: false, verifyIdentity: false }],
  ["VERIFY_CA", { rejectUnauthorized: true, verifyIdentity: false }],
  ["VERIFY_IDENTITY", { rejectUnauthorized: true, verifyIdentity: true }],
]);

const defaultPort = 3306;

/**
 * `mysql://user:password@host:3306/database?ssl-mode=VERIFY_IDENTITY`, or `undefined` if it is not one. Of the
 * options that drivers take from an address, `ssl-mode` is the only one: the others could switch on what is off,
 * such as several statements at once.
 */
export const parseAddress = (text: string): MysqlAddress | undefined => {
  if (!/^(?:mysql|mariadb):\/\/./.test(text)) return undefined;
  const standard = text.replace(/^\w+:/, "http:");
  if (!URL.canParse(standard)) return undefined;
  const { hostname, port, username, password, pathname, searchParams, hash } = new URL(standard);
  const unknown = [...searchParams.keys()].some((name) => name !== "ssl-mode");
  const mode = searchParams.get("ssl-mode")?.toUpperCase() ?? "DISABLED";
  if (unknown || hash !== "" || !sslModes.has(mode)) return undefined;
  const ssl = sslModes.get(mode);
  try {
    const database = decodeURIComponent(pathname.slice(1));
    const user = decodeURIComponent(username);
    if (user === "" || database === "" || database.includes("/")) return undefined;
    return {
      host: hostname.replace(/^\[(.*)\]$/, "$1"),
      // `http:` leaves its own default out.
      port: port === "" ? (/:80(?:\/|$)/.test(text) ? 80 : defaultPort) : Number(port),
      user,
      password: decodeURIComponent(password),
      database,
      ...(ssl && { ssl }),
    };
  } catch {
    return undefined; // a % that escapes nothing
  }
};
