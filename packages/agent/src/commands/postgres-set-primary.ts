import { PostgresRole, postgresSetPrimary } from "@holdfast/contracts/commands/postgres-set-primary";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { defineCommand } from "./define-command";

/** Which Cluster of a distributed topology takes the writes. */
export const postgresRole = declaredFields({
  kind: { group: "postgresql.cnpg.io", plural: "clusters", kind: "Cluster", versions: ["v1"] },
  values: PostgresRole,
  pointers: { primary: "/spec/replica/primary", promotionToken: "/spec/replica/promotionToken" },
});

/** `postgres.set-primary`: the role of a CloudNativePG Cluster in its topology, and nothing else of it. */
export const setPostgresPrimary = defineCommand({
  contract: postgresSetPrimary,
  rbac: maySet(postgresRole),
  handle: ({ kube }, order) => setFields(kube, postgresRole, order),
});
