'use client'

import { warnOnce } from '@resumable-inquiry/core'
import { type RefObject, useEffect, useRef } from 'react'

/** Returns a ref for the root of a default look, which names a missing stylesheet in development. */
export function useStylesCheck(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Nothing is laid out in jsdom, which loads no stylesheets.
    if (root.current === null || root.current.getClientRects().length === 0) return
    const marker = getComputedStyle(root.current).getPropertyValue('--resumable-inquiry-styles')
    if (marker !== '') return
    warnOnce(
      "The stylesheet is missing, so loading and errors are unstyled. Import '@resumable-inquiry/react/styles.css', or pass content of your own as loading and error.",
    )
  }, [])
  return root
}
