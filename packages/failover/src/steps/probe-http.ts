import { setTimeout as delay } from "node:timers/promises";
import { httpProbe } from "@holdfast/contracts/queries/http-probe";
import { ProbeHttp } from "@holdfast/contracts/steps/probe-http";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { blocked, defineStep, done, failed, finding, preflightOf, waiting } from "../define-step";
import type { StepContext } from "../step-context";

/** The agent's own timeout ends first; this one is for a link that went silent. */
const LINK_MARGIN_MS = 2000;

const probe = (ctx: StepContext, p: ProbeHttp) =>
  ctx.read(p.cluster, httpProbe, { url: p.url, timeoutMs: p.timeoutMs }, p.timeoutMs + LINK_MARGIN_MS);

/** Asks a URL from inside a site until it has answered as expected several times in a row. */
export const probeHttp = defineStep({
  name: "probe.http",
  schema: ProbeHttp,
  before: z.null(),
  describe: (p) => describeStep({ use: "probe.http", with: p }),
  async preflight(ctx, p) {
    const answer = await probe(ctx, p);
    if (answer.refusal === "OriginNotAllowed") return blocked("OriginNotAllowed", p.url, { site: p.cluster });
    if (answer.refusal !== null)
      return preflightOf(
        [finding("ProbeUnreachable", "warning", p.url, { site: p.cluster, said: answer.message ?? answer.refusal })],
        null,
      );
    return preflightOf([], null);
  },
  run: { observes: true },
  async verify(ctx, p) {
    let durationMs = 0;
    for (let inRow = 0; inRow < p.consecutive; inRow++) {
      if (inRow > 0) await delay(p.intervalMs, undefined, { signal: ctx.signal });
      const answer = await probe(ctx, p);
      if (answer.refusal === "OriginNotAllowed")
        return failed(answer.message === null ? worded("OriginRefused") : { message: answer.message });
      if (answer.refusal !== null) return waiting(worded("UrlSilent", { url: p.url, said: answer.message ?? answer.refusal }));
      if (answer.status !== p.expectStatus)
        return waiting(worded("UrlToAnswer", { expected: p.expectStatus, url: p.url, status: String(answer.status) }));
      durationMs = Math.max(durationMs, answer.durationMs);
    }
    return done(worded("UrlAnswered", { status: p.expectStatus, times: p.consecutive, ms: Math.round(durationMs) }));
  },
  undo: { unneeded: "it only looks" },
});
