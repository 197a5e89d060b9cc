import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { followAddress } from "./panels/address-bar.ts";
import { createSession } from "./panels/session.tsx";
import { readAddress } from "./plan/address.ts";
import "./ui/base.css";
import "./ui/controls.css";
import "./panels/page.css";
import "./panels/header.css";
import "./panels/overview.css";
import "./panels/left.css";
import "./panels/toolbar.css";
import "./panels/figures.css";
import "./panels/map-and-legend.css";
import "./panels/right.css";
import "./panels/cards.css";
import "./panels/notices.css";
import "./panels/data.css";
import "./panels/data/import.css";
import "./panels/policy/policy.css";
import "./panels/policy/drawer.css";
import "./panels/policy/policy-panel.css";

const session = createSession(readAddress(location.href));
followAddress(session.view);

const root = document.getElementById("root");
if (root === null) throw new Error('index.html has no element with id "root".');
createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
