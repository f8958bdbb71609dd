// migrate deploy | drift, on DATABASE_URL.
import { databaseEnv } from "../src/env-schema";
import { deployMigrations, prismaFolder, schemaDrift } from "../src/migrate/migrations";

const env = databaseEnv.safeParse(process.env);
if (!env.success) {
  console.error(env.error.issues.map((issue) => issue.message).join("\n"));
  process.exit(2);
}
const folder = prismaFolder(process.env.HOLDFAST_PRISMA_DIR);
if (process.argv[2] === "deploy") {
  const applied = await deployMigrations(env.data.DATABASE_URL, folder);
  console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
} else if (process.argv[2] === "drift") {
  const sql = await schemaDrift(env.data.DATABASE_URL, folder);
  if (sql !== null) {
    console.error(`The migrations do not lead to prisma/schema.prisma. Missing:\n${sql}`);
    process.exit(1);
  }
  console.log("Migrations and schema agree.");
} else {
  console.error("usage: migrate deploy | drift");
  process.exit(2);
}
