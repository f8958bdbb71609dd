// A small API server for tests of the agent's client: lists in pages, watches, and everything that goes wrong with both.
// It knows no kinds and no rules; what a real server does with objects is tested against real servers.
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { observedResources } from "@holdfast/contracts/resources";
import type { KubeObject } from "@holdfast/domain/health/kube-object";

interface Change {
  readonly version: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly resource: string;
  readonly object: KubeObject;
}

/** What goes wrong. Counted faults happen so many times and then no more. */
export interface ApiFaults {
  /** The next requests to paths that match are answered with this status. */
  refuse: { pattern: RegExp; status: number; times: number; headers?: Record<string, string> }[];
  /** Continue tokens that are given out and then said to be too old. */
  expiredTokens: number;
  /** Watches that are answered with 410: as a status, or as an event in the stream. */
  goneWatches: { times: number; asEvent: boolean };
  /** Watches that send half a line and are cut. */
  tornWatches: number;
  /** Watches that send a line that is not JSON. */
  garbledWatches: number;
  /** Requests that are taken and never answered, as method and path. */
  hang: RegExp | undefined;
  /** No event is sent on any watch. */
  isSilent: boolean;
  /** Kinds that are not served. */
  absent: Set<string>;
}

/** One server in this process. */
export class MiniApi {
  readonly faults: ApiFaults = {
    refuse: [],
    expiredTokens: 0,
    goneWatches: { times: 0, asEvent: false },
    tornWatches: 0,
    garbledWatches: 0,
    hang: undefined,
    isSilent: false,
    absent: new Set(["httproutes", "gateways", "virtualservices", "destinationrules", "routes", "certificates"]),
  };
  /** Every request, as method, path and query. */
  readonly requests: string[] = [];
  pageSize = 500;
  readonly uid = randomUUID();
  private readonly objects = new Map<string, KubeObject>();
  private history: Change[] = [];
  private version = 100;
  private oldest = 0;
  private readonly watches = new Set<{ resource: string; response: ServerResponse }>();
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  static async start(): Promise<MiniApi> {
    const api = new MiniApi();
    await api.listen();
    return api;
  }

  async listen(): Promise<void> {
    const server = createServer((request, response) => this.serve(request, response));
    server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.once("close", () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Stops listening and cuts everything; the objects stay. */
  async close(): Promise<void> {
    const server = this.server;
    this.cut();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    this.server = undefined;
  }

  /** Cuts every connection as a dying network would. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** How many watches of a resource are open. */
  watching(resource: string): number {
    return [...this.watches].filter((watch) => watch.resource === resource).length;
  }

  /** Ends all watches as a server does in their time. */
  endWatches(): void {
    for (const { response } of this.watches) response.end();
    this.watches.clear();
  }

  /** Forgets all changes so far: whoever resumes from before now gets 410. */
  compact(): void {
    this.oldest = this.version;
    this.history = [];
  }

  /** Tells all watches how far they are; returns the version. */
  bookmark(): string {
    const resourceVersion = String(this.version);
    for (const { response } of this.watches)
      response.write(`${JSON.stringify({ type: "BOOKMARK", object: { metadata: { resourceVersion } } })}\n`);
    return resourceVersion;
  }

  /** Writes a kubeconfig that leads here. */
  kubeconfig(file: string): string {
    const clusters = [{ name: "mini", cluster: { server: this.url } }];
    const contexts = [{ name: "mini", context: { cluster: "mini", user: "mini" } }];
    writeFileSync(file, JSON.stringify({ clusters, contexts, users: [{ name: "mini", user: { token: "t" } }], "current-context": "mini" }));
    return file;
  }

  /** Creates or changes an object of a resource (`pods`), whole. */
  put(resource: string, name: string, part: object = {}, namespace = "default"): KubeObject {
    const key = `${resource}/${namespace}/${name}`;
    const before = this.objects.get(key);
    const version = ++this.version;
    const metadata = {
      ...{ name, namespace, uid: before?.metadata?.uid ?? randomUUID() },
      ...{ creationTimestamp: before?.metadata?.creationTimestamp ?? "2026-11-21T08:00:00Z", resourceVersion: String(version) },
      ...("metadata" in part ? (part.metadata as object) : {}),
    };
    const object: KubeObject = { ...part, metadata };
    this.objects.set(key, object);
    this.publish({ version, type: before ? "MODIFIED" : "ADDED", resource, object });
    return object;
  }

  remove(resource: string, name: string, namespace = "default"): void {
    const key = `${resource}/${namespace}/${name}`;
    const object = this.objects.get(key);
    if (!object) return;
    this.objects.delete(key);
    const version = ++this.version;
    this.publish({
      version,
      type: "DELETED",
      resource,
      object: { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } },
    });
  }

  /** The uids of all objects of a resource. */
  uids(resource: string): string[] {
    return this.of(resource).flatMap((object) => object.metadata?.uid ?? []);
  }

  private of(resource: string): KubeObject[] {
    return [...this.objects].filter(([key]) => key.startsWith(`${resource}/`)).map(([, object]) => object);
  }

  private publish(change: Change): void {
    this.history.push(change);
    if (this.faults.isSilent) return;
    for (const { resource, response } of this.watches) if (resource === change.resource) response.write(line(change));
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "", this.url);
    this.requests.push(`${request.method} ${url.pathname}${url.search}`);
    const refused = this.faults.refuse.find(({ pattern, times }) => times > 0 && pattern.test(`${url.pathname}${url.search}`));
    const [, group = "", version = "", namespace, plural = "", name] = RESOURCE.exec(url.pathname) ?? [];
    const fixed = this.fixed(url.pathname);
    if (this.faults.hang?.test(`${request.method} ${url.pathname}`)) return;
    if (refused) {
      refused.times--;
      answerStatus(response, refused.status, refused.headers);
    } else if (fixed) answer(response, fixed);
    else if (version === "" || this.faults.absent.has(plural)) answerStatus(response, 404);
    else if (plural === "") this.discover(group, version, response);
    else if (name) this.read(plural, namespace ?? "default", name, response);
    else if (url.searchParams.has("watch")) this.watch(plural, url.searchParams, response);
    else this.list(plural, namespace, url.searchParams, response);
  }

