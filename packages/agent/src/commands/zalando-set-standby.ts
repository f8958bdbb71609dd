import { ZalandoStandby, zalandoSetStandby } from "@holdfast/contracts/commands/zalando-set-standby";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { defineCommand } from "./define-command";

/** From where a PostgreSQL cluster follows another. */
export const zalandoStandby = declaredFields({
  kind: { group: "acid.zalan.do", plural: "postgresqls", kind: "postgresql", versions: ["v1"] },
  values: ZalandoStandby,
  pointers: { standby: "/spec/standby" },
});

/** `zalando.set-standby`: from where a PostgreSQL cluster follows another, and nothing else of it. */
export const setZalandoStandby = defineCommand({
  contract: zalandoSetStandby,
  rbac: maySet(zalandoStandby),
  handle: ({ kube }, order) => setFields(kube, zalandoStandby, order),
});
