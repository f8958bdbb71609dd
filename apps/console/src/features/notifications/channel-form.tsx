"use client";
import type { ChannelKind, ChannelView, NotificationTopic, SavedChannel } from "@holdfast/contracts/notification";
import { Button } from "@holdfast/ui/button";
import { Checkbox } from "@holdfast/ui/checkbox";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { type Placement, placementSelector, readPlacement } from "../shared-cluster/placement-text";
import { ClusterSetField } from "../shared-identity/cluster-set-field";
import { type ChannelErrors, channelKinds, channelLanguages, readChannel } from "./channel-draft";
import { DestinationFields } from "./destination-fields";
import { TopicFields } from "./topic-fields";
import { firstTopics } from "./topics";

interface ChannelFormProps {
  readonly channel: ChannelView | undefined;
  readonly onSaved: (saved: SavedChannel) => void;
  readonly onClose: () => void;
}

const placementOf = (channel: ChannelView | undefined): Placement | null =>
  channel === undefined || Object.keys(channel.selector).length === 0 ? null : readPlacement(channel.selector);

/** Sends what the form says, as a new channel or as a change of one. The answer may hold a secret: it goes into no cache. */
function useSave(channel: ChannelView | undefined, onSuccess: (saved: SavedChannel) => void) {
  const trpc = useTRPC();
  const create = useMutation(trpc.notification.create.mutationOptions({ gcTime: 0, onSuccess }));
  const edit = useMutation(trpc.notification.edit.mutationOptions({ gcTime: 0, onSuccess }));
  return {
    isPending: create.isPending || edit.isPending,
    error: create.error ?? edit.error,
    save: (made: Parameters<typeof create.mutate>[0]) =>
      channel ? edit.mutate({ ...made, id: channel.id, version: channel.version, isOn: channel.isOn }) : create.mutate(made),
  };
}

/** Asks how a channel is reached, what it is told of, and in which language. */
export function ChannelForm({ channel, onSaved, onClose }: ChannelFormProps) {
  const t = useTranslations("notification");
  const locale = useLocale();
  const { text, readFailure } = useUi();
  const [kind, setKind] = useState<ChannelKind>(channel?.destination.kind ?? "webhook");
  const [topics, setTopics] = useState<readonly NotificationTopic[]>(channel?.topics ?? firstTopics);
  const [placement, setPlacement] = useState(() => placementOf(channel));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { save, isPending, error } = useSave(channel, onSaved);
  const submit = (form: FormData) => {
    const chosen = placement === null ? { selector: {} } : placementSelector(placement);
    const isNothing = "unread" in chosen || (placement !== null && Object.keys(chosen.selector).length === 0);
    const read = readChannel(form, { kind, topics, selector: "unread" in chosen ? {} : chosen.selector, isKept: channel !== undefined });
    const wrong: ChannelErrors = "wrong" in read ? read.wrong : {};
    const told = Object.fromEntries(Object.entries(wrong).map(([field, why]) => [field, t(`wrong.${why}`)]));
    setErrors({ ...told, ...(isNothing && { clusters: t("wrong.clusters") }) });
    if (!isNothing && "channel" in read) save(read.channel);
  };
  return (
    <Stack gap="m">
      {error && <FailureNotice title={t("notSaved")}>{readFailure(error).message}</FailureNotice>}
      <Form label={t("make")} errors={errors} onSubmit={submit}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="name" label={t("field.name")} defaultValue={channel?.name ?? ""} isRequired autoComplete="off" />
          <SelectField
            name="kind"
            label={t("field.kind")}
            options={channelKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            value={kind}
            // The options are the kinds.
            onChange={(value) => setKind(value as ChannelKind)}
            isDisabled={channel !== undefined}
          />
        </div>
        <DestinationFields key={kind} kind={kind} shown={channel?.destination} />
        <TopicFields chosen={topics} onChange={setTopics} />
        <ClusterSetField placement={placement} onChange={setPlacement} />
        <SelectField
          name="language"
          label={t("field.language")}
          options={channelLanguages.map((value) => ({ value, label: t(`language.${value}`) }))}
          defaultValue={channel?.language ?? locale}
        />
        <Checkbox
          name="isForAlerts"
          label={t("field.isForAlerts")}
          hint={t("hint.isForAlerts")}
          isCheckedAtFirst={channel?.isForAlerts ?? false}
        />
        <Inline>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="primary" isBusy={isPending}>
            {t("save")}
          </Button>
        </Inline>
      </Form>
    </Stack>
  );
}
