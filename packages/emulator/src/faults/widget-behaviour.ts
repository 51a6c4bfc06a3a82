/** How a widget starts. */
export type WidgetBehaviour =
  | { behaviour: 'normal' }
  /** The document loads and never becomes ready; the session stays unused. */
  | { behaviour: 'hang' }
  /** Becomes ready after `delay` milliseconds. */
  | { behaviour: 'slow'; delay: number }
  /** Loads with its session, then posts `application_error` with status 0. */
  | { behaviour: 'crash' }
  /** Loads with its session, then posts an SDK error of one's choice. */
  | { behaviour: 'error'; status: number; code: string; message?: string | undefined }
