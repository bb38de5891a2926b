/** Whether a day comes soon enough to name it apart. */
import { dayOf } from "@/features/notices/days";

const TWO_DAYS = 2 * 86_400_000;

/** `due`: a calendar day of Japan. */
export function isDueSoon(due: string, now: Date): boolean {
  return due <= dayOf(new Date(now.getTime() + TWO_DAYS));
}
