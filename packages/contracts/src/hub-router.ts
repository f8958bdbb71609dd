import { initTRPC } from "@trpc/server";
import { z } from "zod";
import { AccessReport, ClusterAccess } from "./cluster-access";
import { Fault, type FaultView, faultView } from "./fault";
import { ClusterId } from "./ids";
import { Json } from "./json";
import { ExampleResult } from "./policy-example";
import { TestPolicy } from "./policy-library";

/** A live question to a cluster's agent, put to the hub that holds its link. */
export const AskAgent = z.strictObject({
  clusterId: ClusterId,
  name: z.string().max(63),
  input: Json,
  deadlineMs: z.number().int().min(50).max(60_000),
  /** For whom it is asked; absent for what the installation itself has to know. */
  asker: z.string().max(120).optional(),
});
export type AskAgent = z.infer<typeof AskAgent>;

/** A look at a cluster that has no agent yet, by the machine that would run one. */
export const LookAtCluster = z.strictObject({ access: ClusterAccess, deadlineMs: z.number().int().min(1000).max(30_000) });
export type LookAtCluster = z.infer<typeof LookAtCluster>;

/** What a hub does for consoles and other hubs. */
export interface HubHandlers {
  /** Throws `AgentUnreachable` when this hub does not hold the link, `DeadlineExceeded` when no answer came in time. */
  ask(question: AskAgent, signal: AbortSignal): Promise<Json>;
  /** A cluster that can't be reached is an answer. Throws `Unavailable` on a hub that runs no agents beside itself. */
  lookAt(question: LookAtCluster, signal: AbortSignal): Promise<AccessReport>;
  /** Throws what is wrong with the policy or its tests; an example that comes out otherwise is an answer. */
  testPolicy(policy: TestPolicy): Promise<ExampleResult[]>;
}

/** The router of a hub's internal door. */
export function hubRouter(handlers: HubHandlers) {
  const t = initTRPC.create({
    errorFormatter: ({ shape, error }) => {
      const { cause } = error;
      const fault: FaultView | null = cause instanceof Fault ? faultView(cause) : null;
      return { ...shape, data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, fault } };
    },
  });
  return t.router({
    ask: t.procedure
      .input(AskAgent)
      .output(z.object({ answer: Json }))
      .query(async ({ input, signal }) => ({ answer: await handlers.ask(input, signal ?? new AbortController().signal) })),
    lookAt: t.procedure
      .input(LookAtCluster)
      .output(AccessReport)
      .mutation(({ input, signal }) => handlers.lookAt(input, signal ?? new AbortController().signal)),
    testPolicy: t.procedure
      .input(TestPolicy)
      .output(z.array(ExampleResult))
      .mutation(({ input }) => handlers.testPolicy(input)),
  });
}
export type HubRouter = ReturnType<typeof hubRouter>;
