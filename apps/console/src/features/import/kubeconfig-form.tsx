"use client";
import type { KubeconfigView } from "@holdfast/contracts/cluster-import";
import { Button } from "@holdfast/ui/button";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { Link } from "@holdfast/ui/link";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { KubeconfigField } from "./kubeconfig-field";

interface KubeconfigFormProps {
  readonly refusal: string | null;
  readonly onRead: (kubeconfig: string, view: KubeconfigView) => void;
}

/** The first step: the kubeconfig. */
export function KubeconfigForm({ refusal, onRead }: KubeconfigFormProps) {
  const t = useTranslations("import");
  const { readFailure } = useUi();
  const [text, setText] = useState("");
  const [isEmpty, setIsEmpty] = useState(false);
  const read = useMutation(useTRPC().imports.read.mutationOptions({ onSuccess: (view) => onRead(text, view) }));
  const submit = () => {
    setIsEmpty(text.trim() === "");
    if (text.trim() !== "") read.mutate({ kubeconfig: text });
  };
  return (
    <div className="max-w-3xl">
      <Stack gap="m">
        {read.error && (
          <FailureNotice title={t("notRead")}>
            <p>{readFailure(read.error).message}</p>
          </FailureNotice>
        )}
        <Form label={t("title")} errors={isEmpty ? { kubeconfig: t("missing") } : {}} onSubmit={submit}>
          <KubeconfigField value={text} onChange={setText} />
          <Inline>
            <Button type="submit" variant="primary" isBusy={read.isPending} refusal={refusal}>
              {t("read")}
            </Button>
            <Link href="/clusters">{t("back")}</Link>
          </Inline>
        </Form>
      </Stack>
    </div>
  );
}
