"use client";
import type { AcceptedLoss as Accepted } from "@holdfast/contracts/data-store";
import { Duration } from "@holdfast/ui/duration";
import { Notice } from "@holdfast/ui/notice";
import { OutsideText } from "@holdfast/ui/outside-text";
import { useTranslations } from "next-intl";

/** Which losses the requester has accepted by name, and why: part of what is approved. */
export function AcceptedLoss({ accepted }: { readonly accepted: Accepted | null }) {
  const t = useTranslations("sharedFailover.acceptedLoss");
  if (accepted === null) return null;
  return (
    <Notice tone="caution" shape="triangle" title={t("title", { name: accepted.byName })}>
      <p>
        {t("reason")} <OutsideText>{accepted.reason}</OutsideText>
      </p>
      <ul>
        {accepted.stores.map(({ name, lossSeconds }) => (
          <li key={name}>
            <span className="font-semibold">{name}</span>{" "}
            {lossSeconds === null ? (
              t("unknown")
            ) : (
              <>
                {t("upTo")} <Duration ms={lossSeconds * 1000} />
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
