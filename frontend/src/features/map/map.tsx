import { Page } from "@/ui/page";

export function DiseaseStageMap() {
  return <Page title="DiseaseStageMap">{null}</Page>;
}
