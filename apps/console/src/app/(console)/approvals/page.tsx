import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ApprovalsPage } from "../../../features/approvals/approvals-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("nav");
  return { title: t("approvals") };
}

export default function Approvals() {
  return <ApprovalsPage />;
}
