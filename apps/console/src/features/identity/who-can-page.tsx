"use client";
import { Notice } from "@holdfast/ui/notice";
import { Resolve } from "@holdfast/ui/resolve";
import { SelectField } from "@holdfast/ui/select-field";
import { SkeletonBar } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { clusterPermissions, fleetPermissions } from "../shared-identity/permission-list";
import { useListSearch } from "../shared-list/use-list-search";
import { HolderList } from "./holder-list";
import { IdentityFrame } from "./identity-frame";
import { isOfCluster, type WhoCanQuestion, whoCanQuestion, whoCanShape } from "./who-can-search";

interface QuestionFieldsProps {
  readonly question: WhoCanQuestion;
  readonly clusters: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (permission: string, clusterId: string | null) => void;
}

function QuestionFields({ question, clusters, onChange }: QuestionFieldsProps) {
  const t = useTranslations("identity");
  const { permission, clusterId } = question;
  const isCluster = isOfCluster(permission);
  const option = (value: (typeof clusterPermissions)[number]) => ({ value, label: `${t(`permission.${value}`)} (${value})` });
  return (
    <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
      <SelectField
        name="permission"
        label={t("whoCan.permission")}
        options={[...clusterPermissions, ...fleetPermissions].map(option)}
        value={permission}
        onChange={(value) => onChange(value, clusterId)}
      />
      <SelectField
        name="cluster"
        label={t("whoCan.cluster")}
        placeholder={isCluster ? t("whoCan.choose") : t("whoCan.noCluster")}
        options={clusters.map(({ id, name }) => ({ value: id, label: name }))}
        value={clusterId ?? ""}
        onChange={(value) => onChange(permission, value === "" ? null : value)}
        isDisabled={!isCluster}
      />
    </div>
  );
}

/** Asks who may do one thing in one place, and says by which grant and which policy each of them may. */
export function WhoCanPage() {
  const t = useTranslations("identity.whoCan");
  const [search, change] = useListSearch(whoCanShape);
  const clusters = useQuery(useTRPC().cluster.list.queryOptions());
  const asked = useMemo(() => whoCanQuestion(search), [search]);
  return (
    <IdentityFrame tab="access">
      <Resolve query={clusters} loading={<SkeletonBar width="24rem" />} isEmpty={() => false} empty={null}>
        {(all) => {
          // A question about a cluster needs one: the first is asked about until another is chosen.
          const clusterId = asked.clusterId ?? (isOfCluster(asked.permission) ? (all[0]?.id ?? null) : null);
          const question = { ...asked, clusterId };
          return (
            <Stack gap="m">
              <QuestionFields
                question={question}
                clusters={all}
                onChange={(permission, cluster) =>
                  change({ facets: { permission: [permission], ...(cluster === null ? {} : { cluster: [cluster] }) } })
                }
              />
              {(asked.permission === "failover:approve" || asked.permission === "policy:approve") && (
                <Notice tone="idle" shape="lock" title={t("requester")} />
              )}
              {isOfCluster(asked.permission) && clusterId === null ? <p>{t("noClusters")}</p> : <HolderList question={question} />}
            </Stack>
          );
        }}
      </Resolve>
    </IdentityFrame>
  );
}
