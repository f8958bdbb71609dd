import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import type { SignedIn, SignInSettings } from "./sign-in";

/** Puts a sign-out on record, and wakes whoever holds a stream of that session open, in every tab and process. */
export async function recordSignOut({ db, now }: Pick<SignInSettings, "db" | "now">, { user }: SignedIn): Promise<void> {
  await transact(db, now, async (unit) => {
    unit.audit({
      actor: { kind: "user", id: user.id, name: user.name },
      action: "session.end",
      target: { kind: "session", id: user.id, name: user.name, clusterId: null },
      outcome: "succeeded",
      reason: null,
      before: null,
      after: null,
      decision: null,
      requestId: uuid(),
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: user.id }, payload: {} });
    unit.wake({ topic: "access", key: user.id });
  });
}
