import type { Worded } from "@holdfast/contracts/phrase";
import { faultOf, isSpent } from "./link-fault";

/** Whom a link invites. */
export interface Invited {
  readonly name: string;
  readonly email: string;
}

/** How a call about an invitation ended. `refused` carries the server's own words, which are safe to show. */
export type InvitationAnswer<T> =
  | { readonly outcome: "done"; readonly value: T }
  | { readonly outcome: "refused"; readonly isLinkSpent: boolean; readonly text: Worded }
  | { readonly outcome: "away" };

const DEADLINE_MS = 15_000;

async function call<T>(body: object, read: (body: unknown) => T | null, ask: typeof fetch): Promise<InvitationAnswer<T>> {
  try {
    const response = await ask("/api/invitation", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const answer: unknown = await response.json();
    if (response.ok) {
      const value = read(answer);
      return value === null ? { outcome: "away" } : { outcome: "done", value };
    }
    const fault = response.status >= 500 ? null : faultOf(answer);
    return fault === null ? { outcome: "away" } : { outcome: "refused", isLinkSpent: isSpent(fault.code), text: fault.text };
  } catch {
    return { outcome: "away" };
  }
}

function invitedOf(body: unknown): Invited | null {
  if (typeof body !== "object" || body === null || !("name" in body) || !("email" in body)) return null;
  return typeof body.name === "string" && typeof body.email === "string" ? { name: body.name, email: body.email } : null;
}

/** Asks whom the link invites. Never throws. */
export const readInvitation = (token: string, ask: typeof fetch = fetch): Promise<InvitationAnswer<Invited>> =>
  call({ token }, invitedOf, ask);

/** Chooses the password of the invited account. Never throws. */
export const acceptInvitation = (token: string, password: string, ask: typeof fetch = fetch): Promise<InvitationAnswer<true>> =>
  call({ token, password }, () => true, ask);
