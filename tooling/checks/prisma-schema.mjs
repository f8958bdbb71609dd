import { runChild } from "./child.mjs";

async function check() {
  const problems = [];
  for (const [args, remedy] of [
    [["validate"], "Correct prisma/schema.prisma"],
    [["format", "--check"], 'Run "npx prisma format"'],
  ]) {
    const { code, output } = await runChild("npx", ["--no-install", "prisma", ...args]);
    if (code !== 0) problems.push(`prisma ${args.join(" ")}: ${output}\n${remedy}.`);
  }
  return problems;
}

/** The check, for run.mjs. */
export const prismaSchema = { title: "the Prisma schema is valid and formatted", check };
