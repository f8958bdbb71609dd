"use client";
import type { RunStoreLoss } from "@holdfast/contracts/data-store";
import type { RunView } from "@holdfast/contracts/failover";
import { Badge } from "@holdfast/ui/badge";
import { Duration } from "@holdfast/ui/duration";
import { Quantity } from "@holdfast/ui/quantity";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

const markOf = ({ lossSeconds, rpoSeconds }: RunStoreLoss) => {
  if (lossSeconds === null) return { tone: "unknown", shape: "question", word: "unmeasured" } as const;
  return lossSeconds <= rpoSeconds
    ? ({ tone: "good", shape: "tick", word: "held" } as const)
    : ({ tone: "bad", shape: "cross", word: "missed" } as const);
};

function StoreLoss({ loss }: { readonly loss: RunStoreLoss }) {
  const t = useTranslations("failoverRun.loss");
  const say = useSay();
  const { word, ...mark } = markOf(loss);
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
      <span className="font-semibold">{loss.store}</span>
      <StatusMark {...mark} word={t(`word.${word}`)} />
      <span className="tabular-nums">
        {loss.lossSeconds !== null && (
          <>
            <Duration ms={loss.lossSeconds * 1000} /> /{" "}
          </>
        )}
        {t("rpo")} <Duration ms={loss.rpoSeconds * 1000} />
      </span>
      {loss.behind !== null && loss.behindUnit !== null && (
        <span className="text-ink-soft">
          {loss.behindUnit === "bytes" ? (
            <Quantity value={loss.behind} unit="bytes" />
          ) : (
            <Quantity value={Math.round(loss.behind)} unit="count" noun={t(`unit.${loss.behindUnit}`)} />
          )}
        </span>
      )}
      {loss.isAccepted && <Badge>{t("accepted")}</Badge>}
      <span className="w-full break-words text-ink-soft">{say(loss)}</span>
    </li>
  );
}

/** What a run lost, store by store, as it was measured; before that, what will be said. What probes saw stands beside it. */
export function RunLoss({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.loss");
  const say = useSay();
  const probes = run.steps.filter((step) => step.use === "probe.promql" && step.state === "Done" && step.message !== "");
  const { primary, standby, losses, storeCount } = run;
  return (
    <div className="flex flex-col gap-2 border-line border-t pt-2">
      {losses.length > 0 ? (
        <ul aria-label={t("title")} className="flex flex-col gap-1">
          {losses.map((loss) => (
            <StoreLoss key={loss.store} loss={loss} />
          ))}
        </ul>
      ) : (
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold">{t("rpo")}</span>
          <span className="text-ink-soft">
            {storeCount === 0 ? t("unmeasured", { primary: primary.name, standby: standby.name }) : t("toCome", { count: storeCount })}
          </span>
        </p>
      )}
      {probes.length > 0 && (
        <dl className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
          {probes.map((probe) => (
            <div key={probe.index} className="flex flex-wrap items-baseline gap-x-2">
              <dt className="font-mono text-ink-soft text-small">{probe.name}</dt>
              <dd className="tabular-nums">{say(probe)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
