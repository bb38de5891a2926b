/** How long a new password is, in words. Whether it is hard to guess only the server can say. */
export const LEAST = 12;
const COMFORTABLE = 16;

export type PasswordLength = "none" | "short" | "enough" | "comfortable";

export function passwordLength(password: string): PasswordLength {
  const length = [...password].length;
  if (length === 0) return "none";
  if (length < LEAST) return "short";
  return length < COMFORTABLE ? "enough" : "comfortable";
}
