import { fillGaps } from "@holdfast/contracts/fill-gaps";
import type { ChannelLanguage } from "@holdfast/contracts/notification";
import { chineseWords } from "./chinese-words";
import type { DeliveryContent } from "./content";
import { englishWords, type MessageWords } from "./english-words";
import { plainText } from "./plain-text";

const words: Record<ChannelLanguage, MessageWords> = { en: englishWords, "zh-CN": chineseWords };

/** A message in words. Every text in it is plain: it holds no markup, and what writes markup must escape it. */
export interface Message {
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly link: { readonly label: string; readonly url: string };
  readonly footer: string;
}

/** When it happened, for people: UTC to the second. */
const utc = (at: string): string => `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** The sentence of what happened, in a language. A gap that nothing was said for stays empty. */
export function titleOf(content: DeliveryContent, language: ChannelLanguage): string {
  const template = words[language].titles[content.topic];
  const gaps = Object.fromEntries([...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, plainText(content.gaps[name] ?? "")]));
  return fillGaps(template, gaps) ?? template;
}

/** Puts what happened into words: what, where, when, who, and the way to its screen. */
export function messageOf(content: DeliveryContent, channel: { name: string; language: ChannelLanguage }, consoleUrl: string): Message {
  const { labels, open, between, footer } = words[channel.language];
  const lines = [
    { label: labels.when, value: utc(content.at) },
    { label: labels.where, value: content.clusters.map(({ name }) => plainText(name)).join(between) },
    { label: labels.who, value: plainText(content.actor ?? "") },
    { label: labels.detail, value: plainText(content.detail ?? "") },
  ];
  return {
    title: titleOf(content, channel.language),
    lines: lines.filter(({ value }) => value !== ""),
    link: { label: open, url: new URL(content.path, consoleUrl).href },
    footer: fillGaps(footer, { channel: plainText(channel.name) }) ?? footer,
  };
}
