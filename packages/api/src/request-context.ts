import { randomUUID } from "node:crypto";
import { UserId } from "@holdfast/contracts/ids";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { userContext } from "@holdfast/services/context/user-context";
import type { SignedIn } from "@holdfast/services/sign-in/sign-in";
import type { Platform } from "./platform";

/** What a procedure starts from: the platform, and who asks, if anybody has signed in. */
export interface RequestContext {
  readonly platform: Platform;
  readonly headers: Headers;
  readonly requestId: string;
  readonly session: SignedIn | null;
}

/** Reads who asks. A cookie that names no living session is nobody. */
export async function requestContext(platform: Platform, headers: Headers): Promise<RequestContext> {
  return { platform, headers, requestId: randomUUID(), session: await platform.signIn.sessionOf(headers) };
}

/** The services' context of a signed-in person. */
export const serviceContext = ({ platform, requestId }: RequestContext, session: SignedIn): ServiceContext =>
  userContext({ ...platform.base, requestId }, { id: UserId.parse(session.user.id), name: session.user.name });
