import { z } from "zod";

/** What the database needs from the environment. */
export const databaseEnv = z.object({
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: "DATABASE_URL must be a PostgreSQL URL, for example postgresql://user:password@host:5432/holdfast",
    })
    .describe("The PostgreSQL database. The starter sets it to the embedded one when it is absent."),
});
