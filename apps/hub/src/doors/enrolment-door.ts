import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { EnrolAgent, ReattestAgent } from "@holdfast/contracts/enrolment";
import { Fault, type FaultCode, faultView } from "@holdfast/contracts/fault";
import type { AgentSettings } from "@holdfast/services/agents/agent-settings";
import { enrolAgent } from "@holdfast/services/agents/enrol-agent";
import { reattestAgent, reattestChallenge } from "@holdfast/services/agents/reattest-agent";
import type { SigningKey } from "@holdfast/services/pki/signing-key";
import { callLimit } from "./call-limit";
import type { ServerIdentity } from "./server-identity";

const MAX_BODY_BYTES = 16_384;
const STATUS: Partial<Record<FaultCode, number>> = {
  InvalidInput: 400,
  TooLarge: 413,
  TooManyRequests: 429,
  NotFound: 404,
  Internal: 500,
  Unavailable: 503,
};

async function body(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Fault("TooLarge", "This request is larger than an enrolment can be.");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new Fault("InvalidInput", "The body must be JSON.");
  }
}

const parsed = <T>(
  schema: {
    safeParse(
      value: unknown,
    ): { success: true; data: T } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
  },
  value: unknown,
): T => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Fault("InvalidInput", result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
};

function answer(response: ServerResponse, status: number, value: object) {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(value));
}

/** The door for agents without an identity: server TLS only, so that a pin and a token, or an enrolled key, are all that is needed. */
export function enrolmentDoor(settings: AgentSettings, commands: SigningKey, identity: ServerIdentity) {
  const limit = callLimit({ perMinute: 60 });
  const route = async (request: IncomingMessage): Promise<object> => {
    if (request.method !== "POST") throw new Fault("NotFound", "There is nothing here.");
    if (!limit.allows(request.socket.remoteAddress ?? ""))
      throw new Fault("TooManyRequests", "Too many calls from this address. Try again in a minute.", { retry: "later" });
    switch (request.url) {
      case "/v1/enrol":
        return enrolAgent(settings, parsed(EnrolAgent, await body(request)));
      case "/v1/reattest/challenge":
        return reattestChallenge(commands, settings.now());
      case "/v1/reattest":
        return reattestAgent(settings, commands, parsed(ReattestAgent, await body(request)));
      default:
        throw new Fault("NotFound", "There is nothing here.");
    }
  };
  const server = createServer({ ...identity.options, minVersion: "TLSv1.3" }, (request, response) => {
    route(request).then(
      (value) => answer(response, 200, value),
      (cause: unknown) => {
        const fault = cause instanceof Fault ? cause : new Fault("Internal", "The hub could not do this. Its log says why.", { cause });
        if (!(cause instanceof Fault)) settings.log.error({ err: cause }, "enrolment call failed");
        const view = faultView(fault);
        answer(response, STATUS[fault.code] ?? 403, view);
      },
    );
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 5000;
  server.maxConnections = 2000;
  identity.attach(server);
  return server;
}
