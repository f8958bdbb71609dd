import { Agent, request as ask, type RequestListener } from "node:http";

/** Hands requests on to another server on loopback, byte for byte and as they come: watches and logs stream through. */
export function forwardTo(port: number): RequestListener {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  return (request, response) => {
    const { method, url, headers } = request;
    const inner = ask({ host: "127.0.0.1", port, method, path: url, headers, agent });
    // What the other side cuts is cut here too: that is how a lost region looks.
    const cut = (): void => void request.socket.destroy();
    inner.on("error", cut);
    inner.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      response.flushHeaders();
      answer.on("error", cut);
      answer.on("close", () => {
        if (!answer.complete) cut();
      });
      answer.pipe(response);
    });
    response.on("close", () => inner.destroy());
    request.pipe(inner);
  };
}
