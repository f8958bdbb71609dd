import { defineConfig } from "prisma/config";

// generate, validate and format are WebAssembly only, yet the CLI fetches a native engine before any command.
if (["generate", "validate", "format"].includes(process.argv[2] ?? "")) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
