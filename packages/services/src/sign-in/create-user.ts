import type { UserRole } from "@holdfast/contracts/roles";
import type { ClusterSelector } from "@holdfast/contracts/selector";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { type NewAccount, newAccount } from "./new-account";
import type { SignIn } from "./sign-in";

/** An admin makes an account and grants it a first role. Throws `AlreadyExists` for an address in use. */
export async function createUser(
  ctx: ServiceContext,
  signIn: SignIn,
  account: NewAccount,
  grant: { role: UserRole; selector: ClusterSelector },
): Promise<{ id: string }> {
  const target = { kind: "user", id: account.email, name: account.name, clusterId: null };
  const decision = await authorise(ctx, { permission: "access:manage", action: "user.create", target });
  const write = await newAccount(signIn, account);
  return transact(ctx.db, ctx.now, async (unit) => {
    const { id } = await write(unit.tx);
    await unit.tx.grant.create({ data: { id: uuid(), userId: id, role: grant.role, selector: grant.selector, grantedById: ctx.actor.id } });
    unit.audit({
      actor: ctx.actor,
      action: "user.create",
      target: { ...target, id },
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { email: account.email, name: account.name, role: grant.role, selector: grant.selector },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id }, payload: {} });
    unit.wake({ topic: "access", key: id });
    return { id };
  });
}
