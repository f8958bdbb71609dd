/** How a try to sign in ended. `seconds` is how long to wait, when the server said so. */
export type SignInAnswer =
  | { readonly outcome: "signedIn" }
  /** The password was right; now the second factor is asked for. */
  | { readonly outcome: "codeNeeded" }
  | { readonly outcome: "wrong" }
  | { readonly outcome: "throttled"; readonly seconds: number | null }
  | { readonly outcome: "disabled" }
  | { readonly outcome: "away" };

const DEADLINE_MS = 10_000;

const seconds = (header: string | null): number | null => {
  const read = Number(header);
  return header !== null && Number.isFinite(read) && read > 0 ? Math.ceil(read) : null;
};

const isHalfWay = (body: unknown) =>
  typeof body === "object" && body !== null && "twoFactorRedirect" in body && body.twoFactorRedirect === true;

async function post(path: string, body: object, ask: typeof fetch): Promise<SignInAnswer> {
  let response: Response;
  try {
    response = await ask(`/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (response.ok) return { outcome: isHalfWay(await response.json()) ? "codeNeeded" : "signedIn" };
  } catch {
    return { outcome: "away" };
  }
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

/** Signs in with e-mail address and password. Never throws; a server that is away is an answer of its own. */
export const signIn = (email: string, password: string, ask: typeof fetch = fetch): Promise<SignInAnswer> =>
  post("/sign-in/email", { email, password }, ask);

/** Gives the second factor of a sign-in that is half way: the authenticator's code, or a recovery code. Never throws. */
export const giveCode = (code: string, isRecovery: boolean, ask: typeof fetch = fetch): Promise<SignInAnswer> =>
  post(isRecovery ? "/two-factor/verify-backup-code" : "/two-factor/verify-totp", { code }, ask);
