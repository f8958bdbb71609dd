// npm run setup:link: prints a one-time link for the first account, where no starter does. Needs DATABASE_URL and HOLDFAST_CONSOLE_URL.
import { openDatabase } from "@holdfast/db/database";
import { z } from "zod";
import { systemContext } from "../src/context/system-context";
import { databaseEnv } from "../src/env-schema";
import { issueSetupToken } from "../src/sign-in/setup-link";

const schema = databaseEnv.extend({ HOLDFAST_CONSOLE_URL: z.url("HOLDFAST_CONSOLE_URL must be the address that people open") });
const env = schema.safeParse(process.env);
if (!env.success) {
  console.error(env.error.issues.map((issue) => issue.message).join("\n"));
  process.exit(2);
}
const db = openDatabase(env.data.DATABASE_URL, 1);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
try {
  const token = await issueSetupToken(systemContext({ db, now: () => new Date(), log }, "setup-link"));
  console.log(
    token === null
      ? "Somebody has an account already: sign in, or ask an admin."
      : `Make the first account by this link; it works once, within an hour:\n  ${new URL(`/setup#${token}`, env.data.HOLDFAST_CONSOLE_URL)}`,
  );
} catch (cause) {
  console.error(
    `The link could not be made: ${cause instanceof Error ? cause.message : cause}\nCheck DATABASE_URL, and that the migrations are applied.`,
  );
  process.exitCode = 1;
} finally {
  await db.close();
}
