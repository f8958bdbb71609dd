import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DrillsPage } from "../../../../features/drills/drills-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("nav");
  return { title: t("drills") };
}

export default function Drills() {
  return <DrillsPage />;
}
