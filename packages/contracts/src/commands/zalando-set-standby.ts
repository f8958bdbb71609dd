import { z } from "zod";
import { setsFields } from "../declared-fields";
import { Json } from "../json";

/** From where a PostgreSQL cluster follows another, as Zalando's operator spells it; null when it follows none. */
export const ZalandoStandby = z.strictObject({ standby: z.record(z.string(), Json).nullable() });
export type ZalandoStandby = z.infer<typeof ZalandoStandby>;

/**
 * Sets `spec.standby` of a postgresql of Zalando's operator, if it still is what the sender saw. Refused: `FieldsDrifted`,
 * `NotFound`, `KindAbsent`.
 */
export const zalandoSetStandby = setsFields("zalando.set-standby", ZalandoStandby);
