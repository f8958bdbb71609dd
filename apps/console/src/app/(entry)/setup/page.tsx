import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EntryFrame } from "../../../features/sign-in/entry-frame";
import { SetupForm } from "../../../features/sign-in/setup-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("setup");
  return { title: t("title") };
}

export default async function SetupPage() {
  const t = await getTranslations("setup");
  return (
    <EntryFrame title={t("title")} description={t("description")}>
      <SetupForm />
    </EntryFrame>
  );
}
