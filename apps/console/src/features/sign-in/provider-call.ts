/** A provider that people may sign in with. */
export interface ProviderLink {
  readonly key: string;
  readonly name: string;
}

const isLink = (each: unknown): each is ProviderLink =>
  typeof each === "object" &&
  each !== null &&
  "key" in each &&
  "name" in each &&
  typeof each.key === "string" &&
  typeof each.name === "string";

const DEADLINE_MS = 8000;

/** The providers to offer. None while the server is away: the password is asked for in any case. Never throws. */
export async function readProviders(ask: typeof fetch = fetch): Promise<readonly ProviderLink[]> {
  try {
    const response = await ask("/api/auth/oidc/providers", { cache: "no-store", signal: AbortSignal.timeout(DEADLINE_MS) });
    const body: unknown = response.ok ? await response.json() : [];
    return Array.isArray(body) ? body.filter(isLink).map(({ key, name }) => ({ key, name })) : [];
  } catch {
    return [];
  }
}

/** The address that begins a sign-in by a provider. */
export const providerStart = (key: string, returnPath: string): string =>
  `/api/auth/oidc/start/${encodeURIComponent(key)}?next=${encodeURIComponent(returnPath)}`;

/** The address that ends the session at a provider, and leads back to the sign-in page. */
export const providerEnd = (key: string): string => `/api/auth/oidc/end/${encodeURIComponent(key)}`;

const refusals = [
  "flow",
  "denied",
  "token",
  "unreachable",
  "absent",
  "email",
  "domain",
  "unknown",
  "disabled",
  "linkNeeded",
  "linkedElsewhere",
  "stale",
  "another",
] as const;

/** Why a sign-in by a provider let nobody in. */
export type ProviderRefusal = (typeof refusals)[number];

/** The reason that the address names; null for none, and for what no server of ours wrote there. */
export const readRefusal = (written: string | null | undefined): ProviderRefusal | null =>
  refusals.find((each) => each === written) ?? null;
