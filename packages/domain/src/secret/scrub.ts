// Messages of controllers and kubelets quote what failed: command lines, URLs, tokens. What looks like a secret is cut out
// before it leaves the cluster. Better a message with a hole than a password in a console.

/** What stands in the place of what was cut out. */
export const HOLE = "[redacted]";

const secrets: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, HOLE],
  // JSON Web Tokens, service account tokens among them.
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g, HOLE],
  [/\b(bearer|basic)\s+[A-Za-z0-9+/_=.~-]{8,}/gi, `$1 ${HOLE}`],
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]+@/gi, `$1${HOLE}@`],
  [
    /(["']?\b[\w.-]*(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)s?["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&]+)/gi,
    `$1${HOLE}`,
  ],
  [/(--?[\w-]*(?:password|passwd|secret|token|api-?key)[\w-]*\s+)("[^"]*"|'[^']*'|[^\s-][^\s]*)/gi, `$1${HOLE}`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, HOLE],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}|glpat-[A-Za-z0-9_-]{16,})/g, HOLE],
];

/** The text without what looks like a secret. */
export function scrub(text: string): string {
  let clean = text;
  for (const [pattern, replacement] of secrets) clean = clean.replace(pattern, replacement);
  return clean;
}
