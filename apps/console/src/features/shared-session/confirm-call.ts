const DEADLINE_MS = 15_000;

/** Asks where to go to sign in anew at a provider, coming back to a page of this console; null when it can't be told now. Never throws. */
export async function beginConfirm(key: string, next: string, ask: typeof fetch = fetch): Promise<string | null> {
  try {
    const response = await ask(`/api/auth/oidc/confirm/${encodeURIComponent(key)}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ next }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const body: unknown = response.ok ? await response.json() : null;
    const url = typeof body === "object" && body !== null && "url" in body ? body.url : null;
    return typeof url === "string" && /^https?:\/\//.test(url) ? url : null;
  } catch {
    return null;
  }
}

/** Whether somebody is taken for confirmed by their provider now. */
export const isConfirmed = ({ until }: { readonly until: Date | null }, now: Date): boolean => until !== null && until > now;
