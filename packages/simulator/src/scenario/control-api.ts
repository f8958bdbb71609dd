import { z } from "zod";
import { type ApiAnswer, json } from "../signals/http-answer";
import { type ControlCaller, refusalOf } from "./control-guard";
import { type ActiveScenario, ScenarioRequest } from "./scenario";
import { type ScenarioEngine, ScenarioRefusal, type SimulationState } from "./scenario-engine";

/** A request to the control API. */
export interface ControlRequest extends ControlCaller {
  readonly method: string;
  /** Below `/control`, for example `/state`. */
  readonly path: string;
  readonly params: URLSearchParams;
  readonly contentType: string;
  readonly body: string;
  /** Ends a long wait when the caller hangs up. */
  readonly signal: AbortSignal;
}

const LONGEST_WAIT_SECONDS = 60;
const DEFAULT_WAIT_SECONDS = 25;

const problem = (status: number, message: string): ApiAnswer => json(status, { error: message });

const scenarioJson = ({ id, request, startedAtMs, endsAtMs, nodes }: ActiveScenario) => ({
  id,
  ...request,
  ...(nodes.length > 0 ? { nodes } : {}),
  startedAt: new Date(startedAtMs).toISOString(),
  endsAt: endsAtMs === null ? null : new Date(endsAtMs).toISOString(),
});

const stateJson = ({ version, clusters, scenarios }: SimulationState) => ({ version, clusters, scenarios: scenarios.map(scenarioJson) });

async function readState(engine: ScenarioEngine, { params, signal }: ControlRequest): Promise<ApiAnswer> {
  const after = params.get("after");
  if (after === null) return json(200, stateJson(engine.state));
  const wait = z
    .object({
      after: z.coerce.number().int().min(0),
      timeoutSeconds: z.coerce.number().min(0).max(LONGEST_WAIT_SECONDS).default(DEFAULT_WAIT_SECONDS),
    })
    .safeParse(Object.fromEntries(params));
  if (!wait.success) return problem(400, z.prettifyError(wait.error));
  return json(200, stateJson(await engine.changedAfter(wait.data.after, wait.data.timeoutSeconds * 1_000, signal)));
}

function startScenario(engine: ScenarioEngine, { body, contentType }: ControlRequest): ApiAnswer {
  if (!/^application\/json\b/i.test(contentType)) return problem(415, "send JSON, with content-type application/json");
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    return problem(400, "the body is not JSON");
  }
  const request = ScenarioRequest.safeParse(content);
  if (!request.success) return problem(400, z.prettifyError(request.error));
  try {
    return json(201, scenarioJson(engine.start(request.data)));
  } catch (cause) {
    if (cause instanceof ScenarioRefusal) return problem(409, cause.message);
    throw cause;
  }
}

/**
 * The control API: `GET /state`, with `?after=<version>` as a long poll; `POST /scenarios`; `DELETE /scenarios/<id>`. For
 * holders of the token on this machine, and never for a browser.
 */
export function controlApi(engine: ScenarioEngine, token: string): (request: ControlRequest) => Promise<ApiAnswer> {
  return async (request) => {
    const refusal = refusalOf(request, token);
    if (refusal) return problem(refusal.status, refusal.message);
    const { method, path } = request;
    if (path === "/state") return method === "GET" ? readState(engine, request) : problem(405, "GET only");
    if (path === "/scenarios") return method === "POST" ? startScenario(engine, request) : problem(405, "POST only");
    const id = /^\/scenarios\/([\w-]+)$/.exec(path)?.[1];
    if (id === undefined) return problem(404, "there is no such path");
    if (method !== "DELETE") return problem(405, "DELETE only");
    return engine.stop(id) ? json(204, null) : problem(404, `no scenario ${id} is active`);
  };
}
