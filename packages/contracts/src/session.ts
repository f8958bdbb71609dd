import { z } from "zod";
import { UserId } from "./ids";
import { PageRequest, pageOf } from "./page";

/** One place where somebody is signed in. What the browser called itself was written by whoever signed in there. */
export const SessionView = z.object({
  id: z.string(),
  createdAt: z.date(),
  lastSeenAt: z.date(),
  expiresAt: z.date(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  /** The one that asks. */
  isCurrent: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

/** A page of sessions, the newest first. */
export const SessionPage = pageOf(SessionView);
export type SessionPage = z.infer<typeof SessionPage>;

/** Somebody's sessions. */
export const ListSessions = PageRequest.extend({ userId: UserId });
export type ListSessions = z.infer<typeof ListSessions>;

const SessionId = z.string().min(1).max(64);

/** Ends one of the caller's own sessions, or with null all but the one that asks. */
export const EndOwnSessions = z.strictObject({ sessionId: SessionId.nullable() });
export type EndOwnSessions = z.infer<typeof EndOwnSessions>;

/** Ends one session of somebody, or with null all of them. */
export const EndSessions = z.strictObject({ userId: UserId, sessionId: SessionId.nullable() });
export type EndSessions = z.infer<typeof EndSessions>;

/** The shortest password that is taken; length beats rules about characters (NIST SP 800-63B). */
export const MIN_PASSWORD_LENGTH = 12;

/** A password to be. */
export const NewPassword = z.string().min(MIN_PASSWORD_LENGTH, `must have at least ${MIN_PASSWORD_LENGTH} characters`).max(128);

/** Gives the caller another password for the one that they have. */
export const ChangePassword = z.strictObject({ current: z.string().min(1, "must be your password").max(128), next: NewPassword });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** How many sessions have ended. */
export const EndedSessions = z.object({ ended: z.number().int() });
