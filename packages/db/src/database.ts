import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/prisma/client";

/** The store: Prisma over one pool. Close it when the process ends. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the store at a PostgreSQL URL; no connection is made before the first query. `poolSize` bounds this process's connections. */
export function openDatabase(url: string, poolSize = 10): Database {
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: poolSize, connectionTimeoutMillis: 5000 }),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
  return { prisma, url, close: () => prisma.$disconnect() };
}
