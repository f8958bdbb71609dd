import { z } from "zod";

/** `wait`: this much time passes, counted from the beginning of the attempt, whatever becomes of the hub meanwhile. */
export const Wait = z.strictObject({ seconds: z.number().int().min(1).max(3600) });
export type Wait = z.infer<typeof Wait>;
