import { type HubEnv, hubEnv } from "./env-schema";

/** The environment, checked whole. Prints every problem at once and ends the process with 2 when something is wrong. */
export function readEnv(): HubEnv {
  const parsed = hubEnv.safeParse(process.env);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) console.error(`${issue.path.join(".")}: ${issue.message}`);
  process.exit(2);
}
