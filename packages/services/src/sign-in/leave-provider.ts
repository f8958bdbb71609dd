import { findProvider, type Provider } from "./oidc/oidc-client";
import type { SignInSettings } from "./sign-in";

/** The provider that a session came by, as long as people may sign in with it; null for a password. */
export async function providerOf({ db }: Pick<SignInSettings, "db">, sessionId: string): Promise<Provider | null> {
  const session = await db.prisma.session.findUnique({ where: { id: sessionId }, select: { providerId: true } });
  if (!session?.providerId) return null;
  const row = await db.prisma.identityProvider.findUnique({ where: { id: session.providerId }, select: { key: true } });
  return row && findProvider(db, row.key);
}

/** The answer to a sign-out, with the key of the provider at which the session can be ended too. Its cookies stay. */
export function withAlso(answer: Response, endsAt: string): Response {
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  return Response.json({ success: true, endsAt }, { status: answer.status, headers });
}
