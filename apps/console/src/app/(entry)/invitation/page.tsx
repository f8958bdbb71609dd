import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EntryFrame } from "../../../features/sign-in/entry-frame";
import { InvitationForm } from "../../../features/sign-in/invitation-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invitation"))("title") };
}

export default async function InvitationPage() {
  const t = await getTranslations("invitation");
  return (
    <EntryFrame title={t("title")} description={t("description")}>
      <InvitationForm />
    </EntryFrame>
  );
}
