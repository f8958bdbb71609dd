import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FailoverPage } from "../../../features/failover/failover-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("nav");
  return { title: t("failover") };
}

export default function Failover() {
  return <FailoverPage />;
}
