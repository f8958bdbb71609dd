"use client";
import { NotFoundState } from "@holdfast/ui/failure-state";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { CaseDetail } from "./case-detail";

/** One scenario case, by the name of its file. Cases are few, so the list that events keep true is where it is found. */
export function CasePage({ name }: { readonly name: string }) {
  const t = useTranslations("cases");
  const query = useQuery(useTRPC().case.list.queryOptions());
  const find = (cases: NonNullable<typeof query.data>) => cases.find((each) => each.spec.metadata.name === name);
  return (
    <Resolve
      query={query}
      loading={
        <Stack gap="m">
          <CardSkeleton lines={3} />
          <CardSkeleton lines={10} />
        </Stack>
      }
      isEmpty={(cases) => find(cases) === undefined}
      empty={<NotFoundState message={t("missing", { name })} />}
    >
      {(cases) => {
        const scenario = find(cases);
        return scenario === undefined ? null : <CaseDetail scenario={scenario} />;
      }}
    </Resolve>
  );
}
