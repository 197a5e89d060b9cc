import { Component, type ReactNode } from "react";

interface Props {
  readonly children: ReactNode;
  /** What stands in place of a part that could not be drawn. */
  readonly instead: (error: Error, again: () => void) => ReactNode;
}

interface State {
  readonly error: Error | undefined;
}

/** Keeps a fault in one part of the page from taking the rest with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return this.props.instead(error, () => this.setState({ error: undefined }));
  }
}
