import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CompliancePage } from "../../../../features/compliance/compliance-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("compliance"))("title") };
}

export default function Compliance() {
  return <CompliancePage />;
}
