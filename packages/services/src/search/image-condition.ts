import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { Pattern } from "@holdfast/domain/search/search-query";
import type { ServiceContext } from "../context/service-context";
import { partLikeOf } from "./pattern-sql";
import type { ValueCondition } from "./term-condition";

/** Up to so many images are looked for by name, which an index does; with more of them, most objects match anyway. */
const MOST_IMAGES = 1000;

/**
 * The objects that run an image with this in its name. The images that any object ever ran are looked through first; which ones
 * there are is told to nobody.
 */
export async function imageCondition(ctx: ServiceContext, pattern: Pattern): Promise<ValueCondition> {
  const like = partLikeOf(pattern);
  const known = await ctx.db.prisma.$queryRaw<{ image: string }[]>`
    SELECT image FROM inventory_image WHERE image ILIKE ${like} LIMIT ${MOST_IMAGES + 1}`;
  const checked = Prisma.sql`EXISTS (SELECT 1 FROM unnest(images) AS image WHERE image ILIKE ${like})`;
  return { checked, sought: known.length > MOST_IMAGES ? checked : Prisma.sql`images && ${known.map(({ image }) => image)}::text[]` };
}
