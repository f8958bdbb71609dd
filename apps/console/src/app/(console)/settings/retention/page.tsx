import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RetentionPage } from "../../../../features/retention/retention-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tab.retention") };
}

export default function Retention() {
  return <RetentionPage />;
}
