import { createTransport } from "nodemailer";
import { literalAddress } from "./address";
import type { AllowedTargets } from "./allowed-targets";
import { permittedAddresses, type Resolver } from "./resolve-host";

/** A mail server and how it is spoken to. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: "tls" | "starttls" | "none";
  readonly user: string | null;
  readonly password: string | null;
}

/** A letter. `id` makes the Message-ID, so that the same letter sent twice is seen to be one. */
export interface Letter {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Mail programs mark it. */
  readonly isUrgent: boolean;
}

/** What sending needs of the process. */
export interface MailOptions {
  readonly allowed: AllowedTargets;
  readonly resolve: Resolver;
  readonly deadlineMs: number;
}

/** Hands a letter to a mail server at an address that was checked. Throws `TargetRefused`, a `TimeoutError`, or the server's own error. */
export async function sendMail(server: MailServer, letter: Letter, { allowed, resolve, deadlineMs }: MailOptions): Promise<void> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const late = new Promise<never>((_, reject) => deadline.addEventListener("abort", () => reject(deadline.reason), { once: true }));
  late.catch(() => undefined);
  const [address] = await Promise.race([permittedAddresses(server.host, allowed, resolve), late]);
  const isName = literalAddress(server.host) === null;
  const transport = createTransport({
    host: address?.address ?? "",
    port: server.port,
    secure: server.security === "tls",
    requireTLS: server.security === "starttls",
    ignoreTLS: server.security === "none",
    // The certificate is held against the name that was configured, not against the address.
    tls: isName ? { servername: server.host } : {},
    ...(server.user === null ? {} : { auth: { user: server.user, pass: server.password ?? "" } }),
    connectionTimeout: deadlineMs,
    greetingTimeout: deadlineMs,
    socketTimeout: deadlineMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const sent = transport.sendMail({
    messageId: `<${letter.id}@holdfast>`,
    from: letter.from,
    to: [...letter.to],
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    ...(letter.isUrgent ? { priority: "high" as const } : {}),
    headers: { "Auto-Submitted": "auto-generated" },
  });
  sent.catch(() => undefined);
  try {
    await Promise.race([sent, late]);
  } finally {
    transport.close();
  }
}
