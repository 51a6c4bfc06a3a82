'use client'

import { warnOnce } from '@resumable-inquiry/core'
import { type RefObject, useEffect, useRef } from 'react'

declare const process: { env: { NODE_ENV?: string } }

/** Returns a ref for the root of a default look, which names a missing stylesheet in development. */
export function useStylesCheck(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    try {
      // Only a literal condition lets a bundler drop the text.
      if (process.env.NODE_ENV !== 'production') checkStyles(root.current)
    } catch {
      // Without a bundler there is no environment.
    }
  }, [])
  return root
}

function checkStyles(element: HTMLElement | null): void {
  // Nothing is laid out in jsdom, which loads no stylesheets.
  if (element === null || element.getClientRects().length === 0) return
  if (getComputedStyle(element).getPropertyValue('--resumable-inquiry-styles') !== '') return
  warnOnce(
    "The stylesheet is missing, so loading and errors are unstyled. Import '@resumable-inquiry/react/styles.css', or pass content of your own as loading and error.",
  )
}
