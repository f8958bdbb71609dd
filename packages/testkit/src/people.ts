import type { UserId } from "@holdfast/contracts/ids";
import type { UserRole } from "@holdfast/contracts/roles";
import type { ClusterSelector } from "@holdfast/contracts/selector";
import type { Database } from "@holdfast/db/database";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { systemContext } from "@holdfast/services/context/system-context";
import { userContext } from "@holdfast/services/context/user-context";
import { v7 as uuid } from "uuid";
import { silentLog } from "./silent-log";

/** Somebody with roles; `as()` is a fresh context for one request of theirs. */
export interface Person {
  readonly id: UserId;
  readonly name: string;
  as(): ServiceContext;
}

/** Makes a person with roles on the clusters that the selector chooses; on the whole fleet when it is left out. */
export async function aPerson(
  db: Database,
  name: string,
  roles: readonly UserRole[],
  selector: ClusterSelector = {},
  now = () => new Date(),
): Promise<Person> {
  const id = uuid() as UserId;
  await db.prisma.user.create({
    data: {
      id,
      name,
      email: `${name}-${id}@example.test`,
      // A password that fits none: an account without any stands for somebody who was invited only.
      accounts: { create: { id: uuid(), accountId: id, providerId: "credential", password: "unusable" } },
      grants: { create: roles.map((role) => ({ id: uuid(), role, selector, grantedById: "testkit" })) },
    },
  });
  return { id, name, as: () => userContext({ db, now, log: silentLog, requestId: uuid() }, { id, name }) };
}

/** The product itself as a caller. */
export const theSystem = (db: Database, now = () => new Date()): ServiceContext => systemContext({ db, now, log: silentLog }, "testkit");
