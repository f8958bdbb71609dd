import { DnsLabel } from "@holdfast/contracts/ids";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CasePage } from "../../../../features/cases/case-page";

interface Address {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  return { title: (await params).name };
}

export default async function Case({ params }: Address) {
  const name = DnsLabel.safeParse((await params).name);
  if (!name.success) notFound();
  return <CasePage name={name.data} />;
}
