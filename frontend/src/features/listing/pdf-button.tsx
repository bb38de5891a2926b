export function PdfButton(_: { id: string }) {
  return null;
}
