import { z } from "zod";
import type { AuditedObject, AuditedWrites } from "./audited-writes";

/** What is read of an entry of the API server's audit log; everything else of it is dropped. */
const AuditEvent = z.object({
  stage: z.string().optional(),
  verb: z.string(),
  requestURI: z.string(),
  user: z.object({ username: z.string().default("") }),
  impersonatedUser: z.object({ username: z.string().default("") }).optional(),
  userAgent: z.string().default(""),
  objectRef: z
    .object({
      resource: z.string().default(""),
      apiGroup: z.string().default(""),
      namespace: z.string().default(""),
      name: z.string().default(""),
      subresource: z.string().default(""),
    })
    .optional(),
  responseStatus: z.object({ code: z.number().default(0) }).optional(),
  stageTimestamp: z.iso.datetime({ offset: true }),
});

/** A batch as the API server's audit webhook sends it. */
export const AuditEvents = z.object({ kind: z.literal("EventList"), items: z.array(z.unknown()).max(10_000) });

const WRITES = ["create", "update", "patch", "delete"];
const LONGEST = 256;

/** The field manager of a write: what its request names, else what its program is called, as the API server has it. */
function managerOf(query: URLSearchParams, userAgent: string): string {
  return (query.get("fieldManager") ?? userAgent.split("/")[0] ?? "").slice(0, 128);
}

/** Keeps an entry that tells of a write that was carried out, of an object that is watched. Anything else is dropped, whatever it holds. */
export function keepAuditEvent(writes: AuditedWrites, entry: unknown, isWatched: (object: AuditedObject) => boolean): void {
  const parsed = AuditEvent.safeParse(entry);
  if (!parsed.success || parsed.data.stage !== "ResponseComplete") return;
  const { verb, requestURI, user, impersonatedUser, userAgent, objectRef, responseStatus, stageTimestamp } = parsed.data;
  const code = responseStatus?.code ?? 0;
  if (!objectRef?.name || objectRef.subresource || !WRITES.includes(verb) || code < 200 || code >= 300) return;
  const query = new URLSearchParams(requestURI.split("?")[1] ?? "");
  if (query.has("dryRun")) return;
  const object = { group: objectRef.apiGroup, plural: objectRef.resource, namespace: objectRef.namespace || null, name: objectRef.name };
  if (!isWatched(object)) return;
  writes.keep(object, {
    user: (impersonatedUser?.username ?? user.username).slice(0, LONGEST),
    actingAs: impersonatedUser ? user.username.slice(0, LONGEST) : null,
    verb,
    manager: managerOf(query, userAgent),
    at: stageTimestamp,
  });
}
