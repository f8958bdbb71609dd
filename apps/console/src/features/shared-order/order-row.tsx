"use client";
import type { ObjectOrder } from "@holdfast/contracts/object";
import { Code } from "@holdfast/ui/code";
import { Duration } from "@holdfast/ui/duration";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import { OutsideText } from "@holdfast/ui/outside-text";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useNow } from "@holdfast/ui/use-now";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { commandMarks, commandStanding } from "../shared-status/command-standing";
import { DrainProgressView } from "./drain-progress";
import { scaleOf } from "./undoable-scale";

interface OrderRowProps {
  readonly order: ObjectOrder;
  /** The way back, where there is one. */
  readonly undo?: ReactNode;
}

/** One order: what was wanted, by whom, and what became of it, in the cluster's own words where it refused. */
export function OrderRow({ order, undo }: OrderRowProps) {
  const t = useTranslations("object.order");
  const words = useTranslations("cluster.commands.standing");
  const standing = useNow((now) => commandStanding(order, now));
  const scale = scaleOf(order);
  const changed = order.changes.filter(({ fields }) => fields.length > 0);
  const tookMs = order.finishedAt === null ? null : Number(order.finishedAt) - Number(order.issuedAt);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-2 last:border-b-0">
      <StatusMark {...commandMarks[standing]} word={words(standing)} />
      <span className="font-medium">{scale === null ? t(`${order.verb}.menu`) : t("scale.line", scale)}</span>
      <span className="text-ink-soft">
        {tookMs !== null && (
          <>
            <Duration ms={tookMs} />{" "}
          </>
        )}
        {t("by", { name: visibleName(order.requestedBy) })} <Time at={order.issuedAt} show="relative" />
      </span>
      {undo !== undefined && <span className="ml-auto">{undo}</span>}
      {(order.reason !== null || order.message !== null) && (
        <p className="basis-full break-words">
          {order.reason !== null && <Code>{order.reason}</Code>} <OutsideText>{order.message ?? ""}</OutsideText>
        </p>
      )}
      {order.drain !== null && <DrainProgressView order={order} drain={order.drain} />}
      {changed.length > 0 && (
        <details className="basis-full">
          <summary className="min-h-6 cursor-pointer text-accent-ink">{t("changed")}</summary>
          {changed.map((change) => (
            <ObjectDiff key={`${change.kind}/${change.name}`} difference={change} />
          ))}
        </details>
      )}
    </li>
  );
}
