import { Fault } from "@holdfast/contracts/fault";
import { ChannelLanguage } from "@holdfast/contracts/notification";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { NotificationChannel, NotificationDelivery } from "@holdfast/db/generated/prisma/client";
import { requireUrl } from "../outbound/check-target";
import { post } from "../outbound/post";
import type { Resolver } from "../outbound/resolve-host";
import { sendMail } from "../outbound/send-mail";
import { DeliveryContent } from "./content";
import { type OpenDestination, openDestination } from "./destination";
import { messageOf } from "./message";
import { cloudEventAttributes, letterBody, slackBody, webhookBody } from "./message-formats";
import type { ChannelSettings } from "./notify-settings";
import { signatureHeaders } from "./sign-message";

/** What sending needs of the process, beside what the verbs need. */
export interface SendSettings extends ChannelSettings {
  /** Where people reach the console: what links begin with. */
  readonly consoleUrl: string;
  readonly resolve: Resolver;
  readonly deadlineMs: number;
}

/** What became of an attempt. A failure that `isFinal` will not get better by itself. */
export interface Attempted {
  readonly isDelivered: boolean;
  readonly isFinal: boolean;
  readonly answer: Worded;
}

/** The id that a receiver knows a message by: the event's, so that the same message sent again is seen to be the same. */
export const messageId = ({ eventId, id }: Pick<NotificationDelivery, "eventId" | "id">): string =>
  eventId === null ? `test-${id}` : String(eventId);

const failed = (answer: Worded, isFinal = false): Attempted => ({ isDelivered: false, isFinal, answer });

function answered(status: number): Attempted {
  if (status >= 200 && status < 300) return { isDelivered: true, isFinal: true, answer: worded("DeliveryStatus", { status }) };
  return failed(status >= 300 && status < 400 ? worded("DeliveryRedirect", { status }) : worded("DeliveryStatus", { status }));
}

/** What a failure means. Its own text is not told where it could name more than the host. */
function failure(cause: unknown, deadlineMs: number, isMail: boolean): Attempted {
  const { name, code, host, message, responseCode } = cause as Error & { code?: string; host?: string; responseCode?: number };
  if (code === "TARGET_REFUSED") return failed(worded("ChannelTargetRefused", { host: host ?? "" }), true);
  if (name === "TimeoutError" || name === "AbortError") return failed(worded("DeliveryLate", { seconds: Math.round(deadlineMs / 1000) }));
  if (isMail && responseCode !== undefined) return failed(worded("DeliveryMailRefused", { reason: message.slice(0, 200) }));
  return failed(worded("DeliveryUnreached", { reason: code ?? name }));
}

interface Sending {
  readonly id: string;
  readonly channel: { readonly name: string; readonly language: ChannelLanguage };
  readonly content: DeliveryContent;
  readonly now: Date;
}

/** The body of a call, with the headers that tell what it is. */
function bodyFor({ shown }: OpenDestination, { id, channel, content }: Sending, consoleUrl: string) {
  const message = messageOf(content, channel, consoleUrl);
  if (shown.kind === "slack") return { body: JSON.stringify(slackBody(message)), headers: { "content-type": "application/json" } };
  const data = webhookBody(id, content, message);
  if (shown.kind !== "cloudevents") return { body: JSON.stringify(data), headers: { "content-type": "application/json" } };
  const attributes = cloudEventAttributes(id, content, consoleUrl);
  if (shown.mode === "structured")
    return {
      body: JSON.stringify({ ...attributes, datacontenttype: "application/json", data }),
      headers: { "content-type": "application/cloudevents+json; charset=utf-8" },
    };
  const named = Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value]);
  return { body: JSON.stringify(data), headers: { ...Object.fromEntries(named), "content-type": "application/json" } };
}

async function call(open: OpenDestination, sending: Sending, settings: SendSettings): Promise<Attempted> {
  const { body, headers } = bodyFor(open, sending, settings.consoleUrl);
  const { secret, url = "" } = open.secrets;
  const signed = secret === undefined ? {} : signatureHeaders(secret, sending.id, sending.now, body);
  const status = await post(requireUrl(url, settings.allowed), {
    ...{ body, allowed: settings.allowed, resolve: settings.resolve, deadlineMs: settings.deadlineMs },
    headers: { ...headers, ...signed, "user-agent": "holdfast" },
  });
  return answered(status);
}

async function write(open: OpenDestination, { id, channel, content }: Sending, settings: SendSettings): Promise<Attempted> {
  if (open.shown.kind !== "email") throw new TypeError("only a mail channel is written to");
  const { from, to } = open.shown;
  const letter = letterBody(messageOf(content, channel, settings.consoleUrl));
  await sendMail({ ...open.shown, password: open.secrets.password ?? null }, { id, from, to, ...letter }, settings);
  return { isDelivered: true, isFinal: true, answer: worded("DeliveryMailAccepted") };
}

/** Sends one delivery once, and answers what became of it; never throws. */
export async function attempt(
  channel: NotificationChannel,
  delivery: Pick<NotificationDelivery, "id" | "eventId" | "content">,
  settings: SendSettings,
  now: Date,
): Promise<Attempted> {
  const open = openDestination(channel, settings);
  if (!open) return failed(worded("DeliveryUnsealed"), true);
  const isMail = open.shown.kind === "email";
  try {
    const sending = {
      id: messageId(delivery),
      channel: { name: channel.name, language: ChannelLanguage.parse(channel.language) },
      content: DeliveryContent.parse(delivery.content),
      now,
    };
    return await (isMail ? write(open, sending, settings) : call(open, sending, settings));
  } catch (cause) {
    // A rule about addresses that became stricter since the channel was made.
    if (cause instanceof Fault) return failed({ message: cause.message, phrase: cause.phrase }, true);
    return failure(cause, settings.deadlineMs, isMail);
  }
}
