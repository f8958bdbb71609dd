import { initTRPC, type TRPCError, tracked } from "@trpc/server";
import { z } from "zod";
import {
  AgentAnswer,
  AgentHello,
  type AgentQuery,
  Heartbeat,
  HubHello,
  IssuedIdentity,
  KnownPage,
  RenewIdentity,
  Report,
  ReportAck,
} from "./agent-link";
import type { SignedCommand } from "./command";
import { Fault, type FaultView, faultView } from "./fault";
import { ResourceKey } from "./inventory";

/** Who is at the other end of a link: read from the certificate, never from a message. */
export interface AgentPeer {
  readonly clusterId: string;
  readonly certificateSerial: string;
  readonly keyFingerprint: string;
  /** Aborted when the link ends or is cut. */
  readonly signal: AbortSignal;
}

/** What a hub does for an agent. */
export interface AgentLinkHandlers {
  hello(peer: AgentPeer, hello: AgentHello): Promise<HubHello>;
  heartbeat(peer: AgentPeer, beat: Heartbeat): { clock: string };
  known(peer: AgentPeer, resource: string, after: string | null): Promise<z.infer<typeof KnownPage>>;
  report(peer: AgentPeer, report: Report): Promise<ReportAck>;
  /** Yields every command after `lastSeq`, then waits for more until the signal. */
  commands(peer: AgentPeer, lastSeq: number, signal: AbortSignal): AsyncIterable<{ seq: number; command: SignedCommand }>;
  queries(peer: AgentPeer, signal: AbortSignal): AsyncIterable<AgentQuery>;
  answer(peer: AgentPeer, answer: AgentAnswer): Promise<void>;
  renew(peer: AgentPeer, request: z.infer<typeof RenewIdentity>): Promise<IssuedIdentity>;
}

/** The agent link's router over a hub's handlers. `mapFault` turns what handlers throw into what crosses the wire. */
export function agentRouter(handlers: AgentLinkHandlers, mapFault: (cause: unknown) => TRPCError) {
  const t = initTRPC.context<AgentPeer>().create({
    // What crosses the wire of a fault: its code, message and whether to try again, under `data.fault`; never a stack.
    errorFormatter: ({ shape, error }) => {
      const { cause } = error;
      const fault: FaultView | null = cause instanceof Fault ? faultView(cause) : null;
      return { ...shape, data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, fault } };
    },
  });
  const procedure = t.procedure.use(async ({ next }) => {
    const result = await next();
    if (!result.ok) throw mapFault(result.error.cause ?? result.error);
    return result;
  });
  return t.router({
    hello: procedure
      .input(AgentHello)
      .output(HubHello)
      .mutation(({ ctx, input }) => handlers.hello(ctx, input)),
    heartbeat: procedure
      .input(Heartbeat)
      .output(z.object({ clock: z.iso.datetime() }))
      .mutation(({ ctx, input }) => handlers.heartbeat(ctx, input)),
    known: procedure
      .input(z.strictObject({ resource: ResourceKey, after: z.string().max(128).nullable() }))
      .output(KnownPage)
      .query(({ ctx, input }) => handlers.known(ctx, input.resource, input.after)),
    report: procedure
      .input(Report)
      .output(ReportAck)
      .mutation(({ ctx, input }) => handlers.report(ctx, input)),
    commands: procedure.input(z.strictObject({ lastEventId: z.string().regex(/^\d+$/).optional() })).subscription(async function* ({
      ctx,
      input,
      signal,
    }) {
      const ended = AbortSignal.any([ctx.signal, ...(signal ? [signal] : [])]);
      for await (const { seq, command } of handlers.commands(ctx, Number(input.lastEventId ?? 0), ended))
        yield tracked(String(seq), command);
    }),
    queries: procedure.subscription(async function* ({ ctx, signal }) {
      yield* handlers.queries(ctx, AbortSignal.any([ctx.signal, ...(signal ? [signal] : [])]));
    }),
    answer: procedure.input(AgentAnswer).mutation(async ({ ctx, input }) => {
      await handlers.answer(ctx, input);
    }),
    renew: procedure
      .input(RenewIdentity)
      .output(IssuedIdentity)
      .mutation(({ ctx, input }) => handlers.renew(ctx, input)),
  });
}
export type AgentRouter = ReturnType<typeof agentRouter>;
