import { fillGaps } from "@holdfast/contracts/fill-gaps";
import type { ChannelLanguage } from "@holdfast/contracts/notification";
import chinesePhrases from "@holdfast/contracts/phrases/zh-CN.json";
import { type Phrases, sayIn } from "@holdfast/contracts/say-in";
import { chineseWords } from "./chinese-words";
import type { DeliveryContent } from "./content";
import { englishWords, type MessageWords } from "./english-words";
import { plainText } from "./plain-text";
import { type Severity, severityOf } from "./severity";

/** The server's phrases in each language; English comes with each text. */
const phrases: Record<ChannelLanguage, Phrases> = { en: {}, "zh-CN": chinesePhrases };
const words: Record<ChannelLanguage, MessageWords> = { en: englishWords, "zh-CN": chineseWords };

/** A message in words. Every text in it is plain: it holds no markup, and what writes markup must escape it. */
export interface Message {
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  /** What was said about it, whole and as it was said, for programs; null when nothing was. */
  readonly detail: string | null;
  readonly severity: Severity;
  readonly link: { readonly label: string; readonly url: string };
  readonly footer: string;
}

/** When it happened, for people: UTC to the second. */
const utc = (at: string): string => `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** What stands in a gap of the sentence: a phase and a workflow have their word in each language, and all else is a name. */
function gapIn(gaps: DeliveryContent["gaps"], name: string, language: ChannelLanguage): string {
  // A delivery of an older release names no workflow: there was one.
  if (name === "workflow")
    return words[language][gaps.kind === "drill" ? "drills" : "workflows"][gaps.workflow === "failback" ? "failback" : "activate"];
  return plainText((name === "phase" ? phrases[language][`Phase${gaps.phase}`] : undefined) ?? gaps[name] ?? "");
}

/** What was said about it, in a language as far as it is the server's own text; empty when nothing was. */
const detailOf = ({ detail, detailPhrase }: DeliveryContent, language: ChannelLanguage): string =>
  detail === null ? "" : sayIn(phrases[language], { message: detail, phrase: detailPhrase });

/** The sentence of what happened, in a language. A gap that nothing was said for stays empty. */
export function titleOf(content: DeliveryContent, language: ChannelLanguage): string {
  const template = words[language].titles[content.topic];
  const gaps = Object.fromEntries([...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, gapIn(content.gaps, name, language)]));
  return fillGaps(template, gaps) ?? template;
}

/** Puts what happened into words: what, where, when, who, and the way to its screen. */
export function messageOf(content: DeliveryContent, channel: { name: string; language: ChannelLanguage }, consoleUrl: string): Message {
  const { labels, open, between, footer } = words[channel.language];
  const lines = [
    { label: labels.when, value: utc(content.at) },
    { label: labels.where, value: content.clusters.map(({ name }) => plainText(name)).join(between) },
    { label: labels.who, value: plainText(content.actor ?? "") },
    { label: labels.detail, value: plainText(detailOf(content, channel.language)) },
  ];
  return {
    title: titleOf(content, channel.language),
    lines: lines.filter(({ value }) => value !== ""),
    detail: detailOf(content, channel.language) || null,
    severity: severityOf(content.topic),
    link: { label: open, url: new URL(content.path, consoleUrl).href },
    footer: fillGaps(footer, { channel: plainText(channel.name) }) ?? footer,
  };
}
