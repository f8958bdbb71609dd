"use client";
import type { DrainProgress } from "@holdfast/contracts/commands/node-drain";
import type { ObjectOrder } from "@holdfast/contracts/object";
import { OutsideText } from "@holdfast/ui/outside-text";
import { ProgressBar } from "@holdfast/ui/progress-bar";
import { remainingMs } from "@holdfast/ui/rules/progress";
import { useNow } from "@holdfast/ui/use-now";
import { useTranslations } from "next-intl";

const tones = { succeeded: "good", failed: "bad", refused: "caution", unknown: "caution", accepted: "busy" } as const;

/** How far a drain is: pods that have left, what it waits for, how long it took and what is left at this pace. */
export function DrainProgressView({ order, drain }: { readonly order: ObjectOrder; readonly drain: DrainProgress }) {
  const t = useTranslations("object.order.drain");
  const { evicted, total, kept, waiting } = drain;
  const isRunning = order.finishedAt === null;
  const elapsedMs = useNow((now) => (order.finishedAt === null ? now : Number(order.finishedAt)) - Number(order.issuedAt));
  const [first] = waiting;
  return (
    <div className="basis-full">
      {total === 0 && !isRunning ? (
        <p>{t("left")}</p>
      ) : (
        <ProgressBar
          label={t("progress")}
          done={evicted}
          total={total}
          noun={t("noun")}
          tone={tones[order.outcome ?? "accepted"]}
          elapsedMs={elapsedMs}
          {...(isRunning ? { remainingMs: remainingMs(evicted, total, elapsedMs) } : {})}
          {...(first && isRunning
            ? { current: t("waitsFor", { pod: `${first.namespace}/${first.name}`, why: t(`why.${first.why}`) }) }
            : {})}
        />
      )}
      {waiting.length > 0 && (
        <details>
          <summary className="min-h-6 cursor-pointer text-accent-ink">{t("waiting", { count: total - evicted })}</summary>
          <ul className="pl-4">
            {waiting.map((pod) => (
              <li key={`${pod.namespace}/${pod.name}`} className="break-words">
                <OutsideText>{`${pod.namespace}/${pod.name}`}</OutsideText> — {t(`why.${pod.why}`)}{" "}
                <span className="text-ink-soft">
                  <OutsideText>{pod.message}</OutsideText>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {kept > 0 && <p className="text-ink-soft">{t("stayed", { count: kept })}</p>}
    </div>
  );
}
