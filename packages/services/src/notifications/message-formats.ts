import type { DeliveryContent } from "./content";
import type { Message } from "./message";

const textLines = ({ lines }: Message): string => lines.map(({ label, value }) => `${label}: ${value}`).join("\n");

/** What a webhook is told, and a CloudEvent carries as its data. */
export const webhookBody = (id: string, content: DeliveryContent, message: Message) => ({
  id,
  type: content.topic,
  severity: message.severity,
  time: content.at,
  title: message.title,
  text: textLines(message),
  clusters: content.clusters,
  actor: content.actor,
  detail: message.detail,
  link: message.link.url,
  event: content.event,
});

/** The attributes of a CloudEvent 1.0. `source` is the console; `id` is the event's, so that a second delivery is seen to be the same. */
export const cloudEventAttributes = (id: string, content: DeliveryContent, consoleUrl: string) => ({
  specversion: "1.0",
  id,
  source: consoleUrl,
  type: `dev.holdfast.${content.topic}`,
  time: content.at,
  ...(content.event ? { subject: `${content.event.subject.kind}/${encodeURIComponent(content.event.subject.id)}` } : {}),
});

/** The three characters by which Slack's texts are given a meaning. */
const slackText = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A text of Slack that is not formatted, cut off to so many characters as Slack counts them. */
function plain(text: string, most: number) {
  const letters = Array.from(text);
  while (slackText(letters.join("")).length > most) letters.pop();
  return { type: "plain_text", text: slackText(letters.join("")), emoji: false };
}

/** Slack refuses a message whose header has more characters than 150, or a section more than 3,000. */
const [MOST_HEADER, MOST_SECTION] = [150, 3000];

/** A message of Slack in Block Kit. What others said stands in plain text alone, so that it can neither mention nor format. */
export const slackBody = ({ title, lines, link, footer }: Message) => ({
  text: slackText(title),
  blocks: [
    { type: "header", text: plain(title, MOST_HEADER) },
    ...lines.map(({ label, value }) => ({ type: "section", text: plain(`${label}: ${value}`, MOST_SECTION) })),
    { type: "section", text: { type: "mrkdwn", text: `<${slackText(link.url)}|${slackText(link.label)}>` } },
    { type: "context", elements: [plain(footer, MOST_SECTION)] },
  ],
});

const htmlText = (text: string): string => slackText(text).replaceAll('"', "&quot;").replaceAll("'", "&#39;");

/** A letter: its subject, and the same message in text and in HTML. */
export const letterBody = (message: Message) => ({
  subject: `[Holdfast] ${message.title}`,
  isUrgent: message.severity === "critical",
  text: `${message.title}\n\n${textLines(message)}\n\n${message.link.label}: ${message.link.url}\n\n--\n${message.footer}\n`,
  html: [
    '<!doctype html><html><body style="font-family:sans-serif">',
    `<h2>${htmlText(message.title)}</h2><table>`,
    ...message.lines.map(
      ({ label, value }) =>
        `<tr><th style="text-align:left;vertical-align:top;padding-right:1em">${htmlText(label)}</th><td>${htmlText(value)}</td></tr>`,
    ),
    `</table><p><a href="${htmlText(message.link.url)}">${htmlText(message.link.label)}</a></p>`,
    `<p style="color:#666">${htmlText(message.footer)}</p></body></html>`,
  ].join(""),
});
