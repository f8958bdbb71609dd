import { z } from "zod";
import { GateView } from "./gate";
import { UserRole } from "./roles";
import { ClusterSelector } from "./selector";

/** A role for a few hours, that somebody asked for and somebody else says yes or no to. */
export const ElevationId = z.uuid({ message: "must be an id of an elevation (a UUID)" }).brand<"ElevationId">();
export type ElevationId = z.infer<typeof ElevationId>;

/** The longest that an elevation may last. */
export const ELEVATION_MOST_HOURS = 8;
/** How long a request waits for an answer. */
export const ELEVATION_WAITS_MINUTES = 60;

/** `approved` holds until `endsAt`; every other state but `requested` is an end. */
export const ElevationState = z.enum(["requested", "approved", "declined", "withdrawn", "expired", "ended"]);
export type ElevationState = z.infer<typeof ElevationState>;

const reason = z.string().trim().min(3, "say why, in a few words").max(500);

/** Asks for a role on a set of clusters, for some hours. */
export const RequestElevation = z.strictObject({
  role: UserRole,
  selector: ClusterSelector,
  hours: z.number().int().min(1, "at least an hour").max(ELEVATION_MOST_HOURS, `at most ${ELEVATION_MOST_HOURS} hours`),
  reason,
});
export type RequestElevation = z.infer<typeof RequestElevation>;

/** Yes or no to a request as it was seen. A no says why. */
export const DecideElevation = z
  .strictObject({
    elevationId: ElevationId,
    version: z.number().int(),
    decision: z.enum(["approve", "decline"]),
    comment: z.string().trim().max(500),
  })
  .refine(({ decision, comment }) => decision === "approve" || comment.length >= 3, {
    path: ["comment"],
    error: "say why, in a few words",
  });
export type DecideElevation = z.infer<typeof DecideElevation>;

/** An elevation, with what the caller may do about it now and why not. */
export const ElevationView = z.object({
  id: ElevationId,
  userId: z.string(),
  userName: z.string(),
  role: UserRole,
  selector: ClusterSelector,
  /** The clusters that the set has now, as far as the caller may see them, by name. */
  clusters: z.array(z.string()),
  hours: z.number().int(),
  reason: z.string(),
  state: ElevationState,
  requestedAt: z.date(),
  /** Until when a request waits for an answer. */
  expiresAt: z.date(),
  decidedByName: z.string().nullable(),
  comment: z.string().nullable(),
  /** Until when it holds; null before somebody said yes. */
  endsAt: z.date().nullable(),
  version: z.number().int(),
  canDecide: GateView,
  canEnd: GateView,
});
export type ElevationView = z.infer<typeof ElevationView>;

/** What somebody is elevated to now, for the frame of every page. */
export const ActiveElevation = z.object({ id: ElevationId, role: UserRole, selector: ClusterSelector, endsAt: z.date() });
export type ActiveElevation = z.infer<typeof ActiveElevation>;
