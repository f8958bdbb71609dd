import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "@holdfast/contracts/log-fields";
import type { ControlRequest } from "../scenario/control-api";
import type { ProbeAnswer } from "../traffic/prober";
import { type ApiAnswer, type ApiHandler, json, text } from "./http-answer";
import { apiRequest, BodyTooLarge, readBody } from "./read-request";

/** The three signal APIs of one cluster. */
export interface SignalApis {
  readonly prometheus: ApiHandler;
  readonly loki: ApiHandler;
  readonly jaeger: ApiHandler;
}

/** What stands behind the one port. */
export interface FrontDoorSetting {
  readonly signals: ReadonlyMap<string, SignalApis>;
  /** False while the region is lost: connections are cut, and nothing is answered. */
  isReachable(cluster: string): boolean;
  probe(cluster: string, service: string): ProbeAnswer | undefined;
  /** The Vault of a cluster, by its own API. */
  vault(cluster: string, method: string, path: string, body: string): ApiAnswer;
  control(request: ControlRequest): Promise<ApiAnswer>;
  readonly kubernetes: RequestListener;
  readonly log: Log;
}

const SOURCES: readonly (keyof SignalApis)[] = ["prometheus", "loki", "jaeger"];
const NOT_FOUND = text(404, "404 page not found\n");
/** A client gives up before this; the model itself never waits longer than its own timeouts. */
const LONGEST_DELAY_MS = 10_000;

/** Thrown where the network would be silent: the connection is cut. */
class Unreachable extends Error {}

function hangUp(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  return gone.signal;
}

class FrontDoor {
  private readonly setting: FrontDoorSetting;

  constructor(setting: FrontDoorSetting) {
    this.setting = setting;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://loopback");
    const [, root = "", ...rest] = url.pathname.split("/");
    if (root === "clusters") return this.setting.kubernetes(request, response);
    try {
      send(response, await this.answer(root, rest, request, response, url.searchParams));
    } catch (cause) {
      this.fail(request, response, cause);
    }
  }

  private answer(
    root: string,
    rest: readonly string[],
    request: IncomingMessage,
    response: ServerResponse,
    query: URLSearchParams,
  ): Promise<ApiAnswer> {
    if (root === "signals") return this.signal(rest, request, query);
    if (root === "apps") return this.app(rest, response);
    if (root === "vaults") return this.vault(rest, request);
    if (root === "control") return this.control(`/${rest.join("/")}`, request, response, query);
    return Promise.resolve(root === "healthz" ? text(200, "ok") : NOT_FOUND);
  }

  private async signal(
    [cluster = "", name = "", ...rest]: readonly string[],
    request: IncomingMessage,
    query: URLSearchParams,
  ): Promise<ApiAnswer> {
    const source = SOURCES.find((each) => each === name);
    const apis = this.setting.signals.get(cluster);
    if (!source || !apis) return NOT_FOUND;
    this.requireReachable(cluster);
    const answer = await apis[source](await apiRequest(request, `/${rest.join("/")}`, query));
    // A region that was lost meanwhile does not answer any more.
    this.requireReachable(cluster);
    return answer;
  }

  /** Answers as the service would at this moment, and as late. */
  private async app([cluster = "", service = ""]: readonly string[], response: ServerResponse): Promise<ApiAnswer> {
    if (!this.setting.signals.has(cluster)) return NOT_FOUND;
    this.requireReachable(cluster);
    const answer = this.setting.probe(cluster, service);
    if (!answer) return NOT_FOUND;
    const { status, delayMs, application, destination } = answer;
    await delay(Math.min(delayMs, LONGEST_DELAY_MS), undefined, { signal: hangUp(response) });
    this.requireReachable(cluster);
    return json(status, { application, gateway: cluster, destination, status });
  }

  private async vault([cluster = "", ...path]: readonly string[], request: IncomingMessage): Promise<ApiAnswer> {
    this.requireReachable(cluster);
    return this.setting.vault(cluster, request.method ?? "GET", `/${path.join("/")}`, await readBody(request));
  }

  private async control(path: string, request: IncomingMessage, response: ServerResponse, params: URLSearchParams): Promise<ApiAnswer> {
    const { headers, socket, method = "GET" } = request;
    return this.setting.control({
      method,
      path,
      params,
      contentType: headers["content-type"] ?? "",
      body: await readBody(request),
      remoteAddress: socket.remoteAddress ?? "",
      host: headers.host ?? "",
      origin: headers.origin,
      authorization: headers.authorization,
      signal: hangUp(response),
    });
  }

  private requireReachable(cluster: string): void {
    if (!this.setting.isReachable(cluster)) throw new Unreachable();
  }

  private fail(request: IncomingMessage, response: ServerResponse, cause: unknown): void {
    const isGone = response.destroyed || (cause instanceof Error && cause.name === "AbortError");
    if (cause instanceof Unreachable || isGone || response.headersSent) {
      request.socket.destroy();
      return;
    }
    if (cause instanceof BodyTooLarge) {
      send(response, text(413, `${cause.message}\n`));
      return;
    }
    this.setting.log.error({ err: cause }, "the simulator failed to answer");
    send(response, text(500, "internal error\n"));
  }
}

function send(response: ServerResponse, { status, contentType, body }: ApiAnswer): void {
  const content = status === 204 ? "" : body;
  response.writeHead(status, { "content-type": contentType, "content-length": Buffer.byteLength(content), "cache-control": "no-store" });
  response.end(content);
}

/** Everything of the simulator on one port: `/clusters`, `/signals`, `/apps`, `/vaults`, `/control`. */
export function frontDoor(setting: FrontDoorSetting): RequestListener {
  const door = new FrontDoor(setting);
  return (request, response) => void door.handle(request, response);
}
