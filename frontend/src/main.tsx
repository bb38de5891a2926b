import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queries } from "@/api/client";
import { guardComposition } from "@/app/ime";
import { router } from "@/app/routes";
import { start } from "@/app/start";
import { getLocale } from "@/i18n/locale";
import "./app.css";

document.documentElement.lang = getLocale();
guardComposition(window);
void start();
const place = document.getElementById("app");
if (place)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