  private read(resource: string, namespace: string, name: string, response: ServerResponse): void {
    const object = this.objects.get(`${resource}/${namespace}/${name}`);
    if (object) answer(response, object);
    else answerStatus(response, 404);
  }

  private fixed(path: string): object | undefined {
    if (path === "/version") return { gitVersion: "v1.36.3" };
    if (path === "/api/v1/namespaces/kube-system") return { metadata: { name: "kube-system", uid: this.uid } };
    if (path === "/api" || path === "/apis") return { kind: "APIGroupList", groups: [] };
    return path.endsWith("selfsubjectaccessreviews") ? { status: { allowed: true } } : undefined;
  }

  private discover(group: string, version: string, response: ServerResponse): void {
    const isServed = (each: (typeof observedResources)[number]) =>
      each.group === group && each.versions.includes(version) && !this.faults.absent.has(each.plural);
    const served = observedResources.filter(isServed);
    if (served.length === 0) answerStatus(response, 404);
    else
      answer(response, { resources: served.map(({ plural, kind, isNamespaced }) => ({ name: plural, kind, namespaced: isNamespaced })) });
  }

  private list(resource: string, namespace: string | undefined, query: URLSearchParams, response: ServerResponse): void {
    const token = query.get("continue");
    const [version = this.version, offset = 0] = token ? token.split(".").map(Number) : [];
    const all = this.of(resource).filter((object) => namespace === undefined || object.metadata?.namespace === namespace);
    const limit = query.has("limit") ? Math.min(Number(query.get("limit")), this.pageSize) : all.length;
    const items = all.slice(offset, offset + limit);
    const rest = offset + limit < all.length ? { continue: `${version}.${offset + limit}` } : {};
    if (token && this.faults.expiredTokens-- > 0) answerStatus(response, 410);
    else answer(response, { kind: "List", apiVersion: "v1", metadata: { resourceVersion: String(version), ...rest }, items });
  }

  private watch(resource: string, query: URLSearchParams, response: ServerResponse): void {
    const { faults } = this;
    const from = Number(query.get("resourceVersion"));
    const isGone = from < this.oldest || faults.goneWatches.times-- > 0;
    if (isGone && !faults.goneWatches.asEvent) {
      answerStatus(response, 410);
      return;
    }
    response.writeHead(200, { "content-type": "application/json" });
    response.flushHeaders();
    if (isGone) response.end(`${JSON.stringify({ type: "ERROR", object: { kind: "Status", code: 410, reason: "Expired" } })}\n`);
    else if (faults.garbledWatches-- > 0) response.end('{"type":"ADDED","object":{{{\n');
    else if (faults.tornWatches-- > 0) response.write('{"type":"MODIFIED","object":{"metadata":{"name":"hal', () => response.destroy());
    else this.follow(resource, from, response);
  }

  private follow(resource: string, from: number, response: ServerResponse): void {
    const watch = { resource, response };
    this.watches.add(watch);
    response.once("close", () => this.watches.delete(watch));
    for (const change of this.history)
      if (change.resource === resource && change.version > from && !this.faults.isSilent) response.write(line(change));
  }
}

const RESOURCE = /^\/api(?:s\/([^/]+))?\/(v[^/]+)(?:\/namespaces\/([^/]+))?(?:\/([a-z]+)(?:\/([^/]+).*)?)?$/;
const line = ({ type, object }: Change) => `${JSON.stringify({ type, object })}\n`;

function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function answerStatus(response: ServerResponse, code: number, headers: Record<string, string> = {}): void {
  const reason = { 403: "Forbidden", 404: "NotFound", 410: "Expired", 429: "TooManyRequests" }[code] ?? "InternalError";
  response.writeHead(code, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ kind: "Status", code, reason, message: `this is a ${code}` }));
}
