import type { AuditedWrite } from "@holdfast/contracts/queries/policy-drift";

/** One object, as the audit log names it. */
export interface AuditedObject {
  readonly group: string;
  readonly plural: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** The writes of the last minutes that the API server's audit log told of. */
export interface AuditedWrites {
  /** Of one object, the last first. */
  of(object: AuditedObject): readonly AuditedWrite[];
  /** Keeps a write of an object. */
  keep(object: AuditedObject, write: AuditedWrite): void;
}

const KEPT_MS = 15 * 60_000;
const MOST_WRITES = 20;
const MOST_OBJECTS = 2000;

const keyOf = ({ group, plural, namespace, name }: AuditedObject) => JSON.stringify([group, plural, namespace, name]);

/** An empty book, which forgets what is older than a quarter of an hour and never grows without bound. */
export function auditedWrites(now: () => number): AuditedWrites {
  const byObject = new Map<string, AuditedWrite[]>();
  const isFresh = ({ at }: AuditedWrite) => now() - Date.parse(at) < KEPT_MS;
  return {
    of: (object) => (byObject.get(keyOf(object)) ?? []).filter(isFresh),
    keep(object, write) {
      const key = keyOf(object);
      const kept = [write, ...(byObject.get(key) ?? [])].filter(isFresh).sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
      // Put at the end, so that the object that was not written for longest goes first.
      byObject.delete(key);
      byObject.set(key, kept.slice(0, MOST_WRITES));
      for (const oldest of byObject.keys()) {
        if (byObject.size <= MOST_OBJECTS) break;
        byObject.delete(oldest);
      }
    },
  };
}
