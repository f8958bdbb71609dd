import type {
  ChannelDestination,
  ChannelKind,
  ChannelLanguage,
  ChannelView,
  EditChannel,
  NewChannel,
  NotificationTopic,
} from "@holdfast/contracts/notification";
import type { ClusterSelector } from "@holdfast/contracts/selector";

/** The kinds of channels, in the order in which they are offered. */
export const channelKinds: readonly ChannelKind[] = ["webhook", "cloudevents", "slack", "email"];

/** The languages that a channel can be written to in. */
export const channelLanguages: readonly ChannelLanguage[] = ["en", "zh-CN"];

/** What a form says beside its fields. */
export interface ChannelChoice {
  readonly kind: ChannelKind;
  readonly topics: readonly NotificationTopic[];
  readonly selector: ClusterSelector;
  /** The channel is there already: what is secret may stay as it is. */
  readonly isKept: boolean;
}

/** What is wrong, by field: the name of a message below `notification.wrong`. */
export type ChannelErrors = Partial<Record<"name" | "url" | "host" | "port" | "from" | "to" | "password", ChannelWrong>>;
export type ChannelWrong = "name" | "url" | "host" | "port" | "address" | "to" | "password";

const textOf = (form: FormData, name: string) => String(form.get(name) ?? "").trim();
const isAddress = (text: string) => /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(text);
const isUrl = (text: string) => /^https?:\/\/\S+$/i.test(text);

function readSecret(form: FormData): { secret?: string } {
  if (form.get("isSecretNew") !== null) return { secret: "new" };
  const given = textOf(form, "secret");
  return given === "" ? {} : { secret: given };
}

function readMail(form: FormData, isKept: boolean): { destination: ChannelDestination; wrong: ChannelErrors } {
  const [host, port, user, password] = [
    textOf(form, "host"),
    Number(textOf(form, "port")),
    textOf(form, "user"),
    String(form.get("password") ?? ""),
  ];
  const to = textOf(form, "to")
    .split(/[\s,;]+/)
    .filter((each) => each !== "");
  const from = textOf(form, "from");
  const security = textOf(form, "security");
  return {
    destination: {
      ...{ kind: "email", host, port, from, to },
      security: security === "none" || security === "tls" ? security : "starttls",
      ...(user === "" ? {} : { user }),
      ...(password === "" ? {} : { password }),
    },
    wrong: {
      ...(host === "" && { host: "host" }),
      ...(!(Number.isInteger(port) && port >= 1 && port <= 65_535) && { port: "port" }),
      ...(!isAddress(from) && { from: "address" }),
      ...((to.length === 0 || !to.every(isAddress)) && { to: "to" }),
      ...(user !== "" && password === "" && !isKept && { password: "password" }),
    },
  };
}

function readDestination(form: FormData, { kind, isKept }: ChannelChoice): { destination: ChannelDestination; wrong: ChannelErrors } {
  if (kind === "email") return readMail(form, isKept);
  const url = textOf(form, "url");
  const wrong: ChannelErrors = isUrl(url) || (isKept && url === "") ? {} : { url: "url" };
  const address = url === "" ? {} : { url };
  if (kind === "slack") return { destination: { kind, ...address }, wrong };
  const secret = readSecret(form);
  if (kind === "webhook") return { destination: { kind, ...address, ...secret }, wrong };
  return { destination: { kind, mode: textOf(form, "mode") === "binary" ? "binary" : "structured", ...address, ...secret }, wrong };
}

/** Reads a form. The server checks all of it again, and knows which addresses may be called. */
export function readChannel(form: FormData, choice: ChannelChoice): { readonly channel: NewChannel } | { readonly wrong: ChannelErrors } {
  const name = textOf(form, "name");
  const { destination, wrong: wrongThere } = readDestination(form, choice);
  const wrong: ChannelErrors = { ...(name === "" && { name: "name" }), ...wrongThere };
  if (Object.keys(wrong).length > 0) return { wrong };
  const channel: NewChannel = {
    ...{ name, destination, topics: [...choice.topics], selector: choice.selector },
    language: textOf(form, "language") === "zh-CN" ? "zh-CN" : "en",
    isForAlerts: form.get("isForAlerts") !== null,
  };
  return { channel };
}

/** A channel as it is, as an edit would say it: what is secret is left out, and stays. */
export function asEdit({ destination: shown, ...view }: ChannelView): EditChannel {
  const { id, version, name, topics, selector, language, isOn, isForAlerts } = view;
  const rest = { id, version, name, topics, selector, language, isOn, isForAlerts };
  switch (shown.kind) {
    case "webhook":
    case "slack":
      return { ...rest, destination: { kind: shown.kind } };
    case "cloudevents":
      return { ...rest, destination: { kind: shown.kind, mode: shown.mode } };
    case "email": {
      const { user, ...mail } = shown;
      return { ...rest, destination: { ...mail, ...(user === null ? {} : { user }) } };
    }
  }
}
