/** What came of asking the browser for a passkey. `elsewhere`: the page is not at the address that passkeys are for. */
export type PasskeyOutcome<T> =
  | { readonly outcome: "done"; readonly answer: T }
  | { readonly outcome: "stopped" }
  | { readonly outcome: "elsewhere" }
  | { readonly outcome: "unable" };

/** Why a browser did not answer: its reader stopped it or let it pass, its page is at another address, or it can't at all. */
export function failureOf(cause: unknown): Exclude<PasskeyOutcome<never>["outcome"], "done"> {
  const names = [cause, cause instanceof Error ? cause.cause : null].map((each) => (each instanceof Error ? each.name : ""));
  if (names.includes("SecurityError")) return "elsewhere";
  return names.includes("NotAllowedError") || names.includes("AbortError") ? "stopped" : "unable";
}

/** Whether a page at this origin can use passkeys that are for another address. */
export const isAtPasskeyAddress = (address: string | null, origin: string): boolean => address === origin;

async function asked<T>(work: () => Promise<T>): Promise<PasskeyOutcome<T>> {
  if (typeof window.PublicKeyCredential !== "function") return { outcome: window.isSecureContext ? "unable" : "elsewhere" };
  try {
    return { outcome: "done", answer: await work() };
  } catch (cause) {
    return { outcome: failureOf(cause) };
  }
}

/** Lets the browser make a passkey. Never throws. */
export const makePasskey = (question: object) =>
  asked(async () => {
    const { startRegistration } = await import("@simplewebauthn/browser");
    return startRegistration({ optionsJSON: question as Parameters<typeof startRegistration>[0]["optionsJSON"] });
  });

/** Lets the browser prove that its reader holds a passkey. Never throws. */
export const provePasskey = (question: object) =>
  asked(async () => {
    const { startAuthentication } = await import("@simplewebauthn/browser");
    return startAuthentication({ optionsJSON: question as Parameters<typeof startAuthentication>[0]["optionsJSON"] });
  });
