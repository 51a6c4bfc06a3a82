/** How a widget starts. */
export type WidgetBehaviour =
  | { behaviour: 'normal' }
  /** The document loads and never becomes ready. */
  | { behaviour: 'hang' }
  /** Becomes ready after `delay` milliseconds. */
  | { behaviour: 'slow'; delay: number }
  /** Posts `application_error` with status 0. */
  | { behaviour: 'crash' }
  /** Posts an SDK error of one's choice. */
  | { behaviour: 'error'; status: number; code: string; message?: string | undefined }
