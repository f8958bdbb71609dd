import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { aCluster } from "@holdfast/testkit/installation";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { putFinding } from "../agents/put-finding";
import { tellVerdict } from "../audit/tell-verdict";
import { readEvents } from "../events/read-events";
import { type DeliveryContent, DeliveryContent as Kept } from "./content";
import { contentOfEvent } from "./event-content";
import { messageOf } from "./message";
import { webhookBody } from "./message-formats";

const db = suiteDatabase();
const now = () => new Date();

/** What the events since a number tell, after they were kept as rows keep them. */
async function toldSince(id: bigint): Promise<DeliveryContent[]> {
  const told = [];
  for (const event of await readEvents(db, id)) told.push(await contentOfEvent(db, event));
  return told.flatMap((each) => (each ? [Kept.parse(JSON.parse(JSON.stringify(each.content)))] : []));
}
const head = async () => (await db.prisma.eventHead.findUniqueOrThrow({ where: { id: 1 } })).seq;
const inChinese = (content: DeliveryContent) => messageOf(content, { name: "值班", language: "zh-CN" }, "https://holdfast.example.com");
const detailIn = (content: DeliveryContent) => inChinese(content).lines.find(({ label }) => label === "详情")?.value;

describe("a channel in Chinese", () => {
  const find = async (text: Worded) => {
    const before = await head();
    const cluster = await aCluster(db, `prod-${before}`);
    await transact(db, now, (unit) =>
      putFinding(unit, now(), cluster.id, { code: "Skew", object: "agent", severity: "critical", isResolved: false, ...text }),
    );
    const [content] = await toldSince(before);
    if (!content) throw new Error("a critical finding was to be told");
    return content;
  };

  it("is told a finding's text in Chinese, and the same finding in English elsewhere", async () => {
    const content = await find(worded("ClockSkew", { site: "prod", limitMs: 500 }));
    expect(detailIn(content)).toBe("agent：prod 的时钟偏差超过 500 毫秒；请检查其时间同步服务");
    expect(webhookBody("1", content, inChinese(content))).toMatchObject({ severity: "critical", detail: detailIn(content) });
    const english = messageOf(content, { name: "on call", language: "en" }, "https://holdfast.example.com");
    expect(english.detail).toMatch(/^agent: .*prod.* 500 ms/);
  });

  it("is told what a cluster said as the cluster said it", async () => {
    expect(detailIn(await find({ message: "disk is full" }))).toBe("agent：disk is full");
  });

  it.each([
    ["Succeeded", "成功"],
    ["Cancelled", "取消"],
  ])("is told the phase %s by its word", (phase, word) => {
    const content: DeliveryContent = {
      ...{ topic: "failover.finished", at: now().toISOString(), clusters: [], actor: null, gaps: { plan: "pay", phase } },
      ...{ detail: null, path: "/", event: null },
    };
    const { title } = inChinese(content);
    expect(title).toContain(word);
    expect(title).not.toContain(phase);
  });
});

describe("a run of a plan", () => {
  it.each([
    ["activate", "故障切换 pay 已开始", "Failover pay has started"],
    ["failback", "回切 pay 已开始", "Failback pay has started"],
  ])("is called by its workflow %s", (workflow, chinese, english) => {
    const content: DeliveryContent = {
      ...{ topic: "failover.started", at: now().toISOString(), clusters: [], actor: null, gaps: { plan: "pay", workflow } },
      ...{ detail: null, path: "/", event: null },
    };
    expect(inChinese(content).title).toBe(chinese);
    expect(messageOf(content, { name: "on call", language: "en" }, "https://holdfast.example.com").title).toBe(english);
  });
});

describe("an audit chain that does not hold", () => {
  const problem = (seq: number, kind: "edited" | "badSignature") => ({ seq, kind, message: "broken" });
  const verdict = (...problems: ReturnType<typeof problem>[]) => ({
    ...{ isIntact: problems.length === 0, entries: 9, checkpoints: 1, headSeq: 9, headHash: "0", anchor: null, problems },
    ...{ verifiedAt: now(), durationMs: 1 },
  });

  it("is told loudly: from which entry on, how, and who found it; once a day, and another break at once", async () => {
    const before = await head();
    const later = () => new Date(Date.now() + 25 * 60 * 60_000);
    await tellVerdict(theSystem(db), verdict());
    await tellVerdict(theSystem(db), verdict(problem(8, "badSignature"), problem(7, "edited")));
    await tellVerdict(theSystem(db), verdict(problem(7, "edited")));
    await tellVerdict(theSystem(db), verdict(problem(3, "edited"), problem(7, "edited")));
    await tellVerdict(theSystem(db, later), verdict(problem(3, "edited")));
    const told = await toldSince(before);
    expect(told.map(({ gaps }) => gaps.seq)).toEqual(["7", "3", "3"]);
    const [first] = told;
    if (!first) throw new Error("a break was to be told");
    expect(inChinese(first)).toMatchObject({
      ...{ title: "警报：审计链在条目 7 处断裂", severity: "critical", link: { url: "https://holdfast.example.com/audit" } },
      detail: "条目 7 在写入之后被修改。不成立之处：2。由 testkit 发现。",
    });
  });
});
