import type { AuditActor } from "@holdfast/contracts/audit";
import type { Log } from "@holdfast/contracts/log-fields";
import type { Database } from "@holdfast/db/database";
import type { AccessSubject } from "../access/access-subject";

/** What every verb gets: who asks, the store, the clock. One a request, or one a loop of the hub. */
export interface ServiceContext {
  readonly db: Database;
  readonly now: () => Date;
  readonly log: Log;
  readonly actor: AuditActor;
  readonly requestId: string;
  /** The session by which a person asks; none for a program, an agent or the product itself. */
  readonly sessionId?: string;
  /** The person's standing, read once a request; never for the system. */
  readonly subject: () => Promise<AccessSubject>;
}
