import { provePasskey } from "../shared-session/passkey-browser";

/** How a sign-in by a passkey ended. */
export type PasskeySignIn = "signedIn" | "stopped" | "elsewhere" | "unable" | "refused" | "disabled" | "away";

const DEADLINE_MS = 10_000;

const post = (path: string, body: object) =>
  fetch(`/api/auth/passkey/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });

/** Signs in with a passkey that the browser finds by itself. Never throws. */
export async function signInByPasskey(): Promise<PasskeySignIn> {
  try {
    const begun = await post("begin", {});
    if (begun.status === 404) return "elsewhere";
    if (!begun.ok) return "away";
    const proven = await provePasskey((await begun.json()) as object);
    if (proven.outcome !== "done") return proven.outcome;
    const finished = await post("finish", proven.answer);
    if (finished.ok) return "signedIn";
    if (finished.status === 403) return "disabled";
    return finished.status === 400 || finished.status === 401 ? "refused" : "away";
  } catch {
    return "away";
  }
}
