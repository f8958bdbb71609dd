import { z } from "zod";
import { ExecCommand, TerminalId, TerminalSize } from "./commands/pod-exec";
import { GateView } from "./gate";
import { ClusterId } from "./ids";
import { ObjectRef, OrderForObject } from "./object";
import { PageRequest, pageOf } from "./page";
import { MOST_INPUT } from "./queries/pod-exec-input";

/** A pod in which a terminal can be opened. */
export const TerminalPod = z.object({ uid: z.string(), namespace: z.string(), pod: z.string(), containers: z.array(z.string()) });
export type TerminalPod = z.infer<typeof TerminalPod>;

/** What opening a terminal for an object takes: in which pods, why it may not be opened now, and what has to be said and typed first. */
export const TerminalOffer = z.object({
  pods: z.array(TerminalPod),
  isCut: z.boolean(),
  gate: GateView,
  /** In production: the pod's name typed out, and a reason. */
  isGuarded: z.boolean(),
  idleMinutes: z.number(),
  mostMinutes: z.number(),
});
export type TerminalOffer = z.infer<typeof TerminalOffer>;

/** Opens a terminal in a container of a pod. `reason` is a text or a ticket; needed in production. */
export const OpenTerminal = OrderForObject.extend({
  container: z.string().min(1).max(253),
  /** Null: a shell. */
  command: ExecCommand.nullable().default(null),
  reason: z.string().trim().max(500).default(""),
  ...TerminalSize.shape,
});
export type OpenTerminal = z.infer<typeof OpenTerminal>;

/** A terminal of the caller's. */
export const TerminalRef = z.strictObject({ id: TerminalId });
export type TerminalRef = z.infer<typeof TerminalRef>;

/** Why a terminal is over. `refused`: it never opened. `revoked`: the person's right ended. `full`: its recording may grow no more. `lost`: nobody recorded it any more. */
export const TerminalEnd = z.enum([
  ...["exited", "failed", "idle", "time", "unattended", "closed"],
  ...["refused", "revoked", "full", "unrecorded", "lost"],
] as const);
export type TerminalEnd = z.infer<typeof TerminalEnd>;

/** Something that a terminal showed: milliseconds since its beginning, `o` output or `r` a new size, and the text. */
export const TerminalEvent = z.tuple([z.number().int().nonnegative(), z.enum(["o", "r"]), z.string()]);
export type TerminalEvent = z.infer<typeof TerminalEvent>;

/** Shows a terminal from piece `after` on; 0 for all of it. */
export const AttachTerminal = TerminalRef.extend({ after: z.number().int().nonnegative().default(0) });
export type AttachTerminal = z.infer<typeof AttachTerminal>;

/**
 * A message of a terminal. `output` was recorded before it is told; `seq` is the piece of the recording. `taken`: it is shown
 * somewhere else now. `ended`: nothing more will come.
 */
export const TerminalMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("open"), leftMs: z.number() }),
  z.object({ type: z.literal("output"), seq: z.number().int(), events: z.array(TerminalEvent) }),
  z.object({ type: z.literal("taken") }),
  z.object({ type: z.literal("ended"), why: TerminalEnd, exitCode: z.number().int().nullable(), message: z.string() }),
]);
export type TerminalMessage = z.infer<typeof TerminalMessage>;

/** Types, resizes, or ends. `writer` names the page that types, `seq` its inputs from 1 on. */
export const TypeIntoTerminal = TerminalRef.extend({
  writer: z.string().min(1).max(64),
  seq: z.number().int().positive(),
  text: z.string().max(MOST_INPUT),
  size: TerminalSize.nullable().default(null),
  isEnd: z.boolean().default(false),
});
export type TypeIntoTerminal = z.infer<typeof TypeIntoTerminal>;

/** What became of an input: null when it reached the program. */
export const TypedIntoTerminal = z.object({ refusal: z.enum(["Ended", "OutOfOrder", "Unrecorded"]).nullable() });
export type TypedIntoTerminal = z.infer<typeof TypedIntoTerminal>;

/** A terminal session and its recording. `shown` and `typed` count characters. */
export const TerminalView = z.object({
  id: TerminalId,
  clusterId: ClusterId,
  clusterName: z.string(),
  namespace: z.string(),
  pod: z.string(),
  podUid: z.string(),
  container: z.string(),
  command: z.array(z.string()).nullable(),
  userId: z.string(),
  userName: z.string(),
  reason: z.string(),
  startedAt: z.date(),
  endedAt: z.date().nullable(),
  why: TerminalEnd.nullable(),
  exitCode: z.number().int().nullable(),
  message: z.string().nullable(),
  shown: z.number().int(),
  typed: z.number().int(),
  isPruned: z.boolean(),
  isOwn: z.boolean(),
});
export type TerminalView = z.infer<typeof TerminalView>;

/** Which sessions to list: of a person by their name, of a cluster, begun within a time. */
export const ListTerminals = PageRequest.extend({
  user: z.string().trim().max(200).nullable().default(null),
  clusterId: ClusterId.nullable().default(null),
  since: z.date().nullable().default(null),
  until: z.date().nullable().default(null),
});
export type ListTerminals = z.infer<typeof ListTerminals>;
export const TerminalPage = pageOf(TerminalView);
export type TerminalPage = z.infer<typeof TerminalPage>;

/** What opening a terminal answers. */
export const TerminalOpened = z.object({ id: TerminalId });
export type TerminalOpened = z.infer<typeof TerminalOpened>;

/** What a terminal of an object is asked about. */
export const TerminalOf = ObjectRef;
