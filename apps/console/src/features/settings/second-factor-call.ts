/** What a new authenticator is set up with. The codes let their owner in when it is lost. */
export interface NewFactor {
  readonly uri: string;
  readonly recoveryCodes: readonly string[];
}

/** How a call about the second factor ended. */
export type FactorAnswer<T> =
  | { readonly outcome: "done"; readonly value: T }
  | { readonly outcome: "wrong" }
  | { readonly outcome: "away" };

const DEADLINE_MS = 15_000;

async function call<T>(path: string, body: object, read: (body: unknown) => T | null, ask: typeof fetch): Promise<FactorAnswer<T>> {
  try {
    const response = await ask(`/api/auth/two-factor/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (response.status === 400 || response.status === 401) return { outcome: "wrong" };
    const value = response.ok ? read(await response.json()) : null;
    return value === null ? { outcome: "away" } : { outcome: "done", value };
  } catch {
    return { outcome: "away" };
  }
}

function newFactorOf(body: unknown): NewFactor | null {
  if (typeof body !== "object" || body === null || !("totpURI" in body) || !("backupCodes" in body)) return null;
  const { totpURI, backupCodes } = body;
  if (typeof totpURI !== "string" || !Array.isArray(backupCodes) || !backupCodes.every((code) => typeof code === "string")) return null;
  return { uri: totpURI, recoveryCodes: backupCodes };
}

/**
 * Begins to set up an authenticator: nothing is asked for at sign-in before its first code was given. Without a password for who has none,
 * and signed in anew at their provider. Never throws.
 */
export const beginFactor = (password: string | undefined, ask: typeof fetch = fetch): Promise<FactorAnswer<NewFactor>> =>
  call("enable", { password }, newFactorOf, ask);

/** Takes the authenticator into use by its first code. Never throws. */
export const finishFactor = (code: string, ask: typeof fetch = fetch): Promise<FactorAnswer<true>> =>
  call("verify-totp", { code }, () => true, ask);

/** Takes the second factor out of use. Without a password for who has none, and gave a code a moment ago. Never throws. */
export const endFactor = (password: string | undefined, ask: typeof fetch = fetch): Promise<FactorAnswer<true>> =>
  call("disable", { password }, () => true, ask);

/** The key of an `otpauth:` address, in groups of four to type by hand. */
export const typedKey = (uri: string): string => (/[?&]secret=([A-Z2-7]+)/i.exec(uri)?.[1] ?? "").replace(/(.{4})(?=.)/g, "$1 ");
