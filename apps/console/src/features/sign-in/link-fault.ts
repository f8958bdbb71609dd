import type { Worded } from "@holdfast/contracts/phrase";

const SPENT = new Set(["TokenInvalid", "TokenExpired", "TokenUsed"]);

/** Whether a fault says that the one-time link will never do any more. */
export const isSpent = (code: string): boolean => SPENT.has(code);

/** The contract's `FaultView`, read by hand: the page before the console stays as light as it can be. */
export function faultOf(body: unknown): { code: string; text: Worded } | null {
  if (typeof body !== "object" || body === null || !("code" in body) || !("message" in body)) return null;
  if (typeof body.code !== "string" || typeof body.message !== "string") return null;
  // Beside the message of a fault its phrase is one, or absent: the door writes both from the contract.
  return { code: body.code, text: { message: body.message, phrase: "phrase" in body ? (body.phrase as Worded["phrase"]) : undefined } };
}
