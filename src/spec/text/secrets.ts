/** Literals that look like credentials: well-known forms, and single words too random to be anything else. */

interface Form {
  readonly what: string;
  readonly pattern: RegExp;
}

/** Prefixes that issuers chose so that scanners can find them. */
const forms: readonly Form[] = [
  { what: "a private key", pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/ },
  { what: "a URL with a password", pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@$]*:(?!\$\{)[^\s/@]+@/i },
  { what: "an AWS access key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { what: "a GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})/ },
  { what: "a GitLab token", pattern: /\bglpat-[A-Za-z0-9_-]{20,}/ },
  { what: "a Slack token", pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/ },
  { what: "an API key", pattern: /\bsk-(?:ant-|proj-|live-)?[A-Za-z0-9_-]{20,}/ },
  { what: "a Stripe key", pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/ },
  { what: "a Google API key", pattern: /\bAIza[A-Za-z0-9_-]{35}/ },
  { what: "an npm token", pattern: /\bnpm_[A-Za-z0-9]{36}/ },
  { what: "a SendGrid key", pattern: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/ },
  { what: "a JSON Web Token", pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*/ },
];

/** A setting as in connection strings; in SQL the same characters compare columns. */
const assignment: Form = {
  what: "a password",
  pattern:
    /\b(?:password|passwd|pwd|secret|api[_-]?key|token)\s*=\s*(?!\$\{|['"]?(?::|\?|$))[^\s'"&;,)]{8,}/i,
};

export interface Secret {
  readonly what: string;
  /** UTF-16 code units. */
  readonly from: number;
  readonly to: number;
}

/** The first thing that looks like one. */
export function secret(text: string, isSql: boolean): Secret | undefined {
  if (text.length < 8) return undefined;
  if (!mayHold.test(text)) return randomWord(text);
  for (const { what, pattern } of isSql ? forms : [...forms, assignment]) {
    const found = pattern.exec(text);
    if (found !== null) return { what, from: found.index, to: found.index + found[0].length };
  }
  return randomWord(text);
}

/** A part of every form above: most texts have none of them. */
const mayHold =
  /-----BEGIN|:\/\/|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox|sk-|[rs]k_|AIza|npm_|SG\.|eyJ|=/;

function randomWord(text: string): Secret | undefined {
  return isRandomWord(text) ? { what: "a secret", from: 0, to: text.length } : undefined;
}

/** One word of 32 characters or more, upper and lower case and digits, as evenly spread as random ones are. */
function isRandomWord(text: string): boolean {
  if (text.length < 32 || text.length > 512 || !/^[A-Za-z0-9+/_=-]+$/.test(text)) return false;
  if (![/[a-z]/, /[A-Z]/, /\d/].every((pattern) => pattern.test(text))) return false;
  return entropy(text) > 4.2;
}

/** Shannon's, in bits for each character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / text.length) * Math.log2(count / text.length),
    0,
  );
}
