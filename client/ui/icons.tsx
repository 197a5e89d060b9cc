import type { ReactNode } from "react";

/** Plain line icons, in the ink of the text around them. They never carry meaning alone. */
export function CloseIcon() {
  return <Icon>{<path d="M6 6l12 12M18 6L6 18" />}</Icon>;
}

export function ChevronIcon() {
  return <Icon>{<path d="M6 9.5l6 6 6-6" />}</Icon>;
}

export function DownloadIcon() {
  return <Icon>{<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14" />}</Icon>;
}

export function TickIcon() {
  return <Icon>{<path d="M5 12.5l4.5 4.5L19 7.5" />}</Icon>;
}

export function ClockIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="8.2" />
      <path d="M12 7.4V12l3 2" />
    </Icon>
  );
}

export function WarnIcon() {
  return <Icon>{<path d="M12 4L2.8 20h18.4zM12 10v4.6M12 17.2v.4" />}</Icon>;
}

export function BarredIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="8.2" />
      <path d="M6.3 6.3l11.4 11.4" />
    </Icon>
  );
}

export function UploadIcon() {
  return <Icon>{<path d="M12 15.5v-11M7 9l5-5 5 5M5 20h14" />}</Icon>;
}

export function UndoIcon({ to }: { to: "back" | "forth" }) {
  return (
    <Icon>
      <path
        d="M8 5L4 9l4 4M4.5 9H14a5 5 0 0 1 0 10h-4"
        {...(to === "forth" && { transform: "matrix(-1 0 0 1 24 0)" })}
      />
    </Icon>
  );
}

export function FoldIcon({ to }: { to: "left" | "right" }) {
  return <Icon>{<path d={to === "left" ? "M14.5 6l-6 6 6 6" : "M9.5 6l6 6-6 6"} />}</Icon>;
}

export function WalkerIcon() {
  return (
    <Icon>
      <circle cx="12.8" cy="4.6" r="1.9" />
      <path d="M12.4 8.4l-2.6 1.3-1 3.2M12.4 8.4l-.8 6 2.8 2.4.9 4.2M11.6 14.4l-1.2 3-2.6 3.4M12.4 8.4l1.8 3 2.8.9" />
    </Icon>
  );
}

export function PinIcon() {
  return (
    <Icon>
      <path d="M12 21s6.5-6.2 6.5-11.2A6.5 6.5 0 0 0 5.5 9.8C5.5 14.8 12 21 12 21z" />
      <circle cx="12" cy="9.8" r="2.2" />
    </Icon>
  );
}

export function MoveIcon() {
  return (
    <Icon>{<path d="M4 8.5h14M14.5 5l3.5 3.5L14.5 12M20 15.5H6M9.5 12L6 15.5 9.5 19" />}</Icon>
  );
}

export function BridgeIcon() {
  return (
    <Icon>
      <path d="M3 16h18M6 16V8M18 16V8M3 10.5C4.5 10.5 6 9 6 8c0 3.5 12 3.5 12 0 0 1 1.5 2.5 3 2.5M10 16v-5.4M14 16v-5.4" />
    </Icon>
  );
}

export function AreaIcon() {
  return <Icon>{<path d="M5 8l7-4 7 5-2 9-9 2-4-6z" />}</Icon>;
}

export function FileIcon() {
  return <Icon>{<path d="M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4" />}</Icon>;
}

/** A circle with its first quarter filled: fifteen minutes of an hour. */
export function BrandMark() {
  return (
    <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" focusable="false">
      <circle cx="13" cy="13" r="11" fill="none" stroke="#fff" strokeWidth="2" />
      <path d="M13 13V4.6A8.4 8.4 0 0 1 21.4 13z" fill="#6FB5E0" />
      <path d="M13 4.6V13h8.4" fill="none" stroke="#fff" strokeWidth="1.6" />
    </svg>
  );
}

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}
