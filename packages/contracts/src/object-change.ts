import { z } from "zod";
import { Json } from "./json";

/** One changed field of one object: a JSON pointer (RFC 6901) with the value before and after; absent is null. */
export const FieldChange = z.object({ path: z.string(), before: Json, after: Json });
export type FieldChange = z.infer<typeof FieldChange>;

/** What one write would do or did to one object. */
export const ObjectChange = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  operation: z.enum(["create", "update", "delete", "none"]),
  fields: z.array(FieldChange),
  warnings: z.array(z.string()),
});
export type ObjectChange = z.infer<typeof ObjectChange>;
