import { ViolationRef } from "@holdfast/contracts/compliance";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ViolationPage } from "../../../../../features/violations/violation-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("violations"))("title") };
}

export default async function Violation({ params }: { params: Promise<{ id: string }> }) {
  const ref = ViolationRef.safeParse(await params);
  if (!ref.success) notFound();
  return <ViolationPage id={ref.data.id} />;
}
