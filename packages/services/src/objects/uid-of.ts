import type { Json } from "@holdfast/contracts/json";
import { z } from "zod";

const WithUid = z.object({ metadata: z.object({ uid: z.string() }) });

/** The uid that an object of a cluster carries; null when it is no object with one. */
export const uidOf = (object: Json): string | null => WithUid.safeParse(object).data?.metadata.uid ?? null;
