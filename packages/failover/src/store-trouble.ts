// Trouble with the store is nobody's fault and passes: what met it is tried again. It never ends a step.
import { Fault } from "@holdfast/contracts/fault";

const PRISMA_CODES = /^(P1\d{3}|P2024|P2028|P2034|P2037)$/;
/** Connections that are refused, cut or too many; a server that starts or stops; conflicts of transactions. */
const SQL_STATES = /^(08...|57P0[123]|53300|40001|40P01)$/;
const SYSTEM_CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
// The pool's own errors carry no code.
const POOL_MESSAGES =
  /timeout exceeded when trying to connect|connection terminated|connection error and is not queryable|connection timeout/i;
const MOST_CAUSES = 5;

interface Told {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly meta?: { readonly driverAdapterError?: unknown };
  readonly originalCode?: unknown;
}

const fits = (pattern: RegExp, value: unknown): boolean => typeof value === "string" && pattern.test(value);

/** Whether a failure is the store's: it can't be reached, is overrun, or asks to try again. */
export function isStoreTrouble(cause: unknown): boolean {
  // Whoever made it a fault has judged it already.
  if (cause instanceof Fault) return false;
  let told = cause;
  for (let depth = 0; depth < MOST_CAUSES && typeof told === "object" && told !== null; depth++) {
    const { name, code, message, originalCode, meta, cause: deeper }: Told = told;
    if (name === "PrismaClientInitializationError") return true;
    if ([PRISMA_CODES, SQL_STATES, SYSTEM_CODES].some((pattern) => fits(pattern, code) || fits(pattern, originalCode))) return true;
    if (fits(POOL_MESSAGES, message)) return true;
    told = meta?.driverAdapterError ?? deeper;
  }
  return false;
}
