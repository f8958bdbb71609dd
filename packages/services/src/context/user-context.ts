import type { UserId } from "@holdfast/contracts/ids";
import { type AccessSubject, readAccessSubject } from "../access/access-subject";
import type { ServiceContext } from "./service-context";

/** A context of a signed-in person. Grants are read when first needed, and once. */
export function userContext(
  base: Pick<ServiceContext, "db" | "now" | "log" | "requestId" | "sessionId">,
  user: { id: UserId; name: string },
): ServiceContext {
  let subject: Promise<AccessSubject> | undefined;
  return {
    ...base,
    actor: { kind: "user", id: user.id, name: user.name },
    subject: () => {
      subject ??= readAccessSubject(base.db, user.id, base.now());
      return subject;
    },
  };
}
