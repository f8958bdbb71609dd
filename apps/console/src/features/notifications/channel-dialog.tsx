"use client";
import type { ChannelView, SavedChannel } from "@holdfast/contracts/notification";
import { Button } from "@holdfast/ui/button";
import { CodeBlock } from "@holdfast/ui/code";
import { Dialog } from "@holdfast/ui/dialog";
import { Link } from "@holdfast/ui/link";
import { Notice } from "@holdfast/ui/notice";
import { notify } from "@holdfast/ui/notify";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { ChannelForm } from "./channel-form";

interface ChannelDialogProps {
  /** The channel that is to change; without it a new one is made. */
  readonly channel?: ChannelView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The signing secret, shown this once, and where its use is described. */
function Secret({ saved, onClose }: { readonly saved: SavedChannel & { secret: string }; readonly onClose: () => void }) {
  const t = useTranslations("notification");
  const { text } = useUi();
  return (
    <Stack gap="m">
      <Notice tone="good" shape="tick" title={t("saved")}>
        {t("secretHelp")}
      </Notice>
      <CodeBlock label={t("field.secret")} text={saved.secret} />
      <p className="text-ink-soft">{t("secretUse")}</p>
      <Inline>
        <Button variant="primary" onClick={onClose}>
          {text.close}
        </Button>
        <Link href={`/settings/notifications/${saved.id}`}>{t("openChannel")}</Link>
      </Inline>
    </Stack>
  );
}

/** Makes a channel or changes one; a signing secret that was made for it is shown afterwards and forgotten with the dialog. */
export function ChannelDialog({ channel, isOpen, onClose }: ChannelDialogProps) {
  const t = useTranslations("notification");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [saved, setSaved] = useState<(SavedChannel & { secret: string }) | null>(null);
  const close = () => {
    setSaved(null);
    onClose();
  };
  const done = ({ secret, ...rest }: SavedChannel) => {
    void queryClient.invalidateQueries({ queryKey: trpc.notification.pathKey() });
    if (secret !== null) return setSaved({ ...rest, secret });
    notify({ tone: "good", title: t("saved") });
    close();
  };
  return (
    <Dialog isOpen={isOpen} onClose={close} title={channel ? t("editTitle", { name: channel.name }) : t("make")} size="l">
      {saved === null ? <ChannelForm channel={channel} onSaved={done} onClose={close} /> : <Secret saved={saved} onClose={close} />}
    </Dialog>
  );
}
