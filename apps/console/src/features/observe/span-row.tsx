"use client";
import { Badge } from "@holdfast/ui/badge";
import { Code } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Quantity } from "@holdfast/ui/quantity";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { StatusGlyph } from "@holdfast/ui/status-shape";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { WaterfallRow } from "./waterfall";

interface SpanRowProps {
  readonly row: WaterfallRow;
  /** 1 to 6: the colour of its service. */
  readonly series: number;
  /** Whether the trace crossed clusters, so that each span says where it was. */
  readonly isFar: boolean;
}

const MOST_INDENT = 12;
const LEAST_WIDTH = 0.003;

/** One span: what was called where, for how long, and its tags when it is opened. */
export function SpanRow({ row: { span, depth, offset, width }, series, isFar }: SpanRowProps) {
  const t = useTranslations("observe.trace");
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  const indent = Math.min(depth, MOST_INDENT);
  return (
    <li className="border-line border-b last:border-b-0">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailId : undefined}
        onClick={() => setOpen(!isOpen)}
        className="grid min-h-8 w-full cursor-pointer grid-cols-1 items-center gap-x-3 px-3 py-1 text-left hover:bg-hover md:grid-cols-[minmax(14rem,2fr)_5.5rem_minmax(0,3fr)]"
      >
        <span className="flex min-w-0 items-center gap-1.5" style={{ paddingLeft: `${indent * 0.75}rem` }}>
          <ChevronRight className={`size-3.5 shrink-0 text-ink-soft ${isOpen ? "rotate-90" : ""}`} aria-hidden="true" />
          <span className="size-2.5 shrink-0 rounded-s" style={{ background: `var(--hf-series-${series})` }} aria-hidden="true" />
          <span className="min-w-0 truncate">
            <span className="font-medium">{visibleName(span.service)}</span> {visibleName(span.operation)}
          </span>
          {span.hasError && (
            <span className="inline-flex shrink-0 items-center gap-1 text-bad-ink">
              <StatusGlyph shape="cross" />
              {t("failed")}
            </span>
          )}
          {isFar && <Badge>{visibleName(span.clusterName)}</Badge>}
        </span>
        <span className="md:text-right">
          <span className="sr-only">{t("duration")} </span>
          <Quantity value={span.durationUs / 1000} unit="milliseconds" />
        </span>
        <span className="relative block h-3 rounded-s bg-sunken" aria-hidden="true">
          <span
            className="absolute inset-y-0 rounded-s"
            style={{
              left: `${Math.min(offset, 1 - LEAST_WIDTH) * 100}%`,
              width: `${Math.max(width, LEAST_WIDTH) * 100}%`,
              background: `var(--hf-series-${series})`,
            }}
          />
        </span>
      </button>
      {isOpen && (
        <div id={detailId} className="bg-sunken px-3 py-2">
          <KeyValueList
            layout="wide"
            items={[
              { label: t("cluster"), value: span.clusterName },
              { label: t("spanId"), value: <Code>{span.spanId}</Code> },
              ...span.tags.map(({ key, value }) => ({ label: key, value: <Code>{value === "" ? "—" : value}</Code> })),
            ].filter((item, index, all) => all.findIndex((each) => each.label === item.label) === index)}
          />
        </div>
      )}
    </li>
  );
}
