import { ChannelView, EditChannel, NewChannel, NotificationTopic } from "@holdfast/contracts/notification";
import { describe, expect, it } from "vitest";
import { asEdit, type ChannelChoice, readChannel } from "./channel-draft";
import { firstTopics, topicGroupNames, topicGroups } from "./topics";

const form = (fields: Record<string, string>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};
const choice = (change: Partial<ChannelChoice> = {}): ChannelChoice => ({
  kind: "webhook",
  topics: [...firstTopics],
  selector: {},
  isKept: false,
  ...change,
});
const mail = {
  name: "m",
  host: "smtp.example.com",
  port: "587",
  security: "starttls",
  user: "u",
  password: "p",
  from: "a@b.cd",
  to: "x@yy.zz, q@yy.zz",
};

describe("the form of a channel", () => {
  it("offers every topic of the contract once", () => {
    const offered = topicGroupNames.flatMap((group): readonly string[] => topicGroups[group]);
    expect([...offered].sort()).toEqual([...NotificationTopic.options].sort());
  });

  it("is read into what the contract takes, for every kind", () => {
    const url = "https://hooks.example.com/x";
    for (const read of [
      readChannel(form({ name: "a", url }), choice()),
      readChannel(form({ name: "a", url, mode: "binary", language: "zh-CN" }), choice({ kind: "cloudevents" })),
      readChannel(form({ name: "a", url }), choice({ kind: "slack" })),
      readChannel(form(mail), choice({ kind: "email" })),
    ])
      expect(NewChannel.safeParse("channel" in read && read.channel).error).toBeUndefined();
    expect(readChannel(form(mail), choice({ kind: "email" }))).toMatchObject({
      channel: { destination: { to: ["x@yy.zz", "q@yy.zz"], port: 587 } },
    });
  });

  it("names each field that is wrong, and lets what is secret be left out of a channel that is there", () => {
    expect(readChannel(form({}), choice())).toEqual({ wrong: { name: "name", url: "url" } });
    expect(readChannel(form({ name: "a" }), choice({ isKept: true }))).toMatchObject({ channel: { destination: { kind: "webhook" } } });
    expect(readChannel(form({ name: "a", isSecretNew: "on" }), choice({ isKept: true }))).toMatchObject({
      channel: { destination: { secret: "new" } },
    });
    expect(readChannel(form({ ...mail, host: "", port: "0", from: "x", to: "y", password: "" }), choice({ kind: "email" }))).toEqual({
      wrong: { host: "host", port: "port", from: "address", to: "to", password: "password" },
    });
  });

  it("says of a channel that is switched off what the contract takes, without its secrets", () => {
    const view = (destination: ChannelView["destination"]): ChannelView => ({
      ...{ id: "019ab000-0000-7000-8000-000000000000", name: "a", destination, topics: [], selector: {}, language: "en", isOn: true },
      ...{
        isForAlerts: false,
        version: 1,
        createdByName: "ada",
        createdAt: new Date(),
        waiting: 0,
        retrying: 0,
        failed: 0,
        deliveredAt: null,
      },
    });
    for (const destination of [
      { kind: "webhook", origin: "https://x.test" },
      { kind: "cloudevents", origin: "https://x.test", mode: "binary" },
      { kind: "slack", origin: "https://x.test" },
      { kind: "email", host: "h", port: 25, security: "tls", user: null, from: "a@b.cd", to: ["a@b.cd"] },
      { kind: "email", host: "h", port: 25, security: "tls", user: "u", from: "a@b.cd", to: ["a@b.cd"] },
    ] satisfies ChannelView["destination"][])
      expect(EditChannel.safeParse(asEdit(ChannelView.parse(view(destination)))).error).toBeUndefined();
  });
});
