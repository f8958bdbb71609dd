import { apiEnv } from "@holdfast/api/env-schema";
import { z } from "zod";

/**
 * What the console needs from the environment. The schemas of the packages that run inside it are merged in here, each from
 * its own `env-schema.ts`.
 */
export const consoleEnv = apiEnv.extend({
  HOLDFAST_GALLERY: z
    .enum(["0", "1"], { error: "HOLDFAST_GALLERY must be 1 (the gallery of components is served) or 0" })
    .default("0")
    .describe("Serves /gallery, where every component is shown in every state. For development and tests."),
});

export type Env = z.infer<typeof consoleEnv>;

/** Reads what `schema` names; throws one error that lists all that is missing or wrong, so that a start fails once and not five times. */
export function parseEnv<Schema extends z.ZodType>(schema: Schema, source: Readonly<Record<string, string | undefined>>): z.infer<Schema> {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const fields: Readonly<Record<string, z.core.$ZodType>> = schema instanceof z.ZodObject ? schema.shape : {};
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.join(".");
    const isOwnWord = !issue.message.startsWith("Invalid input");
    // Of what is not set at all zod only knows that it is undefined; what it is for says the schema.
    const about = z.globalRegistry.get(fields[name] ?? schema)?.description ?? "";
    if (source[name] === undefined && !isOwnWord) return `  ${name}: is not set. ${about}`.trimEnd();
    return `  ${issue.message.startsWith(name) ? issue.message : `${name}: ${issue.message}`}`;
  });
  throw new Error(`The environment of the console is not complete:\n${lines.join("\n")}`);
}

let read: Env | null = null;

/** The console's environment, read once, at boot. */
export function env(): Env {
  read ??= parseEnv(consoleEnv, process.env);
  return read;
}
