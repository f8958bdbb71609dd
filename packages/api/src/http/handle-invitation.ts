import { randomUUID } from "node:crypto";
import { Fault, faultView } from "@holdfast/contracts/fault";
import { acceptInvitation, lookAtInvitation } from "@holdfast/services/identity/accept-invitation";
import { NewAccount } from "@holdfast/services/sign-in/new-account";
import { z } from "zod";
import type { Platform } from "../platform";
import { boundedRequest, guardRequest } from "./guard-request";

const Invitation = z.strictObject({ token: z.string().min(1).max(200), password: NewAccount.shape.password.optional() });

const answer = (status: number, value: object) => Response.json(value, { status, headers: { "cache-control": "no-store" } });

/** Says whom a one-time secret invites, and with a password lets that person in. */
export async function handleInvitation(platform: Platform, request: Request): Promise<Response> {
  const refusal = guardRequest(request, platform.origins, "/api/invitation");
  if (refusal) return refusal;
  const bounded = await boundedRequest(request);
  const parsed = Invitation.safeParse(await bounded?.json().catch(() => undefined));
  if (!parsed.success)
    return answer(400, {
      code: "InvalidInput",
      message: parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "),
    });
  const { token, password } = parsed.data;
  const ctx = {
    ...platform.base,
    actor: { kind: "anonymous" as const, id: "anonymous", name: "unknown" },
    requestId: randomUUID(),
    subject: () => Promise.reject(new TypeError("nobody has signed in")),
  };
  try {
    if (password === undefined) return answer(200, await lookAtInvitation(ctx, token));
    await acceptInvitation(ctx, platform.signIn, token, password);
    return answer(200, {});
  } catch (cause) {
    if (cause instanceof Fault) return answer(403, faultView(cause));
    platform.log.error({ err: cause, "request.id": ctx.requestId }, "invitation failed");
    return answer(500, { code: "Internal", message: "Something failed here. The console's log says why.", reference: ctx.requestId });
  }
}
