import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { nothingAllowed, readAllowedTargets } from "./allowed-targets";
import { sendMail } from "./send-mail";

const servers: SMTPServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => void server.close(() => resolve()));
});

async function mailServer() {
  const letters: { from: string; to: string[]; text: string; user: string | undefined }[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    authOptional: true,
    onAuth: (auth, _session, callback) =>
      auth.password === "hunter2" ? callback(null, { user: auth.username ?? "" }) : callback(new Error("wrong password")),
    onData(stream, session, callback) {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
      });
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        letters.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address), text, user: session.user });
        callback();
      });
    },
  });
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return { letters, port: (server.server.address() as AddressInfo).port };
}
const letter = {
  id: "4711",
  from: "holdfast@example.com",
  to: ["ops@example.com", "lead@example.com"],
  subject: "hangzhou is lost\r\nBcc: thief@example.com",
  text: "Plain",
  html: "<p>Rich</p>",
  isUrgent: true,
};
const options = {
  allowed: readAllowedTargets("127.0.0.1"),
  resolve: async () => [{ address: "127.0.0.1", family: 4 }],
  deadlineMs: 5000,
};
const at = (port: number) => ({ host: "mail.test", port, security: "none" as const, user: null, password: null });

describe("a letter", () => {
  it("reaches everybody it is to, with a stable id, and its subject smuggles nobody in", async () => {
    const { letters, port } = await mailServer();
    await sendMail({ ...at(port), user: "holdfast", password: "hunter2" }, letter, options);
    expect(letters).toMatchObject([{ from: letter.from, to: letter.to, user: "holdfast" }]);
    expect(letters[0]?.text).toContain("Message-ID: <4711@holdfast>");
    expect(letters[0]?.text).not.toMatch(/^Bcc:/im);
    expect(letters[0]?.text).toMatch(/^Importance: high/im);
    expect(letters[0]?.text).toMatch(/Auto-Submitted: auto-generated/);
  });

  it("does not go to a server inside that is not allowed, nor in the clear where TLS is asked for", async () => {
    const { letters, port } = await mailServer();
    await expect(sendMail(at(port), letter, { ...options, allowed: nothingAllowed })).rejects.toMatchObject({ code: "TARGET_REFUSED" });
    await expect(sendMail({ ...at(port), security: "starttls" }, letter, options)).rejects.toThrow();
    await expect(sendMail({ ...at(port), user: "holdfast", password: "wrong" }, letter, options)).rejects.toThrow();
    expect(letters).toEqual([]);
  });

  it("is given up at its deadline", async () => {
    const never = { ...options, deadlineMs: 80, resolve: () => new Promise<never>(() => undefined) };
    await expect(sendMail(at(25), letter, never)).rejects.toMatchObject({ name: "TimeoutError" });
  });
});
