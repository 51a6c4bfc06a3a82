'use client'

import { warnOnce } from '@resumable-inquiry/core'
import { useEffect } from 'react'

declare const process: { env: { NODE_ENV?: string } }

/** Names in development a stylesheet that is missing where the overlay has a default look. */
export function useStylesCheck(overlay: HTMLElement, hasDefaultLook: boolean): void {
  useEffect(() => {
    try {
      // Only a literal condition lets a bundler drop the text.
      if (process.env.NODE_ENV !== 'production' && hasDefaultLook) checkStyles(overlay)
    } catch {
      // Without a bundler there is no environment.
    }
  }, [overlay, hasDefaultLook])
}

function checkStyles(overlay: HTMLElement): void {
  const content = overlay.querySelector('.resumable-inquiry-content')
  // Nothing is laid out in jsdom, which loads no stylesheets.
  if (content === null || overlay.getClientRects().length === 0) return
  if (getComputedStyle(content).getPropertyValue('--resumable-inquiry-styles') !== '') return
  warnOnce(
    "The stylesheet is missing, so errors are unstyled. Import '@resumable-inquiry/react/styles.css', or pass content of your own as loading and error.",
  )
}
