/** Gives a file from the API to the browser to keep: the request carries the token, so it cannot be a plain link. */
export function saveFile(content: Blob, response: Response, fallback: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = nameIn(response.headers.get("content-disposition")) ?? fallback;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The name in `Content-Disposition`, in its newer form if there is one. */
export function nameIn(disposition: string | null): string | undefined {
  const extended = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  if (extended) return decodeURIComponent(extended);
  return disposition?.match(/filename="?([^";]+)"?/i)?.[1];
}
