import { z } from "zod";

/** How far to read on: `cursor` is opaque, from the page before; `limit` rows at most. */
export const PageRequest = z.strictObject({
  cursor: z.string().max(2048).nullable().default(null),
  limit: z.number().int().min(1).max(200).default(100),
});
export type PageRequest = z.infer<typeof PageRequest>;

/** A page of rows. `total` counts all pages; `isTotalCapped` says that there are more than that, and that nobody counted further. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), nextCursor: z.string().nullable(), total: z.number().int(), isTotalCapped: z.boolean() });
