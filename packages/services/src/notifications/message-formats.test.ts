import { type DeliveryTopic, DeliveryTopic as Topics } from "@holdfast/contracts/notification";
import { describe, expect, it } from "vitest";
import { chineseWords } from "./chinese-words";
import type { DeliveryContent } from "./content";
import { englishWords } from "./english-words";
import { messageOf, titleOf } from "./message";
import { letterBody, slackBody } from "./message-formats";

const hostile = "a<script>alert(1)</script>\"'&\r\nBcc: x@y.z \u202Egnp\u202C <!channel> <https://evil.test|Open>";
const content = (change: Partial<DeliveryContent> = {}): DeliveryContent => ({
  ...{ topic: "finding.critical", at: "2026-11-21T20:40:30.123Z", clusters: [{ id: "1", name: hostile }], actor: hostile, detail: hostile },
  ...{ gaps: { cluster: "prod", code: hostile }, path: "/clusters/prod", event: null },
  ...change,
});
const channel = { name: hostile, language: "en" as const };
const message = () => messageOf(content(), channel, "https://holdfast.example.com");

describe("a message", () => {
  it("says the same in both languages: every topic has its sentence, with the same gaps", () => {
    const gaps = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();
    for (const topic of Topics.options) {
      expect(gaps(chineseWords.titles[topic]), topic).toEqual(gaps(englishWords.titles[topic]));
      expect(chineseWords.titles[topic]).toMatch(/\p{Script=Han}/u);
    }
    expect(gaps(chineseWords.footer)).toEqual(gaps(englishWords.footer));
  });

  it("is one line for each fact, with the instant in UTC, whatever a cluster's texts hold", () => {
    const { title, lines } = message();
    expect(lines[0]).toEqual({ label: "When", value: "2026-11-21 20:40:30 UTC" });
    for (const text of [title, ...lines.map(({ value }) => value)]) expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it("leaves a gap empty that nothing was said for, rather than showing its name", () => {
    const topic: DeliveryTopic = "failover.finished";
    expect(titleOf(content({ topic, gaps: {} }), "en")).toBe("Failover  has ended: ");
  });

  it("is no markup in a letter, and adds no line to its head", () => {
    const { subject, html, text } = letterBody(message());
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain("<script>");
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).toContain('href="https://holdfast.example.com/clusters/prod"');
    expect(text).toContain("https://holdfast.example.com/clusters/prod");
  });

  it("keeps within what Slack takes, even where every character is escaped", () => {
    const long = "&".repeat(5000);
    const { blocks } = slackBody(messageOf(content({ detail: long, gaps: { cluster: long, code: long } }), channel, "https://h.test"));
    const header = blocks[0] as { text: { text: string } };
    expect(header.text.text.length).toBeLessThanOrEqual(150);
    expect(header.text.text).toMatch(/(&amp;)$/);
    for (const block of blocks) if ("text" in block && block.text) expect(block.text.text.length).toBeLessThanOrEqual(3000);
  });
});
