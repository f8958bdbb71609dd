import { z } from "zod";

/** Any JSON value; the shape of what we keep without looking inside. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export const Json: z.ZodType<Json> = z.json() as z.ZodType<Json>;

/** A JSON object. */
export type JsonObject = { [key: string]: Json };
export const JsonObject = z.record(z.string(), Json);
