/** Letters that no test had before: for names and titles, should a test run twice against one server. */
export function unique(): string {
  return [...Date.now().toString(26)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
    .join("");
}
