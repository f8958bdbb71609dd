import type { AuditRecord } from "@holdfast/contracts/audit";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { auditRefusal } from "../access/audit-refusal";
import type { SignedIn, SignInSettings } from "./sign-in";

type Store = Pick<SignInSettings, "db" | "now">;

/** Whether somebody has a second factor that is in use. */
export async function hasSecondFactor({ db }: Store, userId: string): Promise<boolean> {
  return (await db.prisma.user.findUnique({ where: { id: userId }, select: { twoFactorEnabled: true } }))?.twoFactorEnabled ?? false;
}

const write = (
  { db, now }: Store,
  record: Pick<AuditRecord, "actor" | "action" | "outcome" | "reason" | "before" | "after">,
  userId: string,
) =>
  transact(db, now, async (unit) => {
    const whole: AuditRecord = {
      ...record,
      target: { kind: "session", id: userId, name: record.actor.name, clusterId: null },
      decision: null,
      requestId: uuid(),
    };
    if (record.outcome === "refused") await auditRefusal(unit, whole, now());
    else unit.audit(whole);
    unit.wake({ topic: "access", key: userId });
  });

/** Puts on record that somebody took a second factor into use, or out of it. */
export const recordFactorChange = (store: Store, { user }: SignedIn, isEnabled: boolean): Promise<void> =>
  write(
    store,
    {
      actor: { kind: "user", id: user.id, name: user.name },
      action: isEnabled ? "second-factor.enable" : "second-factor.disable",
      outcome: "succeeded",
      reason: null,
      before: { isEnabled: !isEnabled },
      after: { isEnabled },
    },
    user.id,
  );

/** Puts on record that somebody signed in with password and second factor. */
export const recordFactorSignIn = (store: Store, user: SignedIn["user"], factor: string): Promise<void> =>
  write(
    store,
    {
      actor: { kind: "user", id: user.id, name: user.name },
      action: "session.create",
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { secondFactor: factor },
    },
    user.id,
  );

/** Puts on record that a second factor was not the right one: whose it should have been is not told to who has no session. */
export const recordFactorRefusal = (store: Store, reason: string): Promise<void> =>
  write(
    store,
    {
      actor: { kind: "anonymous", id: "anonymous", name: "password given, second factor not" },
      action: "session.create",
      outcome: "refused",
      reason,
      before: null,
      after: null,
    },
    "anonymous",
  );
