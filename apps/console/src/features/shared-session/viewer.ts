/** Who is signed in, as the shell shows it. */
export interface Viewer {
  readonly name: string;
  readonly email: string;
}

/** What is known of the viewer: nobody is signed in, or the server could not say. */
export type ViewerAnswer = { readonly state: "known"; readonly viewer: Viewer } | { readonly state: "absent" } | { readonly state: "away" };

/** Reads better-auth's session by hand: this runs on every page, and a schema library would cost each of them 30 kB. */
function viewerOf(body: unknown): Viewer | null {
  const user: unknown = typeof body === "object" && body !== null && "user" in body ? body.user : null;
  if (typeof user !== "object" || user === null || !("name" in user) || !("email" in user)) return null;
  return typeof user.name === "string" && typeof user.email === "string" ? { name: user.name, email: user.email } : null;
}

const DEADLINE_MS = 8000;

/** Asks the server who is signed in. Never throws: a server that is away must not take the page away. */
export async function readViewer(ask: typeof fetch = fetch): Promise<ViewerAnswer> {
  try {
    const response = await ask("/api/auth/get-session", { cache: "no-store", signal: AbortSignal.timeout(DEADLINE_MS) });
    if (response.status === 401) return { state: "absent" };
    if (!response.ok) return { state: "away" };
    const body: unknown = await response.json();
    if (body === null) return { state: "absent" };
    const viewer = viewerOf(body);
    return viewer === null ? { state: "away" } : { state: "known", viewer };
  } catch {
    return { state: "away" };
  }
}

/** Ends the session; true when the server did. */
export async function endSession(ask: typeof fetch = fetch): Promise<boolean> {
  try {
    const response = await ask("/api/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return response.ok;
  } catch {
    return false;
  }
}
