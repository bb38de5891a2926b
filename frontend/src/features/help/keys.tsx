/** The keys that mean the same everywhere; each page lists its own under `?`. */
import { useMessages } from "@/i18n/messages";
import { Card } from "@/ui/page";
import { Key } from "@/ui/shortcuts";
import { helpTexts } from "./help-texts";

export function Keys() {
  const t = useMessages(helpTexts);
  const keys: [string[], string][] = [
    [["?"], t.keys.list],
    [["/"], t.keys.search],
    [["j", "k"], t.keys.step],
    [["Enter"], t.keys.open],
    [["Esc"], t.keys.close],
  ];
  return (
    <Card>
      <dl className="flex flex-col gap-3">
        {keys.map(([names, what]) => (
          <div key={what} className="flex items-baseline gap-4">
            <dt className="flex w-24 shrink-0 gap-1.5">
              {names.map((name) => (
                <Key key={name}>{name}</Key>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
