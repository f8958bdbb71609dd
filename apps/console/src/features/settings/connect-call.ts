import type { FactorAnswer } from "./second-factor-call";

const DEADLINE_MS = 15_000;

/** Asks where to go to connect the reader's account with a provider, for their password. Never throws. */
export async function beginConnection(key: string, password: string, ask: typeof fetch = fetch): Promise<FactorAnswer<string>> {
  try {
    const response = await ask(`/api/auth/oidc/connect/${encodeURIComponent(key)}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ password }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (response.status === 400 || response.status === 401) return { outcome: "wrong" };
    const body: unknown = response.ok ? await response.json() : null;
    const url = typeof body === "object" && body !== null && "url" in body ? body.url : null;
    return typeof url === "string" && /^https?:\/\//.test(url) ? { outcome: "done", value: url } : { outcome: "away" };
  } catch {
    return { outcome: "away" };
  }
}
