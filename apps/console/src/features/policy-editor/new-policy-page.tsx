"use client";
import type { LibraryEntry } from "@holdfast/contracts/policy-library";
import { defaultStrategy } from "@holdfast/contracts/rollout-strategy";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { newPolicyYaml } from "./new-policy-yaml";
import { PolicyForm } from "./policy-form";
import { draftOfStrategy } from "./strategy-draft";
import type { PolicyDraft } from "./use-save-policy";

const empty: PolicyDraft = {
  name: "",
  description: "",
  yaml: newPolicyYaml,
  tests: "",
  placement: { environments: [], labels: "" },
  strategy: draftOfStrategy(defaultStrategy),
  basedOnVersion: 0,
};

const draftOf = ({ id, description, manifests, tests }: LibraryEntry): PolicyDraft => ({
  ...empty,
  ...{ name: id, description, yaml: manifests, tests },
});

function FormFromLibrary({ from }: { readonly from: string }) {
  const t = useTranslations("policyEditor");
  const query = useQuery(useTRPC().policy.libraryPolicy.queryOptions({ id: from }));
  return (
    <Resolve query={query} loading={<CardSkeleton lines={24} />} isEmpty={() => false} empty={null}>
      {(policy) => (
        <Stack gap="m">
          <p className="text-ink-soft">{t("fromLibrary", { title: policy.title })}</p>
          <PolicyForm label={t("newTitle")} initial={draftOf(policy)} backHref={`/policies/library/${policy.id}`} />
        </Stack>
      )}
    </Resolve>
  );
}

/** Writes the first version of a policy: from nothing, or from one of the library, with its tests. */
export function NewPolicyPage({ from }: { readonly from: string | null }) {
  const t = useTranslations("policyEditor");
  const nav = useTranslations("nav");
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("policies"), href: "/policies" }]} current={t("newTitle")} />}
        title={t("newTitle")}
        description={t("newDescription")}
      />
      {from === null ? <PolicyForm label={t("newTitle")} initial={empty} backHref="/policies" /> : <FormFromLibrary from={from} />}
    </Stack>
  );
}
