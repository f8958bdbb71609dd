"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";

/** The channels that an admin opened to alerts, to tick; says how to come by one where there is none. */
export function AlertChannelsField({ chosen }: { readonly chosen: readonly string[] }) {
  const t = useTranslations("search.alert");
  const kinds = useTranslations("notification.kind");
  const { data } = useQuery(useTRPC().search.alertChannels.queryOptions());
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 font-medium">{t("channels")}</legend>
      {data?.length === 0 && <p className="text-ink-soft">{t("noChannels")}</p>}
      {data?.map((each) => (
        <label key={each.id} className="inline-flex min-h-6 min-w-0 cursor-pointer items-center gap-2">
          <input
            type="checkbox"
            name="channels"
            value={each.id}
            defaultChecked={chosen.includes(each.id)}
            className="size-4 accent-accent"
          />
          <span className="min-w-0 break-words">
            {each.name} <span className="text-ink-soft">({kinds(each.kind)})</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
