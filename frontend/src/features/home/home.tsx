/** `/`: for a stranger what Enishi is, for a member what waits. Each comes as a file of its own. */
import { lazy, Suspense } from "react";
import { useSession } from "@/api/session";
import { Loading } from "@/ui/states";

const Landing = lazy(() => import("./landing").then((file) => ({ default: file.Landing })));
const Start = lazy(() => import("./start").then((file) => ({ default: file.Start })));

export function Home() {
  const anonymous = useSession() === "anonymous";
  return (
    <Suspense
      fallback={
        <div className="min-h-dvh p-8">
          <Loading />
        </div>
      }
    >
      {anonymous ? <Landing /> : <Start />}
    </Suspense>
  );
}
