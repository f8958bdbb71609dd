import { type AuditEntry, AuditExport } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { requireSomewhere } from "@holdfast/services/access/require-somewhere";
import { exportAudit } from "@holdfast/services/audit/export-audit";
import { exportCheckpoints } from "@holdfast/services/audit/export-checkpoints";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import type { Platform } from "../platform";
import { callerContext, requestContext } from "../request-context";
import { auditCsv } from "./audit-csv";
import { failedFile, fileResponse, refusedFile } from "./file-response";
import { guardRequest } from "./guard-request";

/** Where the trail, and what it is verified against, is fetched as files. */
export const AUDIT_EXPORT_ENDPOINT = "/api/audit/export";

const ACTION = "audit.export";

/** The parts of a file, each handed out only to who may still read the trail; it breaks off, so that nobody takes it for the whole. */
async function* stillAllowed<T>(platform: Platform, headers: Headers, parts: AsyncGenerator<T>): AsyncGenerator<T> {
  for await (const part of parts) {
    const as = callerContext(await requestContext(platform, headers));
    if (!as) throw new Fault("Unauthenticated", worded("SessionEnded"));
    await requireSomewhere(as, "audit:read", ACTION);
    yield part;
  }
}

async function* jsonLines(parts: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  for await (const rows of parts) yield rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

async function fileOf(platform: Platform, headers: Headers, as: ServiceContext, asked: AuditExport): Promise<Response> {
  if (asked.format === "keys")
    return fileResponse("audit-keys.pem", "application/x-pem-file", once([...platform.auditKeys.values()].join("")));
  if (asked.format === "checkpoints")
    return fileResponse("audit-checkpoints.jsonl", "application/jsonl", jsonLines(once(await exportCheckpoints(as))));
  const parts: AsyncGenerator<AuditEntry[]> = stillAllowed(platform, headers, await exportAudit(as, asked));
  const name = `audit${asked.filter === null ? "" : "-part"}`;
  return asked.format === "csv"
    ? fileResponse(`${name}.csv`, "text/csv", auditCsv(parts))
    : fileResponse(`${name}.jsonl`, "application/jsonl", jsonLines(parts));
}

function askedOf(url: string): AuditExport {
  const { format, filter } = Object.fromEntries(new URL(url).searchParams);
  try {
    return AuditExport.parse({ format, filter: filter === undefined ? null : JSON.parse(filter) });
  } catch {
    throw new Fault("InvalidInput", worded("ExportUnreadable"));
  }
}

/** Serves the trail as JSON lines or CSV, whole or as a filter means it, its checkpoints, or the keys that these are signed with. */
export async function handleAuditExport(platform: Platform, request: Request): Promise<Response> {
  const refusal = guardRequest(request, platform.origins, AUDIT_EXPORT_ENDPOINT);
  if (refusal) return refusal;
  const ctx = await requestContext(platform, request.headers);
  const as = callerContext(ctx);
  if (!as) return refusedFile(401, "Sign in first.");
  try {
    await requireSomewhere(as, "audit:read", ACTION);
    return await fileOf(platform, request.headers, as, askedOf(request.url));
  } catch (cause) {
    return failedFile(ctx, cause);
  }
}
