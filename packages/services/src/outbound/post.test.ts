import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { nothingAllowed, readAllowedTargets } from "./allowed-targets";
import { type PostOptions, post } from "./post";
import type { Resolver } from "./resolve-host";

const here = readAllowedTargets("127.0.0.1");
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server of this machine; answers its port and what it was asked. */
async function answering(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.headers.host}${request.url}`);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { asked, port: (server.address() as AddressInfo).port };
}
const to = (options: Partial<PostOptions>): PostOptions => ({
  ...{ headers: {}, body: "{}", allowed: here, deadlineMs: 5000 },
  resolve: () => Promise.reject(new Error("no name was expected")),
  ...options,
});
/** A resolver that answers one after the other, and counts how often it was asked. */
function names(...answers: string[][]) {
  let asked = 0;
  const resolve: Resolver = async () => {
    asked++;
    return (answers.shift() ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };
  return { resolve, asked: () => asked };
}

describe("a call to the outside", () => {
  it("sends the body whole and answers the status", async () => {
    let body = "";
    const { port } = await answering((request, response) => {
      request.on("data", (chunk) => (body += chunk)).on("end", () => response.writeHead(204).end());
    });
    expect(await post(new URL(`http://127.0.0.1:${port}/hook`), to({ body: '{"名":"é"}' }))).toBe(204);
    expect(body).toBe('{"名":"é"}');
  });

  it("never reaches a name that leads inside, not even when one of its addresses is public", async () => {
    const { asked, port } = await answering((_, response) => response.end());
    for (const addresses of [["127.0.0.1"], ["::1"], ["169.254.169.254"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], []]) {
      const { resolve } = names(addresses);
      await expect(post(new URL(`http://inside.test:${port}/`), to({ allowed: nothingAllowed, resolve }))).rejects.toMatchObject({
        code: "TARGET_REFUSED",
      });
    }
    expect(asked).toEqual([]);
  });

  it("goes to the very address that was checked, whatever the name leads to a moment later", async () => {
    const { asked, port } = await answering((_, response) => response.end());
    const resolver = names(["127.0.0.1"], ["169.254.169.254"], ["169.254.169.254"]);
    expect(await post(new URL(`http://rebound.test:${port}/a`), to({ resolve: resolver.resolve }))).toBe(200);
    expect([resolver.asked(), asked]).toEqual([1, [`POST rebound.test:${port}/a`]]);
  });

  it("follows no redirect", async () => {
    const inside = await answering((_, response) => response.end("secret"));
    const { port } = await answering((_, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${inside.port}/latest/meta-data` }).end(),
    );
    expect(await post(new URL(`http://127.0.0.1:${port}/`), to({}))).toBe(307);
    expect(inside.asked).toEqual([]);
  });

  it("ends at its deadline, whether the answer does not begin or does not end, and does not read for ever", async () => {
    const mute = await answering(() => undefined);
    const slow = await answering((_, response) => void response.write("a"));
    for (const { port } of [mute, slow])
      await expect(post(new URL(`http://127.0.0.1:${port}/`), to({ deadlineMs: 100 }))).rejects.toMatchObject({ name: "TimeoutError" });
    const endless = await answering((_, response) => {
      const more = () => {
        while (response.writable && response.write("x".repeat(4096)));
      };
      response.on("drain", more);
      more();
    });
    expect(await post(new URL(`http://127.0.0.1:${endless.port}/`), to({}))).toBe(200);
  });

  it("ends at its deadline while the name is still being asked for", async () => {
    await expect(
      post(new URL("https://slow.test/"), to({ deadlineMs: 50, resolve: () => new Promise(() => undefined) })),
    ).rejects.toMatchObject({
      name: "TimeoutError",
    });
  });
});
