import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DemoControl } from "../../features/demo-control/demo-control";
import { FleetPage } from "../../features/fleet/fleet-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("nav");
  return { title: t("fleet") };
}

export default function Fleet() {
  return <FleetPage aside={<DemoControl />} />;
}
