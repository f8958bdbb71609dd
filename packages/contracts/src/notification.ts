import { z } from "zod";
import { PageRequest, pageOf } from "./page";
import { Worded } from "./phrase";
import { ClusterSelector } from "./selector";

/** What people can ask to be told of. Each is derived from one type of event. */
export const NotificationTopic = z.enum([
  "failover.approval-needed",
  "failover.started",
  "failover.finished",
  "failover.failed",
  "failover.needs-operator",
  "failover.overridden",
  "rollout.approval-needed",
  "rollout.halted",
  "rollout.finished",
  "policy.drifted",
  "policy.drift-held",
  "cluster.lost",
  "cluster.back",
  "cluster.revoked",
  "finding.critical",
  "finding.resolved",
  "access.changed",
  "audit.broken",
  "automation.stopped",
  "automation.released",
  "arming.approval-needed",
  "arming.armed",
  "arming.ended",
  "watch.silent",
  "watch.held-back",
  "drill.skipped",
  "drill.missed",
  "drill.not-proven",
  "store.beyond-rpo",
]);
export type NotificationTopic = z.infer<typeof NotificationTopic>;

/** What a delivery tells of: a topic that was asked for, the alert of a search that names the channel, or a test. */
export const DeliveryTopic = z.enum([
  ...NotificationTopic.options,
  "search-alert.firing",
  "search-alert.new",
  "search-alert.resolved",
  "test",
]);
export type DeliveryTopic = z.infer<typeof DeliveryTopic>;

/** How a channel is spoken to. */
export const ChannelKind = z.enum(["webhook", "cloudevents", "slack", "email"]);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** The language that a channel's readers are written to in. */
export const ChannelLanguage = z.enum(["en", "zh-CN"]);
export type ChannelLanguage = z.infer<typeof ChannelLanguage>;

/** The begin of a signing secret, as Standard Webhooks has it. */
export const SIGNING_SECRET_PREFIX = "whsec_";

const Url = z.string().trim().min(1).max(2000);
const SigningSecret = z
  .string()
  .trim()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, "must be whsec_ and 24 to 64 bytes in base64; leave it empty to have one made");
const HostName = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9.:_-]+$/, "must be a host name or an address, without a scheme or a port");

/** How a mail server is reached. `none` is for allowed targets only: it sends in the clear. */
export const MailSecurity = z.enum(["tls", "starttls", "none"]);
export type MailSecurity = z.infer<typeof MailSecurity>;

/** A secret to sign with, or the wish for a new one, which is answered once. */
const AskedSecret = z.union([z.literal("new"), SigningSecret]);

/** Where a channel leads. What is secret (an address, a key, a password) may be left out of an edit, and then stays as it was. */
export const ChannelDestination = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("webhook"), url: Url.optional(), secret: AskedSecret.optional() }),
  z.strictObject({
    kind: z.literal("cloudevents"),
    mode: z.enum(["structured", "binary"]),
    url: Url.optional(),
    secret: AskedSecret.optional(),
  }),
  z.strictObject({ kind: z.literal("slack"), url: Url.optional() }),
  z.strictObject({
    kind: z.literal("email"),
    host: HostName,
    port: z.number().int().min(1).max(65535),
    security: MailSecurity,
    user: z.string().trim().max(254).optional(),
    password: z.string().max(500).optional(),
    from: z.email("must be an e-mail address").max(254),
    to: z.array(z.email("must be an e-mail address").max(254)).min(1, "name somebody to write to").max(20, "at most 20 addresses"),
  }),
]);
export type ChannelDestination = z.infer<typeof ChannelDestination>;

/** A channel to make. A signing secret is made when none is given. */
export const NewChannel = z.strictObject({
  name: z.string().trim().min(1, "give it a name").max(80, "at most 80 characters"),
  destination: ChannelDestination,
  topics: z.array(NotificationTopic).max(NotificationTopic.options.length),
  /** Of what concerns clusters, only what concerns one of these is told. */
  selector: ClusterSelector,
  language: ChannelLanguage,
  /** Whoever keeps a search may have its alert told here. */
  isForAlerts: z.boolean(),
});
export type NewChannel = z.infer<typeof NewChannel>;

/** A channel as it is to be. Its kind stays. */
export const EditChannel = NewChannel.extend({ id: z.uuid(), version: z.number().int(), isOn: z.boolean() });
export type EditChannel = z.infer<typeof EditChannel>;

/** What of a destination may be shown. `origin` is scheme, host and port alone: the rest of such an address is a secret. */
export const ShownDestination = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("webhook"), origin: z.string() }),
  z.object({ kind: z.literal("cloudevents"), origin: z.string(), mode: z.enum(["structured", "binary"]) }),
  z.object({ kind: z.literal("slack"), origin: z.string() }),
  z.object({
    kind: z.literal("email"),
    host: z.string(),
    port: z.number().int(),
    security: MailSecurity,
    user: z.string().nullable(),
    from: z.string(),
    to: z.array(z.string()),
  }),
]);
export type ShownDestination = z.infer<typeof ShownDestination>;

/** A channel as admins see it. */
export const ChannelView = z.object({
  id: z.uuid(),
  name: z.string(),
  destination: ShownDestination,
  topics: z.array(NotificationTopic),
  selector: ClusterSelector,
  language: ChannelLanguage,
  isOn: z.boolean(),
  isForAlerts: z.boolean(),
  version: z.number().int(),
  createdByName: z.string(),
  createdAt: z.date(),
  /** Deliveries that wait for their first or another attempt. */
  waiting: z.number().int(),
  /** Those of them that were tried before, and failed. */
  retrying: z.number().int(),
  /** Deliveries of the last seven days that were given up. */
  failed: z.number().int(),
  deliveredAt: z.date().nullable(),
});
export type ChannelView = z.infer<typeof ChannelView>;

/** What making or changing a channel answers. The secret is answered this once; null when it was given, or there is none. */
export const SavedChannel = z.object({ id: z.uuid(), version: z.number().int(), secret: z.string().nullable() });
export type SavedChannel = z.infer<typeof SavedChannel>;

/** A page of channels, by name. */
export const ChannelPage = pageOf(ChannelView);
export type ChannelPage = z.infer<typeof ChannelPage>;

/** How a delivery stands: `failed` is given up, with the last answer as the reason. */
export const DeliveryState = z.enum(["waiting", "delivered", "failed"]);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** Which deliveries of a channel; the newest first. */
export const ListDeliveries = PageRequest.extend({ channelId: z.uuid(), states: z.array(DeliveryState).optional() });
export type ListDeliveries = z.infer<typeof ListDeliveries>;

/** One fact on its way to a channel. `title` is in the channel's language, as it is sent. */
export const DeliveryView = z.object({
  id: z.uuid(),
  topic: DeliveryTopic,
  title: z.string(),
  state: DeliveryState,
  attempts: z.number().int(),
  createdAt: z.date(),
  attemptedAt: z.date().nullable(),
  nextAttemptAt: z.date().nullable(),
  /** What the last attempt was answered; null before the first. */
  answer: Worded.nullable(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

/** A page of deliveries. */
export const DeliveryPage = pageOf(DeliveryView);
export type DeliveryPage = z.infer<typeof DeliveryPage>;
