/** How a widget starts. */
export type WidgetBehavior =
  | { behavior: 'normal' }
  /** The document loads and never becomes ready; the session stays unused. */
  | { behavior: 'hang' }
  /** Becomes ready after `delay` milliseconds. */
  | { behavior: 'slow'; delay: number }
  /** Loads with its session, then posts `application_error` with status 0. */
  | { behavior: 'crash' }
  /** Loads with its session, then posts an SDK error of one's choice. */
  | { behavior: 'error'; status: number; code: string; message?: string | undefined }
