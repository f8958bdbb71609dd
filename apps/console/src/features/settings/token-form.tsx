"use client";
import type { IssuedApiToken } from "@holdfast/contracts/api-token";
import type { Permission } from "@holdfast/contracts/permissions";
import { Button } from "@holdfast/ui/button";
import { Checkbox } from "@holdfast/ui/checkbox";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { type Placement, placementSelector } from "../shared-cluster/placement-text";
import { ClusterSetField } from "../shared-identity/cluster-set-field";
import { tokenPermissions } from "../shared-identity/permission-list";
import { useFactorCode } from "../shared-session/use-factor-code";

const spans = [1, 7, 30, 90] as const;
const DAY_MS = 86_400_000;
const SPARE_MS = 60_000;

interface ScopeFieldsProps {
  readonly chosen: readonly Permission[];
  readonly onChange: (chosen: readonly Permission[]) => void;
  readonly error: string | undefined;
}

/** What the token may do: of what tokens can hold, that which the reader may somewhere. */
function ScopeFields({ chosen, onChange, error }: ScopeFieldsProps) {
  const t = useTranslations("identity");
  const { data } = useQuery(useTRPC().self.me.queryOptions());
  const offered = tokenPermissions.filter((each) => data?.permissions.includes(each));
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 font-medium">{t("token.may")}</legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {offered.map((each) => (
          <Checkbox
            key={each}
            label={`${t(`permission.${each}`)} (${each})`}
            isChecked={chosen.includes(each)}
            onChange={(isOn) => onChange(isOn ? [...chosen, each] : chosen.filter((one) => one !== each))}
          />
        ))}
      </div>
      {error !== undefined && <p className="text-bad-ink">{error}</p>}
    </fieldset>
  );
}

interface TokenFormProps {
  readonly onIssued: (issued: IssuedApiToken) => void;
  readonly onClose: () => void;
}

/** Asks for the name, the scope and the end of a token to be. */
export function TokenForm({ onIssued, onClose }: TokenFormProps) {
  const t = useTranslations("identity");
  const { text, readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<readonly Permission[]>(["fleet:read"]);
  const [placement, setPlacement] = useState<Placement | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const factor = useFactorCode();
  // The answer holds a secret: it goes to the dialog and into no cache.
  const create = useMutation(trpc.token.create.mutationOptions({ gcTime: 0 }));
  const submit = (form: FormData) => {
    const name = String(form.get("name") ?? "").trim();
    const read = placement === null ? { selector: {} } : placementSelector(placement);
    const isNothing = "unread" in read || (placement !== null && Object.keys(read.selector).length === 0);
    const wrong = {
      ...(name === "" && { name: t("wrong.tokenName") }),
      ...(chosen.length === 0 && { may: t("wrong.may") }),
      ...(isNothing && { clusters: t("wrong.clusters") }),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0 || "unread" in read) return;
    // A little less than the longest, because this clock and the server's differ.
    const expiresAt = new Date(Date.now() + Number(form.get("days")) * DAY_MS - SPARE_MS);
    const asked = { name, permissions: [...chosen], selector: read.selector, expiresAt };
    const onSuccess = (issued: IssuedApiToken) => {
      onIssued(issued);
      return queryClient.invalidateQueries({ queryKey: trpc.token.pathKey() });
    };
    factor.before(() => create.mutate(asked, { onSuccess }));
  };
  const failure = factor.error ?? create.error;
  return (
    <Stack gap="m">
      {failure && <FailureNotice title={t("notDone")}>{readFailure(failure).message}</FailureNotice>}
      <Form label={t("token.make")} errors={errors} onSubmit={submit}>
        <TextField name="name" label={t("token.name")} hint={t("token.nameHint")} isRequired autoComplete="off" />
        <ScopeFields chosen={chosen} onChange={setChosen} error={errors.may} />
        <ClusterSetField placement={placement} onChange={setPlacement} />
        <SelectField
          name="days"
          label={t("token.ends")}
          options={spans.map((days) => ({ value: String(days), label: t("token.days", { days }) }))}
          defaultValue="30"
        />
        {factor.field}
        <Inline>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="primary" isBusy={factor.isBusy || create.isPending}>
            {t("token.make")}
          </Button>
        </Inline>
      </Form>
    </Stack>
  );
}
