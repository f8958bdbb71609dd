import { type HubEnv, hubEnv } from "./env-schema";

/** The environment, checked whole. Prints every problem at once and ends the process with 2 when something is wrong. */
export function readEnv(): HubEnv {
  const parsed = hubEnv.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const shape: Record<string, { description?: string | undefined }> = hubEnv.shape;
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0]);
    const wrong = issue.message.startsWith(name) ? issue.message : `${name}: ${issue.message}`;
    console.error(process.env[name] === undefined ? `${name} is not set. ${shape[name]?.description ?? ""}` : wrong);
  }
  process.exit(2);
}
