import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach } from "vitest";

/** A receiver of notifications on this machine, a new one for each test. */
export interface HookServer {
  readonly url: string;
  /** What it answers from now on; 200 at first. */
  status: number;
  /** What it was sent, in order. */
  readonly heard: { headers: IncomingHttpHeaders; body: string; path: string }[];
}

/** Opens a receiver before each test of the suite and closes it afterwards. */
export function hookServer(): HookServer {
  let server: Server;
  const heard: HookServer["heard"] = [];
  const hook = {
    heard,
    status: 200,
    get url() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/s3cret-path`;
    },
  };
  beforeEach(async () => {
    heard.length = 0;
    hook.status = 200;
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => {
        body += chunk.toString("utf8");
      });
      request.on("end", () => {
        heard.push({ headers: request.headers, body, path: request.url ?? "" });
        response.writeHead(hook.status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => void server.close().closeAllConnections());
  return hook;
}
