"use client";
import type { ChannelView } from "@holdfast/contracts/notification";
import { Button } from "@holdfast/ui/button";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useVerbs } from "@holdfast/ui/verbs";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { ChannelDialog } from "./channel-dialog";
import { asEdit } from "./channel-draft";

const list = "/settings/notifications";

/** What can be done with a channel: try it, change it, switch it off and on, delete it. */
export function ChannelActions({ channel }: { readonly channel: ChannelView }) {
  const t = useTranslations("notification");
  const { readFailure } = useUi();
  const router = useRouter();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [layer, setLayer] = useState<"none" | "edit" | "delete">("none");
  const close = () => setLayer("none");
  const again = () => queryClient.invalidateQueries({ queryKey: trpc.notification.pathKey() });
  const onError = (error: unknown) => notify({ tone: "bad", title: t("notDone"), detail: readFailure(error).message });
  const test = useMutation(
    trpc.notification.testChannel.mutationOptions({
      onSuccess: () => {
        notify({ tone: "good", title: t("testSent") });
        return again();
      },
      onError,
    }),
  );
  const turn = useMutation(trpc.notification.edit.mutationOptions({ gcTime: 0, onSuccess: again, onError }));
  const remove = useMutation(
    trpc.notification.remove.mutationOptions({
      onSuccess: () => {
        notify({ tone: "good", title: t("deleted", { name: channel.name }) });
        // A path of this application.
        router.push(list as Route);
      },
    }),
  );
  const verbs = [
    {
      id: "test",
      label: t("verb.test"),
      refusal: channel.isOn ? null : t("offNow"),
      isBusy: test.isPending,
      run: () => test.mutate({ id: channel.id }),
    },
    { id: "edit", label: t("verb.edit"), refusal: null, isBusy: false, run: () => setLayer("edit") },
    {
      id: "turn",
      label: t(channel.isOn ? "verb.off" : "verb.on"),
      refusal: null,
      isBusy: turn.isPending,
      run: () => turn.mutate({ ...asEdit(channel), isOn: !channel.isOn }),
    },
    { id: "delete", label: t("verb.delete"), refusal: null, isBusy: false, run: () => setLayer("delete") },
  ];
  useVerbs(verbs.map(({ id, label, refusal, run }) => ({ id: `channel.${id}`, label, group: channel.name, refusal, run })));
  return (
    <>
      {verbs.map(({ id, label, refusal, isBusy, run }) => (
        <Button key={id} refusal={refusal} isBusy={isBusy} onClick={run}>
          {label}
        </Button>
      ))}
      <ChannelDialog channel={channel} isOpen={layer === "edit"} onClose={close} />
      <ConfirmDialog
        isOpen={layer === "delete"}
        onClose={close}
        title={t("deleteTitle", { name: channel.name })}
        consequence={t("consequence", { waiting: channel.waiting })}
        name={channel.name}
        confirmLabel={t("verb.delete")}
        onConfirm={() => remove.mutate({ id: channel.id })}
        isBusy={remove.isPending}
        failure={remove.error && readFailure(remove.error).message}
      />
    </>
  );
}
