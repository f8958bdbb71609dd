import type { Worded } from "@holdfast/contracts/phrase";
import { faultOf, isSpent } from "./link-fault";

/** The first admin to be. */
export interface FirstAdmin {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** How a try to make the first admin ended. `refused` carries the server's own words, which are safe to show. */
export type SetupAnswer =
  | { readonly outcome: "made" }
  | { readonly outcome: "refused"; readonly isLinkSpent: boolean; readonly text: Worded }
  | { readonly outcome: "away" };

const DEADLINE_MS = 15_000;

/** Makes the first admin by the one-time token. Never throws. */
export async function createFirstAdmin(admin: FirstAdmin, ask: typeof fetch = fetch): Promise<SetupAnswer> {
  try {
    const response = await ask("/api/setup", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(admin),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (response.ok) return { outcome: "made" };
    const fault = faultOf(await response.json());
    if (fault === null || response.status >= 500) return { outcome: "away" };
    return { outcome: "refused", isLinkSpent: isSpent(fault.code), text: fault.text };
  } catch {
    return { outcome: "away" };
  }
}

/** The token of a set-up link: it stands behind the hash, which browsers send to no server and no log. */
export function tokenOf(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, "")).get("token");
  return token !== null && /^[\w-]{20,128}$/.test(token) ? token : null;
}
