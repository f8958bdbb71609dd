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

/** What became of a sign-out. `endsAt` is the key of the provider at which the session can be ended too; null where there is none. */
export type SignOutAnswer = { readonly isDone: true; readonly endsAt: string | null } | { readonly isDone: false };

/** Ends the session, here. Never throws. */
export async function endSession(ask: typeof fetch = fetch): Promise<SignOutAnswer> {
  try {
    const response = await ask("/api/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (!response.ok) return { isDone: false };
    const body: unknown = await response.json().catch(() => null);
    const endsAt = typeof body === "object" && body !== null && "endsAt" in body ? body.endsAt : null;
    return { isDone: true, endsAt: typeof endsAt === "string" ? endsAt : null };
  } catch {
    return { isDone: false };
  }
}
