"use client";
import type { DrillTimes } from "@holdfast/contracts/drill";
import { Time } from "@holdfast/ui/time";
import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";

/** When a schedule would fall next, while it is written: the server's word, by the clock of its zone. */
export function NextDrills({ times }: { readonly times: DrillTimes | null }) {
  const t = useTranslations("drills.schedule");
  const options = useTRPC().drill.preview.queryOptions(times === null ? skipToken : { times }, { placeholderData: keepPreviousData });
  const { data } = useQuery(options);
  return (
    <section aria-labelledby="next-drills" className="rounded-m border border-line p-3">
      <h3 id="next-drills" className="font-medium">
        {t("next")}
      </h3>
      {times === null || data === undefined ? (
        <p className="text-ink-soft">{t("nextUnknown")}</p>
      ) : data.next.length === 0 ? (
        <p className="text-ink-soft">{t("nextNone")}</p>
      ) : (
        <ol aria-live="polite" className="mt-1 flex flex-col gap-0.5">
          {data.next.map((at) => (
            <li key={at.toISOString()}>
              <Time at={at} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
