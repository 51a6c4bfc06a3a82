'use client'

import { type CSSProperties, type ReactElement, useEffect, useState } from 'react'

// Said but not shown. Inline, since it has to work where the stylesheet was forgotten.
const hidden: CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}

/** A text that assistive technology announces when it comes and when it changes. */
export function StatusText({
  children,
  className,
  isHidden = false,
}: {
  children: string
  className?: string
  isHidden?: boolean
}): ReactElement {
  // A live region is announced when its text changes, not when it comes with one.
  const [text, setText] = useState('')
  useEffect(() => {
    const frame = requestAnimationFrame(() => setText(children))
    return () => cancelAnimationFrame(frame)
  }, [children])
  return (
    <p role="status" className={className} style={isHidden ? hidden : undefined}>
      {text}
    </p>
  )
}
