import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { forwardUpgradeTo } from "./forward-upgrade";

const servers: Server[] = [];
async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

it("speaks both ways through the one port, and ends with either side", async () => {
  const behind = createServer();
  new WebSocketServer({ server: behind }).on("connection", (socket, { headers, url }) => {
    socket.on("message", (text) => (String(text) === "bye" ? socket.close(1000) : socket.send(`${url} ${headers.authorization} ${text}`)));
  });
  const front = createServer().on("upgrade", forwardUpgradeTo(await listening(behind)));
  const client = new WebSocket(`ws://127.0.0.1:${await listening(front)}/clusters/a?b=c`, { headers: { authorization: "Bearer t" } });
  const said = await new Promise((resolve, reject) => {
    client.on("open", () => client.send("hello"));
    client.on("message", (text) => resolve(String(text)));
    client.on("error", reject);
  });
  expect(said).toBe("/clusters/a?b=c Bearer t hello");
  const closed = new Promise((resolve) => client.on("close", resolve));
  client.send("bye");
  expect(await closed).toBe(1000);
});
