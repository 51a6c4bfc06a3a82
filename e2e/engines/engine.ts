/** A browser engine that the scenarios run in. */
export type Engine = 'chromium' | 'firefox' | 'webkit'

/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** The size of a tab, unless a scenario sets another. */
export const defaultSize: Size = { width: 1280, height: 720 }

/** A document that functions can be run in, such as a page of Playwright. */
export interface Scriptable {
  /**
   * Runs a function in the document, and returns its result. Only its source is sent, so it can use
   * nothing but its argument. Argument and result are JSON.
   *
   * @throws Error when there is no document, or the function throws
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
  /** Returns the frame of the first iframe that matches, which is looked up at each use. */
  frame(selector: string): Frame
  /** Returns the uncaught errors, and the errors and warnings in the console. */
  errors(): Promise<string[]>
}

/** Tabs that share their cookies with each other, and nothing with other contexts. */
export interface Context {
  newTab(): Promise<Tab>
  close(): Promise<void>
}

/** A running browser. */
export interface Browser {
  newContext(): Promise<Context>
  close(): Promise<void>
}
