/** A browser engine that the scenarios run in. */
export type Engine = 'chromium' | 'firefox' | 'webkit'

/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** How large a tab is unless a scenario sets its size. */
export const defaultSize: Size = { width: 1280, height: 720 }

/** What functions can be run in; Playwright's page is one too. */
export interface Scriptable {
  /**
   * Runs a function in the document and returns what it returns or resolves with. Only its source
   * is sent, so it cannot use anything from outside but its argument; both ways everything is JSON.
   *
   * @throws Error when the document is not there, or the function throws
   */
  evaluate<Result>(run: () => Result | Promise<Result>): Promise<Result>
  evaluate<Result, Argument>(
    run: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>
}

/** A function that is sent to a document. */
export type Run = (argument: unknown) => unknown

/** A document: a tab's page, or a frame in it. */
export interface Frame extends Scriptable {
  /** Clicks the button with this accessible name as a person does, once it is there. */
  click(button: string): Promise<void>
  /** Types into the field with this label, once it is there. */
  fill(label: string, value: string): Promise<void>
  /** Presses the Tab key where the focus is in this document. */
  pressTab(): Promise<void>
  /** Types where the focus is in this document. */
  type(text: string): Promise<void>
}

/** A tab, and the page in it. */
export interface Tab extends Frame {
  goto(url: string): Promise<void>
  reload(): Promise<void>
  setViewportSize(size: Size): Promise<void>
  /** Returns the frame of the first iframe that matches, whichever it is at each use. */
  frame(selector: string): Frame
  /** Returns the errors that were not caught, and the errors and warnings in the console. */
  errors(): Promise<string[]>
}

/** Tabs that share their cookies with each other, and nothing with other contexts. */
export interface Context {
  newTab(): Promise<Tab>
  close(): Promise<void>
}

/** A browser that was started. */
export interface Browser {
  newContext(): Promise<Context>
  close(): Promise<void>
}
