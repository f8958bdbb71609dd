import { Fault } from "@holdfast/contracts/fault";
import { type ChannelDestination, ShownDestination } from "@holdfast/contracts/notification";
import { worded } from "@holdfast/contracts/worded";
import type { NotificationChannel } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";
import { isHostAllowed, requireHost, requireUrl } from "../outbound/check-target";
import type { ChannelSettings } from "./notify-settings";
import { newSigningSecret } from "./sign-message";

/** What is kept sealed of a channel. */
const Sealed = z.object({ url: z.string().optional(), secret: z.string().optional(), password: z.string().optional() });
type Sealed = z.infer<typeof Sealed>;

/** A destination as a row keeps it: what may be shown, and what may not. `made` is a secret that was made just now. */
export interface KeptDestination {
  readonly shown: ShownDestination;
  readonly sealed: Sealed;
  readonly made: string | null;
}

/** A destination opened for use. */
export interface OpenDestination {
  readonly shown: ShownDestination;
  readonly secrets: Sealed;
}

/** Opens what a row keeps; null when it can't be read with this installation's key. */
export function openDestination(
  row: Pick<NotificationChannel, "id" | "settings" | "sealed">,
  { sealer }: ChannelSettings,
): OpenDestination | null {
  const opened = sealer.open(row.sealed, row.id);
  return opened === null ? null : { shown: ShownDestination.parse(row.settings), secrets: Sealed.parse(JSON.parse(opened)) };
}

function keepMail(
  asked: Extract<ChannelDestination, { kind: "email" }>,
  before: OpenDestination | null,
  { allowed }: ChannelSettings,
): KeptDestination {
  requireHost(asked.host, allowed);
  if (asked.security === "none" && !isHostAllowed(asked.host, allowed)) throw new Fault("InvalidInput", worded("ChannelMailPlain"));
  const { password: given, user: _, ...shown } = asked;
  const user = asked.user || null;
  const was = before?.shown.kind === "email" ? before : null;
  const isSameServer =
    was?.shown.kind === "email" && was.shown.host === asked.host && was.shown.port === asked.port && was.shown.user === user;
  const password = given || (isSameServer ? was?.secrets.password : undefined);
  // A password that nobody gave anew must not go to a server that somebody else chose, nor in the clear where it went under TLS.
  const isBare = was?.shown.kind === "email" && was.shown.security !== asked.security;
  if (user !== null && (!password || (isBare && !given))) throw new Fault("InvalidInput", worded("ChannelMailPassword"));
  return { shown: { ...shown, user }, sealed: user === null || !password ? {} : { password }, made: null };
}

/**
 * Checks a destination and parts what may be shown from what may not. What an edit leaves out stays as it was. Throws `InvalidInput` with
 * the field and the remedy.
 */
export function keepDestination(asked: ChannelDestination, before: OpenDestination | null, settings: ChannelSettings): KeptDestination {
  if (before && before.shown.kind !== asked.kind) throw new Fault("InvalidInput", worded("ChannelKindStays"));
  if (asked.kind === "email") return keepMail(asked, before, settings);
  const text = asked.url ?? before?.secrets.url;
  if (text === undefined) throw new Fault("InvalidInput", worded("ChannelUrlNeeded"));
  const { href: url, origin } = requireUrl(text, settings.allowed);
  if (asked.kind === "slack") return { shown: { kind: "slack", origin }, sealed: { url }, made: null };
  const known = asked.secret === "new" ? undefined : (asked.secret ?? before?.secrets.secret);
  const secret = known ?? newSigningSecret();
  const shown = asked.kind === "webhook" ? { kind: asked.kind, origin } : { kind: asked.kind, origin, mode: asked.mode };
  return { shown, sealed: { url, secret }, made: known === undefined ? secret : null };
}
