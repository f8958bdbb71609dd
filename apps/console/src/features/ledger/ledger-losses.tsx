"use client";
import type { LedgerRow } from "@holdfast/contracts/ledger";
import { Duration } from "@holdfast/ui/duration";
import { useTranslations } from "next-intl";

/** What a run lost of each data store, where that was measured. */
export function LedgerLosses({ losses }: Pick<LedgerRow, "losses">) {
  const t = useTranslations("ledger");
  if (losses === undefined || losses.length === 0) return <span className="text-ink-soft">{t("unmeasured")}</span>;
  return (
    <ul>
      {losses.map((loss) => (
        <li key={loss.store}>
          {loss.store}{" "}
          {loss.lossSeconds === null ? <span className="text-ink-soft">{t("unmeasured")}</span> : <Duration ms={loss.lossSeconds * 1000} />}
        </li>
      ))}
    </ul>
  );
}
