import { randomUUID } from "node:crypto";
import { Fault, faultView } from "@holdfast/contracts/fault";
import { NewAccount } from "@holdfast/services/sign-in/new-account";
import { createFirstAdmin } from "@holdfast/services/sign-in/setup-link";
import { z } from "zod";
import type { Platform } from "../platform";
import { boundedRequest, guardRequest } from "./guard-request";

const Setup = NewAccount.extend({ token: z.string().min(1).max(200) });

const answer = (status: number, value: object) => Response.json(value, { status, headers: { "cache-control": "no-store" } });

/** Makes the first admin from the one-time link that the terminal showed. */
export async function handleSetup(platform: Platform, request: Request): Promise<Response> {
  const refusal = guardRequest(request, platform.origins, "/api/setup");
  if (refusal) return refusal;
  const bounded = await boundedRequest(request);
  const parsed = Setup.safeParse(await bounded?.json().catch(() => undefined));
  if (!parsed.success)
    return answer(400, {
      code: "InvalidInput",
      message: parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "),
    });
  const { token, ...account } = parsed.data;
  const ctx = {
    ...platform.base,
    actor: { kind: "anonymous" as const, id: "anonymous", name: account.email },
    requestId: randomUUID(),
    subject: () => Promise.reject(new TypeError("nobody has signed in")),
  };
  try {
    await createFirstAdmin(ctx, platform.signIn, token, account);
    return answer(200, {});
  } catch (cause) {
    if (cause instanceof Fault) return answer(403, faultView(cause));
    platform.log.error({ err: cause, "request.id": ctx.requestId }, "setup failed");
    return answer(500, { code: "Internal", message: "Something failed here. The console's log says why.", reference: ctx.requestId });
  }
}
