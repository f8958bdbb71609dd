const SCHEMES = new Set(["http:", "https:", "mailto:"]);
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Z}]/gu;

/**
 * The address of a link, or null when following it could run code or leave the page by an unusual scheme. Addresses reach
 * the console from clusters (annotations, alerts, traces), so this is asked of every one of them.
 */
export function safeHref(href: string): string | null {
  const bare = href.replace(INVISIBLE, "");
  if (bare === "") return null;
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(bare)?.[0].toLowerCase();
  if (scheme === undefined) return bare.startsWith("//") || bare.includes("\\") ? null : href;
  return SCHEMES.has(scheme) ? href : null;
}
