import { z } from "zod";
import { ZalandoStandby } from "../commands/zalando-set-standby";
import { readsFields } from "../declared-fields";

/** What Zalando's operator says of a PostgreSQL cluster, and Patroni of its pods. */
export const ZalandoStatus = z.object({
  phase: z.string(),
  /** The pods that take writes: Patroni calls them running and primary, not a standby's leader. */
  writers: z.array(z.string()),
  /** The pods that follow, by Patroni's word. */
  standbys: z.array(z.string()).default([]),
  /** The pods of which Patroni says neither: they may take writes, or be about to. */
  unclear: z.array(z.string()).default([]),
});
export type ZalandoStatus = z.infer<typeof ZalandoStatus>;

/** Whether a PostgreSQL cluster of Zalando's operator follows another, and whether it takes writes. */
export const zalandoReadStandby = readsFields("zalando.read-standby", ZalandoStandby, ZalandoStatus);
