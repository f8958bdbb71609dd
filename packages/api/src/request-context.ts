import { randomUUID } from "node:crypto";
import { UserId } from "@holdfast/contracts/ids";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { userContext } from "@holdfast/services/context/user-context";
import { type Bearer, bearerContext, findBearer } from "@holdfast/services/identity/bearer";
import type { SignedIn } from "@holdfast/services/sign-in/sign-in";
import { bearerSecret } from "./http/bearer-secret";
import type { Platform } from "./platform";

/** What a procedure starts from: the platform, and who asks: a person who signed in, a program with a token, or nobody. */
export interface RequestContext {
  readonly platform: Platform;
  readonly headers: Headers;
  readonly requestId: string;
  readonly session: SignedIn | null;
  readonly bearer: Bearer | null;
}

/** Reads who asks. A cookie that names no living session is nobody; beside a token no cookie is looked at. */
export async function requestContext(platform: Platform, headers: Headers): Promise<RequestContext> {
  const request = { platform, headers, requestId: randomUUID() };
  const secret = bearerSecret(headers);
  if (secret !== null) return { ...request, session: null, bearer: await findBearer(platform.base, secret) };
  return { ...request, session: await platform.signIn.sessionOf(headers), bearer: null };
}

/** The services' context of whoever asks; null for nobody. */
export function callerContext({ platform, requestId, session, bearer }: RequestContext): ServiceContext | null {
  const base = { ...platform.base, requestId };
  if (bearer) return bearerContext(base, bearer);
  return session && userContext({ ...base, sessionId: session.sessionId }, { id: UserId.parse(session.user.id), name: session.user.name });
}
