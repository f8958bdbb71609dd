/** How a try to sign in ended. `seconds` is how long to wait, when the server said so. */
export type SignInAnswer =
  | { readonly outcome: "signedIn" }
  | { readonly outcome: "wrong" }
  | { readonly outcome: "throttled"; readonly seconds: number | null }
  | { readonly outcome: "disabled" }
  | { readonly outcome: "away" };

const DEADLINE_MS = 10_000;

const seconds = (header: string | null): number | null => {
  const read = Number(header);
  return header !== null && Number.isFinite(read) && read > 0 ? Math.ceil(read) : null;
};

/** Signs in with e-mail address and password. Never throws; a server that is away is an answer of its own. */
export async function signIn(email: string, password: string, ask: typeof fetch = fetch): Promise<SignInAnswer> {
  let response: Response;
  try {
    response = await ask("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
  } catch {
    return { outcome: "away" };
  }
  if (response.ok) return { outcome: "signedIn" };
  switch (response.status) {
    case 400:
    case 401:
    case 422:
      return { outcome: "wrong" };
    case 403:
      return { outcome: "disabled" };
    case 429:
      return { outcome: "throttled", seconds: seconds(response.headers.get("retry-after") ?? response.headers.get("x-retry-after")) };
    default:
      return { outcome: "away" };
  }
}
