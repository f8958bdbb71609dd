import { readFile } from "node:fs/promises";
import { Refused } from "../commands/define-command";
import { messageOf } from "../problem";
import { hostOf, plainCall } from "../queries/http-get";
import { isSurprise } from "../queries/surprising-address";
import type { KnownService, KnownServices, ServiceKind } from "./known-services";

/** What is needed to call a service. */
export interface ServiceContext {
  readonly services: KnownServices;
  /** The address that a host name means now. */
  readonly resolve: (name: string) => Promise<string>;
}

/** One call. What goes with it of the credential is made here and nowhere else. */
export interface ServiceCall {
  readonly kind: ServiceKind;
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  /** The headers and the body, from the credential; it is the empty text where the service has none. */
  readonly with?: (credential: string) => { readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };
}

/** A call that may have had an effect, and of which no answer came. */
export class Unanswered extends Error {}

/** The service does not answer, or not as it should; nothing was changed by that. */
export class ServiceTrouble extends Error {}

const DEADLINE_MS = 10_000;
const LARGEST_BODY = 1024 * 1024;

/** What stands in the file of a credential; the empty text where the service has none. Throws Refused (`CredentialUnreadable`). */
export async function credentialOf({ credentialFile }: KnownService, name: string): Promise<string> {
  if (credentialFile === null) return "";
  try {
    return (await readFile(credentialFile, "utf8")).trim();
  } catch {
    // The path is the owner's own business, and so is what the system says of it.
    throw new Refused(
      "CredentialUnreadable",
      `The credential of ${name} can't be read; mount its Secret, and name the file by --credential.`,
    );
  }
}

/** A text of the service without the credential in any of the forms in which it was sent. */
export function without(text: string, credential: string): string {
  if (credential === "") return text;
  const forms = [credential, Buffer.from(credential).toString("base64"), encodeURIComponent(credential), ...credential.split(":").slice(1)];
  return forms.filter((form) => form !== "").reduce((clean, form) => clean.replaceAll(form, "[redacted]"), text);
}

async function readBody(response: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new ServiceTrouble("The answer is larger than 1 MB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The service of that name and kind; refused where the agent's owner named none. */
export function knownService(services: KnownServices, kind: ServiceKind, name: string): KnownService {
  const known = Object.hasOwn(services, name) ? services[name] : undefined;
  if (known?.kind !== kind) throw new Refused("NotConfigured", `The agent's owner named no ${kind} ${name} (--${kind} ${name}=URL).`);
  return known;
}

/**
 * Calls a service that the agent's owner named, at an address that was looked up once; redirects are answers like any other.
 * Throws Refused (`NotConfigured`, `CredentialUnreadable`, `OriginNotAllowed`), ServiceTrouble, and for a POST without an answer
 * Unanswered. Neither the answer nor what is thrown holds the credential.
 */
export async function callService(
  { services, resolve }: ServiceContext,
  call: ServiceCall,
): Promise<{ status: number; json: unknown; text: string }> {
  const known = knownService(services, call.kind, call.name);
  const url = new URL(known.url);
  url.pathname = `${known.url.pathname.replace(/\/$/, "")}${call.path}`;
  const host = hostOf(url);
  const credential = call.with ? await credentialOf(known, call.name) : "";
  const { headers = {}, body } = call.with?.(credential) ?? {};
  let sent = false;
  try {
    const address = await resolve(host);
    if (isSurprise(host, address))
      throw new Refused("OriginNotAllowed", `${call.name} leads to ${address}, which is this machine or a service of its network.`);
    sent = call.method === "POST";
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const response = await plainCall({
      ...{ url, address, signal, method: call.method, accept: "application/json", headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = without(await readBody(response), credential);
    return { status: response.statusCode ?? 0, json: jsonOf(text), text: text.slice(0, 500) };
  } catch (cause) {
    if (cause instanceof Refused) throw cause;
    const said = without(messageOf(cause), credential);
    if (sent) throw new Unanswered(said);
    throw new ServiceTrouble(`${call.name} does not answer: ${said}`);
  }
}
